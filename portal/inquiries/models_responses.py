"""Responses: the versions in which one is drafted, how its findings were answered, and what was sent."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.common.database import Model, UTCDateTime
from portal.common.triggers import append_only
from portal.inquiries.rules_content import Channel

CHANNELS = tuple(map(str, Channel))


class Response(Model):
    """An answer to all questions of an inquiry, drafted in versions and sent once; never changes.

    Its item bears the same id. What it states is written when it is sent.
    """

    __tablename__ = "responses"
    __guard__ = append_only("responses", ("id",), ("inquiry_id", "position"))
    __table_args__ = (sa.UniqueConstraint("inquiry_id", "position"),)

    id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"), primary_key=True)
    inquiry_id: Mapped[str] = mapped_column(sa.ForeignKey("inquiries.id"))
    position: Mapped[int]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ResponseVersion(Model):
    """The words of a draft as somebody saved them; never changes, so that no writer loses what another overwrote."""

    __tablename__ = "response_versions"
    __guard__ = append_only("response_versions", ("response_id", "number"))

    response_id: Mapped[str] = mapped_column(sa.ForeignKey("responses.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    # None for what was written before the portal kept its record of it.
    by_account_id: Mapped[str | None] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class ResponsePart(Model):
    """What one version answers to one question, as Markdown with statements, whose words lie in its body."""

    __tablename__ = "response_parts"
    __guard__ = append_only("response_parts", ("response_id", "number", "position"))
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["response_id", "number"], ["response_versions.response_id", "response_versions.number"]
        ),
    )

    response_id: Mapped[str] = mapped_column(sa.String(26), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[str] = mapped_column(sa.ForeignKey("bodies.id"))
    body_hash: Mapped[str] = mapped_column(sa.String(64))


class SentResponse(Model):
    """What was sent, when, and by which way, with what the check found in it then; never changes.

    Its body holds the words as they were rendered, and the findings with both their passages. The statements that it
    makes are written before it, so that from then on the databases refuse any other.
    """

    __tablename__ = "sent_responses"
    __guard__ = append_only("sent_responses", ("id",))
    __table_args__ = (sa.CheckConstraint(f"channel IN {CHANNELS}", name="channel_is_known"),)

    id: Mapped[str] = mapped_column(sa.ForeignKey("responses.id"), primary_key=True)
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    body_id: Mapped[str] = mapped_column(sa.ForeignKey("bodies.id"))
    body_hash: Mapped[str] = mapped_column(sa.String(64))
    # The editions in force on that day: [{document, number, sha256}].
    editions: Mapped[list[dict[str, str | int]]] = mapped_column(sa.JSON)
    channel: Mapped[str] = mapped_column(sa.String(16))
    office: Mapped[str] = mapped_column(sa.String(200))
    # On what a record of the past rests; empty for what the portal sent itself.
    source: Mapped[str] = mapped_column(sa.Text)
    by_account_id: Mapped[str | None] = mapped_column(sa.ForeignKey("users.id"))
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Delivery(Model):
    """By which way one sender was told; never changes. `mail_id` names the mail, if it went by mail."""

    __tablename__ = "deliveries"
    __guard__ = append_only("deliveries", ("response_id", "position"))
    __table_args__ = (sa.CheckConstraint(f"channel IN {CHANNELS}", name="channel_is_known"),)

    response_id: Mapped[str] = mapped_column(sa.ForeignKey("sent_responses.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str | None] = mapped_column(sa.ForeignKey("persons.id"))
    channel: Mapped[str] = mapped_column(sa.String(16))
    mail_id: Mapped[str | None] = mapped_column(sa.ForeignKey("mails.id"))
