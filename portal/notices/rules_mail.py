"""A mail before it is sent: what it says, how it is written, and when it is tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from typing import Final

# The standard policy breaks a long header such as List-Unsubscribe at a place where readers of mail do not mend it.
POLICY: Final = SMTP.clone(max_line_length=998)
# A worker that took a mail and said nothing since was ended; nobody knows whether the mail went out.
LEASE: Final = timedelta(minutes=10)
FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=6)
MOST_ATTEMPTS: Final = 12


class Outcome(StrEnum):
    """What came of one attempt to send a mail.

    A refusal is final, a failure before the mail was handed over is tried again, and where nobody can know whether it
    was taken it is not tried again by itself, so that nothing is sent twice.
    """

    DELIVERED = "delivered"
    FAILED = "failed"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"


class MailStatus(StrEnum):
    """Where a mail stands."""

    QUEUED = "queued"
    DELIVERED = "delivered"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"


STATUS_WORDS: Final = {
    MailStatus.QUEUED: "Waits to be sent",
    MailStatus.DELIVERED: "Handed over",
    MailStatus.REFUSED: "Refused by the mail server",
    MailStatus.UNCERTAIN: "Perhaps handed over: the mail server fell silent",
}


@dataclass(frozen=True, kw_only=True)
class MailContent:
    """One mail to one address, as text and as HTML."""

    to_address: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One attempt: when a worker took the mail, and what came of it, if it said so."""

    taken_at: datetime
    outcome: Outcome | None


def status_of(attempts: list[Attempt], at: datetime) -> MailStatus:
    """Return where a mail stands after its attempts, oldest first."""
    last = attempts[-1] if attempts else None
    if last is None:
        return MailStatus.QUEUED
    if last.outcome is None:
        return MailStatus.UNCERTAIN if at - last.taken_at >= LEASE else MailStatus.QUEUED
    if last.outcome is Outcome.FAILED:
        return MailStatus.QUEUED if len(attempts) < MOST_ATTEMPTS else MailStatus.REFUSED
    return MailStatus(last.outcome.value)


def is_due(attempts: list[Attempt], at: datetime) -> bool:
    """Tell whether a mail is to be tried now; each failure doubles the wait."""
    if status_of(attempts, at) is not MailStatus.QUEUED:
        return False
    if not attempts:
        return True
    last = attempts[-1]
    wait = min(FIRST_WAIT * 2 ** (len(attempts) - 1), LONGEST_WAIT)
    return last.outcome is Outcome.FAILED and at - last.taken_at >= wait


def message_of(content: MailContent, *, sender: str, message_id: str, at: datetime) -> EmailMessage:
    """Return the mail as RFC 5322 has it, as text with HTML beside it; raises ValueError for a line break in a header.

    It says that a machine sent it (RFC 3834), so that no absence notice answers it.
    """
    message = EmailMessage(policy=POLICY)
    message["Subject"] = content.subject
    message["From"] = sender
    message["To"] = content.to_address
    message["Date"] = at
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(content.text)
    message.add_alternative(content.html, subtype="html")
    return message
