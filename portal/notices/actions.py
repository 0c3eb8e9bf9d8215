"""Writing the outbox."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from portal.common.database import db, new_id
from portal.notices.models import Mail, MailAttempt, MailResult
from portal.notices.queries import count_attempts, is_due_now
from portal.notices.rules_mail import MailContent, Outcome

LONGEST_REPLY = 300


def queue_mail(*, item_id: str, content: MailContent, at: datetime) -> str:
    """Put a mail into the outbox, in the transaction of what it tells; the worker sends it."""
    mail = Mail(
        id=new_id(),
        item_id=item_id,
        to_address=content.to_address,
        subject=content.subject,
        text=content.text,
        html=content.html,
        queued_at=at,
    )
    db.session.add(mail)
    db.session.flush()
    return mail.id


def take_mail(*, mail_id: str, at: datetime) -> int | None:
    """Take a mail to send it; returns the number of the attempt, or None where another worker was faster."""
    if not is_due_now(mail_id, at):
        return None
    number = count_attempts(mail_id) + 1
    db.session.add(MailAttempt(mail_id=mail_id, number=number, taken_at=at))
    db.session.flush()
    return number


def record_result(*, mail_id: str, number: int, outcome: Outcome, reply: str, at: datetime) -> None:
    """Record what came of an attempt."""
    db.session.add(MailResult(mail_id=mail_id, number=number, outcome=outcome, reply=reply[:LONGEST_REPLY], at=at))
    db.session.flush()


def purge_mails(*, item_ids: Sequence[str], at: datetime) -> None:
    """Empty the mails about items for ever; one that waits is never sent."""
    for mail in db.session.scalars(sa.select(Mail).where(Mail.item_id.in_(item_ids), Mail.purged_at.is_(None))):
        mail.to_address, mail.subject, mail.text, mail.html, mail.purged_at = "", "", "", "", at
    db.session.flush()
