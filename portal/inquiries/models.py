"""Inquiries: who asked what, when, by which way, and what was done about it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.common.database import Model, UTCDateTime
from portal.common.triggers import append_only, purgeable
from portal.inquiries.rules_content import Channel, SenderKind
from portal.inquiries.rules_events import EventKind

CHANNELS = tuple(map(str, Channel))
SENDER_KINDS = tuple(map(str, SenderKind))
EVENT_KINDS = tuple(map(str, EventKind))


class Person(Model):
    """Who asked, as far as they said, under a permission of its own; never changes, but that it may be purged once."""

    __tablename__ = "persons"
    __guard__ = purgeable("persons", ("id",), emptied=("name", "email", "office"), kept=("id", "recorded_at"))

    id: Mapped[str] = mapped_column(sa.String(26), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    email: Mapped[str] = mapped_column(sa.String(254))
    office: Mapped[str] = mapped_column(sa.String(200))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    purged_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)


class Inquiry(Model):
    """A letter, call or message with one question or several; never changes, and its status follows from its events.

    Its item bears the same id. `account_id` is that of a partner who was signed in when asking.
    """

    __tablename__ = "inquiries"
    __guard__ = append_only("inquiries", ("id",), ("program_id", "number"))
    __table_args__ = (
        sa.UniqueConstraint("program_id", "number"),
        sa.CheckConstraint(f"channel IN {CHANNELS}", name="channel_is_known"),
        sa.CheckConstraint(f"sender_kind IN {SENDER_KINDS}", name="sender_kind_is_known"),
    )

    id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"), primary_key=True)
    program_id: Mapped[str] = mapped_column(sa.ForeignKey("programs.id"))
    number: Mapped[str] = mapped_column(sa.String(16))
    channel: Mapped[str] = mapped_column(sa.String(16))
    sender_kind: Mapped[str] = mapped_column(sa.String(32))
    audience_slug: Mapped[str] = mapped_column(sa.ForeignKey("audiences.slug"))
    place_code: Mapped[str] = mapped_column(sa.ForeignKey("places.code"))
    received_on: Mapped[date]
    account_id: Mapped[str | None] = mapped_column(sa.ForeignKey("users.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)


class InquirySender(Model):
    """That somebody sent an inquiry, alone or with others; never changes."""

    __tablename__ = "inquiry_senders"
    __guard__ = append_only("inquiry_senders", ("inquiry_id", "position"))

    inquiry_id: Mapped[str] = mapped_column(sa.ForeignKey("inquiries.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(sa.ForeignKey("persons.id"))


class InquiryLink(Model):
    """A secret link by which whoever asked follows an inquiry; only its hash is kept, and it never changes."""

    __tablename__ = "inquiry_links"
    __guard__ = append_only("inquiry_links", ("token_hash",))

    token_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    inquiry_id: Mapped[str] = mapped_column(sa.ForeignKey("inquiries.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Question(Model):
    """One question of an inquiry, whose words lie in its body; never changes."""

    __tablename__ = "questions"
    __guard__ = append_only("questions", ("inquiry_id", "position"))

    inquiry_id: Mapped[str] = mapped_column(sa.ForeignKey("inquiries.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[str] = mapped_column(sa.ForeignKey("bodies.id"))
    body_hash: Mapped[str] = mapped_column(sa.String(64))


class InquiryEvent(Model):
    """What was done about an inquiry: given to somebody, paused, answered, closed and the like; never changes.

    `subject` is the account it was given to, the id of the inquiry that it repeats, the id of the response that was
    sent or dropped, or the position of a question.
    """

    __tablename__ = "inquiry_events"
    __guard__ = append_only("inquiry_events", ("id",))
    __table_args__ = (sa.CheckConstraint(f"kind IN {EVENT_KINDS}", name="kind_is_known"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    inquiry_id: Mapped[str] = mapped_column(sa.ForeignKey("inquiries.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(16))
    subject: Mapped[str | None] = mapped_column(sa.String(26))
    reason: Mapped[str] = mapped_column(sa.String(500))
    # None for what was done before the portal kept its record of it.
    by_account_id: Mapped[str | None] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
