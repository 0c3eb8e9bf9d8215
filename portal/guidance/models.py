"""Guidance: documents, their immutable editions, and what each edition's provisions oblige whom to do."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.common.database import Model, UTCDateTime
from portal.common.triggers import Guard, append_only
from portal.guidance.rules_in_force import EVENT_KINDS
from portal.guidance.rules_levels import Level

LEVELS = tuple(level.value for level in Level)
APPLIES_WHEN = ("always", "activated")

_EDITION_OF_PROVISION = "SELECT 1 FROM editions AS of_it WHERE of_it.id = {row}.edition_id"
_EDITION_OF_OBLIGATION = (
    "SELECT 1 FROM provisions AS of_it JOIN editions AS whole ON whole.id = of_it.edition_id "
    "WHERE of_it.id = {row}.provision_id"
)


class Document(Model):
    """All editions of one guidance text, under an identifier that never changes."""

    __tablename__ = "documents"
    __guard__ = append_only("documents", ("id",), ("slug",), ("identifier",))

    id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"), primary_key=True)
    program_id: Mapped[str] = mapped_column(sa.ForeignKey("programs.id"))
    slug: Mapped[str] = mapped_column(sa.String(64), unique=True)
    identifier: Mapped[str] = mapped_column(sa.String(64), unique=True)


class DocumentDetails(Model):
    """What is said of a document from an instant on: its title, office, owner, …; never changes, the newest holds."""

    __tablename__ = "document_details"
    __guard__ = append_only("document_details", ("id",))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    document_id: Mapped[str] = mapped_column(sa.ForeignKey("documents.id"), index=True)
    title: Mapped[str] = mapped_column(sa.String(300))
    office: Mapped[str] = mapped_column(sa.String(200))
    owner: Mapped[str] = mapped_column(sa.String(200))
    intent: Mapped[str] = mapped_column(sa.Text)
    review_by: Mapped[date | None]
    # By label: in which other words people speak of the acts of its provisions; no part of any edition.
    synonyms: Mapped[dict[str, dict[str, list[str]]]] = mapped_column(sa.JSON, server_default="{}")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ProvisionLabel(Model):
    """A label of a provision: unique in its program, of one document, never reused and never changed."""

    __tablename__ = "provision_labels"
    __guard__ = append_only("provision_labels", ("id",), ("program_id", "label"))
    __table_args__ = (sa.UniqueConstraint("program_id", "label"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    program_id: Mapped[str] = mapped_column(sa.ForeignKey("programs.id"))
    document_id: Mapped[str] = mapped_column(sa.ForeignKey("documents.id"))
    label: Mapped[str] = mapped_column(sa.String(64))


class Edition(Model):
    """A text of a document: while a draft it may change; once published nothing of it ever does.

    Its number is derived (its rank among the published), so no row holds one. `written` is the order of writing.
    """

    __tablename__ = "editions"
    __guard__ = Guard(
        table="editions", keys=(("id",), ("written",)), frozen="{row}.published_at IS NOT NULL", takes_frozen=True
    )
    __table_args__ = (
        sa.CheckConstraint(
            "(published_at IS NULL) = (sha256 IS NULL) AND (published_at IS NULL) = (written IS NULL)",
            name="published_whole",
        ),
        sa.Index(
            "uq_editions_one_draft",
            "document_id",
            unique=True,
            sqlite_where=sa.text("published_at IS NULL"),
            postgresql_where=sa.text("published_at IS NULL"),
        ),
        sa.Index(None, "document_id", "published_at"),
    )

    id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"), primary_key=True)
    document_id: Mapped[str] = mapped_column(sa.ForeignKey("documents.id"))
    title: Mapped[str] = mapped_column(sa.String(300))
    summary: Mapped[str] = mapped_column(sa.Text)
    applies_to: Mapped[str] = mapped_column(sa.Text)
    effective_from: Mapped[date]
    change_note: Mapped[str] = mapped_column(sa.Text)
    legal: Mapped[list[str]] = mapped_column(sa.JSON)
    # Where a record of the past was published, and when: {title, office, date}; null for what began here.
    source: Mapped[dict[str, str] | None] = mapped_column(sa.JSON)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    written: Mapped[int | None] = mapped_column(unique=True, default=None)
    sha256: Mapped[str | None] = mapped_column(sa.String(64), default=None)

    provisions: Mapped[list["Provision"]] = relationship(
        order_by="Provision.position", default_factory=list, cascade="all, delete-orphan"
    )


class EditionEvent(Model):
    """What later happened to an edition: moved, cancelled, withdrawn, suspended somewhere, …; never changes."""

    __tablename__ = "edition_events"
    __guard__ = append_only("edition_events", ("id",))
    __table_args__ = (sa.CheckConstraint(f"kind IN {EVENT_KINDS}", name="kind_is_known"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    edition_id: Mapped[str] = mapped_column(sa.ForeignKey("editions.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    # The day from which it holds; for `effective_moved` the new effective date.
    on: Mapped[date]
    place_code: Mapped[str] = mapped_column(sa.ForeignKey("places.code"))
    reason: Mapped[str] = mapped_column(sa.Text)
    source: Mapped[str] = mapped_column(sa.Text)
    known_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Provision(Model):
    """The smallest citable unit of an edition, under a label that survives editions; frozen with its edition."""

    __tablename__ = "provisions"
    __guard__ = Guard(
        table="provisions",
        keys=(("id",),),
        frozen=f"EXISTS ({_EDITION_OF_PROVISION} AND of_it.published_at IS NOT NULL)",
    )
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "label_id"),
        sa.UniqueConstraint("edition_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    edition_id: Mapped[str] = mapped_column(sa.ForeignKey("editions.id"), init=False)
    label_id: Mapped[int] = mapped_column(sa.ForeignKey("provision_labels.id"), index=True)
    position: Mapped[int]
    section: Mapped[str] = mapped_column(sa.String(300))
    number: Mapped[str] = mapped_column(sa.String(20))
    heading: Mapped[str] = mapped_column(sa.String(300))
    markdown: Mapped[str] = mapped_column(sa.Text)
    # Rendered once, so that a newer renderer cannot change what was published.
    html: Mapped[str] = mapped_column(sa.Text)
    text: Mapped[str] = mapped_column(sa.Text)
    # Earlier labels that this provision continues: split, merged, renumbered or moved.
    was: Mapped[list[str]] = mapped_column(sa.JSON)

    label: Mapped[ProvisionLabel] = relationship(init=False, lazy="joined")
    obligations: Mapped[list["Obligation"]] = relationship(
        order_by="Obligation.id", default_factory=list, cascade="all, delete-orphan"
    )


class Obligation(Model):
    """What a provision means for one kind of stakeholder in one place; frozen with its edition."""

    __tablename__ = "obligations"
    __guard__ = Guard(
        table="obligations",
        keys=(("id",),),
        frozen=f"EXISTS ({_EDITION_OF_OBLIGATION} AND whole.published_at IS NOT NULL)",
    )
    __table_args__ = (
        sa.UniqueConstraint("provision_id", "audience_slug", "place_code"),
        sa.CheckConstraint(f"level IN {LEVELS}", name="level_is_known"),
        sa.CheckConstraint(f"applies_when IN {APPLIES_WHEN}", name="applies_when_is_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    provision_id: Mapped[int] = mapped_column(sa.ForeignKey("provisions.id"), init=False)
    audience_slug: Mapped[str] = mapped_column(sa.ForeignKey("audiences.slug"))
    place_code: Mapped[str] = mapped_column(sa.ForeignKey("places.code"))
    level: Mapped[str] = mapped_column(sa.String(16))
    condition: Mapped[str] = mapped_column(sa.Text)
    # The levels where the condition's answer is yes and no; empty unless the level is conditional.
    then: Mapped[str] = mapped_column(sa.String(16))
    otherwise: Mapped[str] = mapped_column(sa.String(16))
    applies_when: Mapped[str] = mapped_column(sa.String(12))
    action: Mapped[str] = mapped_column(sa.Text)
    deadline: Mapped[str] = mapped_column(sa.Text)
    how_to_decide: Mapped[str] = mapped_column(sa.Text)
    how_to_decline: Mapped[str] = mapped_column(sa.Text)
    authority: Mapped[str] = mapped_column(sa.Text)


class EditionPDF(Model):
    """The PDF of a published edition, made once: its file, by the SHA-256 of its bytes; never changes."""

    __tablename__ = "edition_pdfs"
    __guard__ = append_only("edition_pdfs", ("edition_id",))

    edition_id: Mapped[str] = mapped_column(sa.ForeignKey("editions.id"), primary_key=True)
    file_sha256: Mapped[str] = mapped_column(sa.String(64))
    size_bytes: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
