"""What was told whom about which provision: statements, and the register of those made outside of the portal."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.common.database import Model, UTCDateTime
from portal.common.triggers import Guard, append_only
from portal.statements.rules_exits import Way

ENTRY_KINDS = ("letter", "page", "plan", "procedure", "slide", "call", "meeting", "release", "report")
WAYS = tuple(map(str, Way))
STATED_LEVELS = ("mandatory", "conditional", "optional", "prohibited", "automatic", "informational", "undecided")
# None is added, changed or taken away once the item that makes it is on record.
ON_RECORD = (
    "(EXISTS (SELECT 1 FROM register_entries AS told WHERE told.id = {row}.item_id)"
    " OR EXISTS (SELECT 1 FROM answer_editions AS told WHERE told.id = {row}.item_id)"
    " OR EXISTS (SELECT 1 FROM sent_responses AS told WHERE told.id = {row}.item_id))"
)


class RegisterEntry(Model):
    """A letter, plan, call or page outside of the portal that told someone something; never changes.

    Its item, which bears the same id, says who may see it.
    """

    __tablename__ = "register_entries"
    __guard__ = append_only("register_entries", ("id",), ("program_id", "slug"))
    __table_args__ = (
        sa.UniqueConstraint("program_id", "slug"),
        sa.CheckConstraint(f"kind IN {ENTRY_KINDS}", name="kind_is_known"),
    )

    id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"), primary_key=True)
    program_id: Mapped[str] = mapped_column(sa.ForeignKey("programs.id"))
    slug: Mapped[str] = mapped_column(sa.String(64))
    kind: Mapped[str] = mapped_column(sa.String(16))
    title: Mapped[str] = mapped_column(sa.String(300))
    office: Mapped[str] = mapped_column(sa.String(200))
    told: Mapped[str] = mapped_column(sa.String(200))
    said_on: Mapped[date]
    source: Mapped[str] = mapped_column(sa.Text)
    known_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Statement(Model):
    """What one item told a kind of stakeholder in a place about one provision, in whose name, and in its own words.

    It is written before its item is on record; from then on it never changes, and the item gets no other.
    """

    __tablename__ = "statements"
    __guard__ = Guard(table="statements", keys=(("id",),), frozen=ON_RECORD)
    __table_args__ = (
        sa.CheckConstraint(f"level IN {STATED_LEVELS}", name="level_is_known"),
        sa.ForeignKeyConstraint(["program_id", "label"], ["provision_labels.program_id", "provision_labels.label"]),
        sa.Index(None, "program_id", "label"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    item_id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"), index=True)
    program_id: Mapped[str] = mapped_column(sa.ForeignKey("programs.id"))
    label: Mapped[str] = mapped_column(sa.String(64))
    audience_slug: Mapped[str] = mapped_column(sa.ForeignKey("audiences.slug"))
    place_code: Mapped[str] = mapped_column(sa.ForeignKey("places.code"))
    level: Mapped[str] = mapped_column(sa.String(16))
    said_on: Mapped[date]
    about_on: Mapped[date]
    quote: Mapped[str] = mapped_column(sa.Text)
    speaker: Mapped[str] = mapped_column(sa.String(200))
    known_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class FindingExit(Model):
    """How a finding in a draft was met, other than by changing the words; never changes, the last one counts."""

    __tablename__ = "finding_exits"
    __guard__ = append_only("finding_exits", ("id",))
    __table_args__ = (sa.CheckConstraint(f"way IN {WAYS}", name="way_is_known"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    item_id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"), index=True)
    finding: Mapped[str] = mapped_column(sa.String(16))
    way: Mapped[str] = mapped_column(sa.String(16))
    reason: Mapped[str] = mapped_column(sa.String(500))
    by_account_id: Mapped[str] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
