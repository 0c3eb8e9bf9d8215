"""Inquiries with their questions and events; who asked, and what they wrote, apart from them."""

import sqlalchemy as sa
from alembic import op

from portal.common.database import UTCDateTime
from portal.common.triggers import append_only, purgeable, triggers, without_triggers

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

GUARDS = [
    purgeable("bodies", ("id",), emptied=("text", "salt"), kept=("id", "recorded_at")),
    purgeable("persons", ("id",), emptied=("name", "email", "office"), kept=("id", "recorded_at")),
    append_only("inquiries", ("id",), ("program_id", "number")),
    append_only("inquiry_senders", ("inquiry_id", "position")),
    append_only("inquiry_links", ("token_hash",)),
    append_only("questions", ("inquiry_id", "position")),
    append_only("inquiry_events", ("id",)),
]


def upgrade() -> None:
    """Make the tables, and let nothing in them ever be changed."""
    op.create_table(
        "bodies",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("purged_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bodies")),
    )
    op.create_table(
        "persons",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("purged_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
    )
    _create_inquiries()
    op.create_table(
        "questions",
        sa.Column("inquiry_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.String(length=26), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_questions_body_id")),
        sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f("fk_questions_inquiry_id")),
        sa.PrimaryKeyConstraint("inquiry_id", "position", name=op.f("pk_questions")),
    )
    _create_senders_and_links()
    op.create_table(
        "inquiry_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inquiry_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=26), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("by_account_id", sa.String(length=26), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('assigned', 'paused', 'resumed', 'linked', 'interim', 'not_policy', 'held', 'answered', "
            "'dropped', 'closed', 'reopened', 'legal_hold', 'hold_lifted', 'purge_proposed', 'purged')",
            name=op.f("ck_inquiry_events_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(["by_account_id"], ["users.id"], name=op.f("fk_inquiry_events_by_account_id")),
        sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f("fk_inquiry_events_inquiry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_events")),
    )
    op.create_index(op.f("ix_inquiry_events_inquiry_id"), "inquiry_events", ["inquiry_id"], unique=False)
    for guard in GUARDS:
        for statement in triggers(guard, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    """Drop the tables with their triggers."""
    for guard in GUARDS:
        for statement in without_triggers(guard, op.get_bind().dialect.name):
            op.execute(statement)
    for table in ("inquiry_events", "inquiry_links", "inquiry_senders", "questions", "inquiries", "persons", "bodies"):
        op.drop_table(table)


def _create_inquiries() -> None:
    op.create_table(
        "inquiries",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("sender_kind", sa.String(length=32), nullable=False),
        sa.Column("audience_slug", sa.String(length=64), nullable=False),
        sa.Column("place_code", sa.String(length=5), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "channel IN ('portal', 'letter', 'email', 'phone', 'meeting')",
            name=op.f("ck_inquiries_channel_is_known"),
        ),
        sa.CheckConstraint(
            "sender_kind IN ('law-enforcement', 'local-government', 'state-government', 'tribal-government', "
            "'federal-agency', 'congress', 'press', 'organization', 'public')",
            name=op.f("ck_inquiries_sender_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["users.id"], name=op.f("fk_inquiries_account_id")),
        sa.ForeignKeyConstraint(["audience_slug"], ["audiences.slug"], name=op.f("fk_inquiries_audience_slug")),
        sa.ForeignKeyConstraint(["id"], ["items.id"], name=op.f("fk_inquiries_id")),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f("fk_inquiries_place_code")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_inquiries_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiries")),
        sa.UniqueConstraint("program_id", "number", name=op.f("uq_inquiries_program_id_number")),
    )
    op.create_index(op.f("ix_inquiries_account_id"), "inquiries", ["account_id"], unique=False)
    op.create_index(op.f("ix_inquiries_recorded_at"), "inquiries", ["recorded_at"], unique=False)


def _create_senders_and_links() -> None:
    op.create_table(
        "inquiry_senders",
        sa.Column("inquiry_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=False),
        sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f("fk_inquiry_senders_inquiry_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_inquiry_senders_person_id")),
        sa.PrimaryKeyConstraint("inquiry_id", "position", name=op.f("pk_inquiry_senders")),
    )
    op.create_table(
        "inquiry_links",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("inquiry_id", sa.String(length=26), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f("fk_inquiry_links_inquiry_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_inquiry_links")),
    )
    op.create_index(op.f("ix_inquiry_links_inquiry_id"), "inquiry_links", ["inquiry_id"], unique=False)
