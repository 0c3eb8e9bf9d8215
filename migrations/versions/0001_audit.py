"""The audit chain, and the clock of a demonstration."""

import sqlalchemy as sa
from alembic import op

from portal.common.database import UTCDateTime
from portal.common.triggers import append_only, triggers, without_triggers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

GUARDS = [append_only("audit_events", ("seq",), ("hash",))]


def upgrade() -> None:
    """Make both tables and forbid every change of the chain."""
    op.create_table(
        "clock_start",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("offset_seconds", sa.Double(), nullable=False),
        sa.Column("set_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_clock_start_one_row")),
    )
    op.create_table(
        "audit_events",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("actor_kind", sa.String(20), nullable=False),
        sa.Column("actor_id", sa.String(64), nullable=False),
        sa.Column("actor_role", sa.String(20)),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("object_kind", sa.String(32), nullable=False),
        sa.Column("object_id", sa.String(64), nullable=False),
        sa.Column("content_hash", sa.String(64)),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_audit_events_seq_from_one")),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_events"),
        sa.UniqueConstraint("hash", name="uq_audit_events_hash"),
    )
    for guard in GUARDS:
        for statement in triggers(guard, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    """Drop both tables."""
    for guard in GUARDS:
        for statement in without_triggers(guard, op.get_bind().dialect.name):
            op.execute(statement)
    op.drop_table("audit_events")
    op.drop_table("clock_start")
