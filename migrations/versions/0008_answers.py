"""Standard answers and their editions, which make statements as entries of the register do."""

import sqlalchemy as sa
from alembic import op

from portal.common.database import UTCDateTime
from portal.common.triggers import Guard, append_only, trigger_names, triggers, without_triggers

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ENTRIES = "EXISTS (SELECT 1 FROM register_entries AS told WHERE told.id = {row}.item_id)"
ANSWERS = "EXISTS (SELECT 1 FROM answer_editions AS told WHERE told.id = {row}.item_id)"
STATEMENTS = Guard(table="statements", keys=(("id",),), frozen=ENTRIES)
STATEMENTS_OF_BOTH = Guard(table="statements", keys=(("id",),), frozen=f"({ENTRIES} OR {ANSWERS})")
GUARDS = [
    append_only("standard_answers", ("id",), ("program_id", "slug")),
    append_only("answer_editions", ("id",), ("answer_id", "published_at")),
]


def upgrade() -> None:
    """Make both tables, and let no statement be added to an edition that is on record."""
    op.create_table(
        "standard_answers",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["items.id"], name=op.f("fk_standard_answers_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_standard_answers_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_answers")),
        sa.UniqueConstraint("program_id", "slug", name=op.f("uq_standard_answers_program_id_slug")),
    )
    op.create_table(
        "answer_editions",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("answer_id", sa.String(length=26), nullable=False),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("wordings", sa.JSON(), nullable=False),
        sa.Column("audience_slug", sa.String(length=64), nullable=False),
        sa.Column("place_code", sa.String(length=5), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("change_note", sa.Text(), nullable=False),
        sa.Column("markdown", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["standard_answers.id"], name=op.f("fk_answer_editions_answer_id")),
        sa.ForeignKeyConstraint(["audience_slug"], ["audiences.slug"], name=op.f("fk_answer_editions_audience_slug")),
        sa.ForeignKeyConstraint(["id"], ["items.id"], name=op.f("fk_answer_editions_id")),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f("fk_answer_editions_place_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_editions")),
        sa.UniqueConstraint("answer_id", "published_at", name=op.f("uq_answer_editions_answer_id_published_at")),
    )
    _guard_anew(STATEMENTS, STATEMENTS_OF_BOTH)
    for guard in GUARDS:
        for statement in triggers(guard, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    """Drop both tables with their triggers."""
    dialect = op.get_bind().dialect.name
    for guard in GUARDS:
        for statement in without_triggers(guard, dialect):
            op.execute(statement)
    _guard_anew(STATEMENTS_OF_BOTH, STATEMENTS)
    op.drop_table("answer_editions")
    op.drop_table("standard_answers")


def _guard_anew(old: Guard, new: Guard) -> None:
    dialect = op.get_bind().dialect.name
    # Dropping a function of PostgreSQL drops its trigger as well; SQLite has no such functions.
    names = trigger_names(old) if dialect == "sqlite" else []
    for statement in [*(f"DROP TRIGGER {name}" for name in names), *without_triggers(old, dialect)]:
        op.execute(statement)
    for statement in triggers(new, dialect):
        op.execute(statement)
