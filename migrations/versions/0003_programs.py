"""Programs, kinds of stakeholder, places, activations, and the items by which all that can be shown is seen."""

import sqlalchemy as sa
from alembic import op

from portal.common.database import UTCDateTime
from portal.common.triggers import append_only, triggers, without_triggers

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

GUARDS = [
    append_only("program_events", ("id",), ("program_id", "on", "kind")),
    append_only("place_names", ("id",)),
    append_only("activations", ("id",)),
]


def upgrade() -> None:
    """Make the tables and forbid every change of what happened."""
    op.create_table(
        "audiences",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("plural", sa.String(length=120), nullable=False),
        sa.Column("parent_slug", sa.String(length=64), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_slug"], ["audiences.slug"], name=op.f("fk_audiences_parent_slug")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_audiences")),
    )
    op.create_table(
        "ledger_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_ledger_version_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_version")),
    )
    op.create_table(
        "places",
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("fips", sa.String(length=5), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("parent_code", sa.String(length=5), nullable=True),
        sa.CheckConstraint(
            "kind IN ('nation', 'state', 'district', 'territory', 'county')", name=op.f("ck_places_kind_is_known")
        ),
        sa.ForeignKeyConstraint(["parent_code"], ["places.code"], name=op.f("fk_places_parent_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_places")),
    )
    op.create_index(op.f("ix_places_parent_code"), "places", ["parent_code"], unique=False)
    op.create_table(
        "programs",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("intent", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.JSON(), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programs")),
        sa.UniqueConstraint("slug", name=op.f("uq_programs_slug")),
    )
    op.create_table(
        "activations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("place_code", sa.String(length=5), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("known_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('activated', 'retracted')", name=op.f("ck_activations_kind_is_known")),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f("fk_activations_place_code")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_activations_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activations")),
    )
    op.create_index(
        op.f("ix_activations_program_id_place_code"), "activations", ["program_id", "place_code"], unique=False
    )
    op.create_table(
        "items",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=True),
        sa.Column("visible_from", UTCDateTime(), nullable=True),
        sa.Column("visible_until", UTCDateTime(), nullable=True),
        sa.Column("permission", sa.String(length=64), nullable=True),
        sa.Column("place_code", sa.String(length=5), nullable=True),
        sa.CheckConstraint(
            "permission IS NOT NULL OR visible_from IS NOT NULL", name=op.f("ck_items_public_from_an_instant")
        ),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f("fk_items_place_code")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_items_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
    )
    op.create_table(
        "place_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_code", sa.String(length=5), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f("fk_place_names_place_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_names")),
    )
    op.create_index(op.f("ix_place_names_place_code"), "place_names", ["place_code"], unique=False)
    op.create_table(
        "program_events",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("known_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_program_events_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program_events")),
        sa.UniqueConstraint("program_id", "on", "kind", name=op.f("uq_program_events_program_id_on_kind")),
    )
    for guard in GUARDS:
        for statement in triggers(guard, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    """Drop the tables."""
    for guard in GUARDS:
        for statement in without_triggers(guard, op.get_bind().dialect.name):
            op.execute(statement)
    for table in (
        "items",
        "activations",
        "place_names",
        "places",
        "audiences",
        "program_events",
        "programs",
        "ledger_version",
    ):
        op.drop_table(table)
