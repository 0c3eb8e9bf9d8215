"""Statements, and the register of those that were made outside of the portal."""

import sqlalchemy as sa
from alembic import op

from portal.common.database import UTCDateTime
from portal.common.triggers import Guard, append_only, triggers, without_triggers

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

GUARDS = [
    append_only("register_entries", ("id",), ("program_id", "slug")),
    Guard(
        table="statements",
        keys=(("id",),),
        frozen="EXISTS (SELECT 1 FROM register_entries AS told WHERE told.id = {row}.item_id)",
    ),
]


def upgrade() -> None:
    """Make the tables and forbid every change of what was said."""
    op.create_table(
        "register_entries",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("told", sa.String(length=200), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("known_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('letter', 'page', 'plan', 'procedure', 'slide', 'call', 'meeting', 'release', 'report')",
            name=op.f("ck_register_entries_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(["id"], ["items.id"], name=op.f("fk_register_entries_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_register_entries_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entries")),
        sa.UniqueConstraint("program_id", "slug", name=op.f("uq_register_entries_program_id_slug")),
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=26), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("label", sa.String(length=64), nullable=False),
        sa.Column("audience_slug", sa.String(length=64), nullable=False),
        sa.Column("place_code", sa.String(length=5), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("about_on", sa.Date(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("speaker", sa.String(length=200), nullable=False),
        sa.Column("known_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "level IN ('mandatory', 'conditional', 'optional', 'prohibited', 'automatic', 'informational', "
            "'undecided')",
            name=op.f("ck_statements_level_is_known"),
        ),
        sa.ForeignKeyConstraint(["audience_slug"], ["audiences.slug"], name=op.f("fk_statements_audience_slug")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_statements_item_id")),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f("fk_statements_place_code")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_statements_program_id")),
        sa.ForeignKeyConstraint(
            ["program_id", "label"],
            ["provision_labels.program_id", "provision_labels.label"],
            name=op.f("fk_statements_program_id_label"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_item_id"), "statements", ["item_id"], unique=False)
    op.create_index(op.f("ix_statements_program_id_label"), "statements", ["program_id", "label"], unique=False)
    for guard in GUARDS:
        for statement in triggers(guard, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    """Drop both tables with their triggers."""
    for guard in GUARDS:
        for statement in without_triggers(guard, op.get_bind().dialect.name):
            op.execute(statement)
    op.drop_table("statements")
    op.drop_table("register_entries")
