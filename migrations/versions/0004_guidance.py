"""Guidance: documents, editions, provisions and obligations, frozen once published."""

import sqlalchemy as sa
from alembic import op

from portal.common.database import UTCDateTime
from portal.common.triggers import Guard, append_only, triggers, without_triggers

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

EDITION_OF_PROVISION = "SELECT 1 FROM editions AS of_it WHERE of_it.id = {row}.edition_id"
EDITION_OF_OBLIGATION = (
    "SELECT 1 FROM provisions AS of_it JOIN editions AS whole ON whole.id = of_it.edition_id "
    "WHERE of_it.id = {row}.provision_id"
)
GUARDS = [
    append_only("documents", ("id",), ("slug",), ("identifier",)),
    append_only("document_details", ("id",)),
    append_only("provision_labels", ("id",), ("program_id", "label")),
    Guard(table="editions", keys=(("id",), ("written",)), frozen="{row}.published_at IS NOT NULL", takes_frozen=True),
    append_only("edition_events", ("id",)),
    Guard(
        table="provisions",
        keys=(("id",),),
        frozen=f"EXISTS ({EDITION_OF_PROVISION} AND of_it.published_at IS NOT NULL)",
    ),
    Guard(
        table="obligations",
        keys=(("id",),),
        frozen=f"EXISTS ({EDITION_OF_OBLIGATION} AND whole.published_at IS NOT NULL)",
    ),
    append_only("edition_pdfs", ("edition_id",)),
]


def upgrade() -> None:
    """Make the tables and forbid every change of what is published."""
    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("identifier", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["items.id"], name=op.f("fk_documents_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_documents_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("identifier", name=op.f("uq_documents_identifier")),
        sa.UniqueConstraint("slug", name=op.f("uq_documents_slug")),
    )
    op.create_table(
        "document_details",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=26), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("intent", sa.Text(), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_document_details_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_details")),
    )
    op.create_index(op.f("ix_document_details_document_id"), "document_details", ["document_id"], unique=False)
    op.create_table(
        "editions",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("document_id", sa.String(length=26), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("applies_to", sa.Text(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("change_note", sa.Text(), nullable=False),
        sa.Column("legal", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.Column("written", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "(published_at IS NULL) = (sha256 IS NULL) AND (published_at IS NULL) = (written IS NULL)",
            name=op.f("ck_editions_published_whole"),
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_editions_document_id")),
        sa.ForeignKeyConstraint(["id"], ["items.id"], name=op.f("fk_editions_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
        sa.UniqueConstraint("written", name=op.f("uq_editions_written")),
    )
    op.create_index(
        op.f("ix_editions_document_id_published_at"), "editions", ["document_id", "published_at"], unique=False
    )
    op.create_index(
        "uq_editions_one_draft",
        "editions",
        ["document_id"],
        unique=True,
        sqlite_where=sa.text("published_at IS NULL"),
        postgresql_where=sa.text("published_at IS NULL"),
    )
    op.create_table(
        "provision_labels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("program_id", sa.String(length=26), nullable=False),
        sa.Column("document_id", sa.String(length=26), nullable=False),
        sa.Column("label", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_provision_labels_document_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_provision_labels_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provision_labels")),
        sa.UniqueConstraint("program_id", "label", name=op.f("uq_provision_labels_program_id_label")),
    )
    op.create_table(
        "edition_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("place_code", sa.String(length=5), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("known_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('effective_moved', 'cancelled', 'in_error', 'withdrawn', 'rescinded', 'expired', "
            "'suspended', 'reinstated')",
            name=op.f("ck_edition_events_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name=op.f("fk_edition_events_edition_id")),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f("fk_edition_events_place_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_events")),
    )
    op.create_index(op.f("ix_edition_events_edition_id"), "edition_events", ["edition_id"], unique=False)
    op.create_table(
        "edition_pdfs",
        sa.Column("edition_id", sa.String(length=26), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name=op.f("fk_edition_pdfs_edition_id")),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_edition_pdfs")),
    )
    op.create_table(
        "provisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.String(length=26), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=300), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("heading", sa.String(length=300), nullable=False),
        sa.Column("markdown", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("was", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name=op.f("fk_provisions_edition_id")),
        sa.ForeignKeyConstraint(["label_id"], ["provision_labels.id"], name=op.f("fk_provisions_label_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provisions")),
        sa.UniqueConstraint("edition_id", "label_id", name=op.f("uq_provisions_edition_id_label_id")),
        sa.UniqueConstraint("edition_id", "position", name=op.f("uq_provisions_edition_id_position")),
    )
    op.create_index(op.f("ix_provisions_label_id"), "provisions", ["label_id"], unique=False)
    op.create_table(
        "obligations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provision_id", sa.Integer(), nullable=False),
        sa.Column("audience_slug", sa.String(length=64), nullable=False),
        sa.Column("place_code", sa.String(length=5), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("then", sa.String(length=16), nullable=False),
        sa.Column("otherwise", sa.String(length=16), nullable=False),
        sa.Column("applies_when", sa.String(length=12), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Text(), nullable=False),
        sa.Column("how_to_decide", sa.Text(), nullable=False),
        sa.Column("how_to_decline", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "applies_when IN ('always', 'activated')", name=op.f("ck_obligations_applies_when_is_known")
        ),
        sa.CheckConstraint(
            "level IN ('mandatory', 'conditional', 'optional', 'prohibited', 'automatic', 'informational', "
            "'undecided')",
            name=op.f("ck_obligations_level_is_known"),
        ),
        sa.ForeignKeyConstraint(["audience_slug"], ["audiences.slug"], name=op.f("fk_obligations_audience_slug")),
        sa.ForeignKeyConstraint(["place_code"], ["places.code"], name=op.f("fk_obligations_place_code")),
        sa.ForeignKeyConstraint(["provision_id"], ["provisions.id"], name=op.f("fk_obligations_provision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligations")),
        sa.UniqueConstraint(
            "provision_id",
            "audience_slug",
            "place_code",
            name=op.f("uq_obligations_provision_id_audience_slug_place_code"),
        ),
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
        "edition_pdfs",
        "obligations",
        "provisions",
        "edition_events",
        "editions",
        "provision_labels",
        "document_details",
        "documents",
    ):
        op.drop_table(table)
