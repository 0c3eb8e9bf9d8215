"""Requests for a direction, who waits for them, and what was decided."""

import sqlalchemy as sa
from alembic import op

from portal.common.database import UTCDateTime
from portal.common.triggers import append_only, triggers, without_triggers

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

GUARDS = [
    append_only("directions", ("id",)),
    append_only("direction_waiters", ("direction_id", "item_id", "position")),
    append_only("direction_decisions", ("direction_id",)),
]


def upgrade() -> None:
    """Make the tables, and let nothing in them ever be changed."""
    op.create_table(
        "directions",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("label", sa.String(length=64), nullable=False),
        sa.Column("audience_slug", sa.String(length=64), nullable=False),
        sa.Column("place_code", sa.String(length=5), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("by_account_id", sa.String(length=26), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["audience_slug"], ["audiences.slug"], name=op.f("fk_directions_audience_slug")),
        sa.ForeignKeyConstraint(["by_account_id"], ["users.id"], name=op.f("fk_directions_by_account_id")),
        sa.ForeignKeyConstraint(["id"], ["items.id"], name=op.f("fk_directions_id")),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f("fk_directions_place_code")),
        sa.ForeignKeyConstraint(
            ["program_id", "label"],
            ["provision_labels.program_id", "provision_labels.label"],
            name=op.f("fk_directions_program_id_label"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_directions_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directions")),
    )
    op.create_table(
        "direction_waiters",
        sa.Column("direction_id", sa.String(length=26), nullable=False),
        sa.Column("item_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("by_account_id", sa.String(length=26), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_account_id"], ["users.id"], name=op.f("fk_direction_waiters_by_account_id")),
        sa.ForeignKeyConstraint(["direction_id"], ["directions.id"], name=op.f("fk_direction_waiters_direction_id")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_direction_waiters_item_id")),
        sa.PrimaryKeyConstraint("direction_id", "item_id", "position", name=op.f("pk_direction_waiters")),
    )
    op.create_table(
        "direction_decisions",
        sa.Column("direction_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_account_id", sa.String(length=26), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('directed', 'not_needed')", name=op.f("ck_direction_decisions_kind_is_known")),
        sa.ForeignKeyConstraint(["by_account_id"], ["users.id"], name=op.f("fk_direction_decisions_by_account_id")),
        sa.ForeignKeyConstraint(["direction_id"], ["directions.id"], name=op.f("fk_direction_decisions_direction_id")),
        sa.PrimaryKeyConstraint("direction_id", name=op.f("pk_direction_decisions")),
    )
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
