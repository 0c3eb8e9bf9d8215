"""The outbox: what is to be sent, and what came of each attempt."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.common.database import Model, UTCDateTime
from portal.common.triggers import append_only, purgeable
from portal.notices.rules_mail import Outcome

OUTCOMES = tuple(map(str, Outcome))


class Mail(Model):
    """A mail to one address about one item, written in the transaction of what it tells; purged once, never changed."""

    __tablename__ = "mails"
    __guard__ = purgeable(
        "mails", ("id",), emptied=("to_address", "subject", "text", "html"), kept=("id", "item_id", "queued_at")
    )

    id: Mapped[str] = mapped_column(sa.String(26), primary_key=True)
    item_id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"), index=True)
    to_address: Mapped[str] = mapped_column(sa.String(254))
    subject: Mapped[str] = mapped_column(sa.String(200))
    text: Mapped[str] = mapped_column(sa.Text)
    html: Mapped[str] = mapped_column(sa.Text)
    queued_at: Mapped[datetime] = mapped_column(UTCDateTime)
    purged_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)


class MailAttempt(Model):
    """That a worker took a mail to send it; never changes. Of two workers at once the database lets one take it."""

    __tablename__ = "mail_attempts"
    __guard__ = append_only("mail_attempts", ("mail_id", "number"))

    mail_id: Mapped[str] = mapped_column(sa.ForeignKey("mails.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(UTCDateTime)


class MailResult(Model):
    """What came of an attempt, as the worker reports it; never changes."""

    __tablename__ = "mail_results"
    __guard__ = append_only("mail_results", ("mail_id", "number"))
    __table_args__ = (
        sa.ForeignKeyConstraint(["mail_id", "number"], ["mail_attempts.mail_id", "mail_attempts.number"]),
        sa.CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome_is_known"),
    )

    mail_id: Mapped[str] = mapped_column(sa.String(26), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    outcome: Mapped[str] = mapped_column(sa.String(16))
    reply: Mapped[str] = mapped_column(sa.String(300))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
