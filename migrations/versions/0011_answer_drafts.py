"""Drafts of standard answers in their versions, and the end of an answer."""

import sqlalchemy as sa
from alembic import op

from portal.common.database import UTCDateTime
from portal.common.triggers import append_only, triggers, without_triggers

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

GUARDS = [
    append_only("answer_drafts", ("id",)),
    append_only("answer_draft_versions", ("draft_id", "number")),
    append_only("answer_draft_ends", ("draft_id",)),
    append_only("answer_retirements", ("answer_id",)),
]


def upgrade() -> None:
    """Make the tables, and let nothing in them ever be changed."""
    op.create_table(
        "answer_drafts",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["items.id"], name=op.f("fk_answer_drafts_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_answer_drafts_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_drafts")),
    )
    op.create_index(op.f("ix_answer_drafts_slug"), "answer_drafts", ["slug"], unique=False)
    op.create_table(
        "answer_draft_versions",
        sa.Column("draft_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("by_account_id", sa.String(length=26), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_account_id"], ["users.id"], name=op.f("fk_answer_draft_versions_by_account_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["answer_drafts.id"], name=op.f("fk_answer_draft_versions_draft_id")),
        sa.PrimaryKeyConstraint("draft_id", "number", name=op.f("pk_answer_draft_versions")),
    )
    _create_ends()
    for guard in GUARDS:
        for statement in triggers(guard, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    """Drop the tables with their triggers."""
    for guard in GUARDS:
        for statement in without_triggers(guard, op.get_bind().dialect.name):
            op.execute(statement)
    for guard in reversed(GUARDS):
        op.drop_table(guard.table)


def _create_ends() -> None:
    op.create_table(
        "answer_draft_ends",
        sa.Column("draft_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("by_account_id", sa.String(length=26), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('published', 'dropped')", name=op.f("ck_answer_draft_ends_kind_is_known")),
        sa.ForeignKeyConstraint(["by_account_id"], ["users.id"], name=op.f("fk_answer_draft_ends_by_account_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["answer_drafts.id"], name=op.f("fk_answer_draft_ends_draft_id")),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_answer_draft_ends")),
    )
    op.create_table(
        "answer_retirements",
        sa.Column("answer_id", sa.String(length=26), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("by_account_id", sa.String(length=26), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["standard_answers.id"], name=op.f("fk_answer_retirements_answer_id")),
        sa.ForeignKeyConstraint(["by_account_id"], ["users.id"], name=op.f("fk_answer_retirements_by_account_id")),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_answer_retirements")),
    )
