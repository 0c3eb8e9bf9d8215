"""Reading the outbox."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from portal.common.database import db
from portal.notices.models import Mail, MailAttempt, MailResult
from portal.notices.rules_mail import Attempt, MailContent, MailStatus, Outcome, is_due, status_of


def list_due(at: datetime) -> list[str]:
    """Return the ids of the mails that are to be tried now, oldest first."""
    done = sa.select(MailResult.mail_id).where(MailResult.outcome != Outcome.FAILED)
    not_purged = Mail.purged_at.is_(None)
    query = sa.select(Mail.id).where(Mail.id.not_in(done), not_purged).order_by(Mail.queued_at)
    waiting = db.session.scalars(query).all()
    attempts = _attempts(waiting)
    return [mail_id for mail_id in waiting if is_due(attempts.get(mail_id, []), at)]


def get_mail(mail_id: str) -> MailContent:
    """Return what a mail says."""
    row = db.session.get_one(Mail, mail_id)
    return MailContent(to_address=row.to_address, subject=row.subject, text=row.text, html=row.html)


def count_attempts(mail_id: str) -> int:
    """Return how often a mail was taken to be sent."""
    query = sa.select(sa.func.count()).select_from(MailAttempt).where(MailAttempt.mail_id == mail_id)
    return db.session.scalar(query) or 0


def is_due_now(mail_id: str, at: datetime) -> bool:
    """Tell whether one mail is to be tried now; asked again once the turn to write has come."""
    is_kept = db.session.get_one(Mail, mail_id).purged_at is None
    return is_kept and is_due(_attempts([mail_id]).get(mail_id, []), at)


def list_statuses(item_id: str, at: datetime) -> dict[str, MailStatus]:
    """Return where each mail about an item stands, by its id."""
    mails = db.session.scalars(sa.select(Mail.id).where(Mail.item_id == item_id).order_by(Mail.queued_at)).all()
    attempts = _attempts(mails)
    return {mail_id: status_of(attempts.get(mail_id, []), at) for mail_id in mails}


def _attempts(mail_ids: Sequence[str]) -> dict[str, list[Attempt]]:
    query = (
        sa.select(MailAttempt.mail_id, MailAttempt.taken_at, MailResult.outcome)
        .outerjoin(
            MailResult, sa.and_(MailResult.mail_id == MailAttempt.mail_id, MailResult.number == MailAttempt.number)
        )
        .where(MailAttempt.mail_id.in_(mail_ids))
        .order_by(MailAttempt.mail_id, MailAttempt.number)
    )
    found: dict[str, list[Attempt]] = {}
    for row in db.session.execute(query):
        attempt = Attempt(taken_at=row.taken_at, outcome=Outcome(row.outcome) if row.outcome else None)
        found.setdefault(row.mail_id, []).append(attempt)
    return found
