"""Telling whoever asked that their answer takes longer: fixed words, in which no policy can be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.audit.rules import Actor
from portal.common.formatting import worded_date
from portal.common.issues import Issues
from portal.inquiries.actions import record_inquiry_event
from portal.inquiries.queries_page import today_of
from portal.inquiries.rules_content import Known
from portal.inquiries.rules_events import EventKind
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.inquiries.rules_mail import interim_mail
from portal.notices.actions import queue_mail


@dataclass(frozen=True, kw_only=True)
class Interim:
    """An interim reply: for what the office needs more time, to whom it goes, and in whose name."""

    reason: str
    senders: Sequence[Known]
    office: str


def tell_interim(*, inquiry: InquiryFacts, interim: Interim, by: Actor, at: datetime) -> Issues:
    """Record that whoever asked was told, and queue a mail to each who gave an address; returns why it cannot be.

    The reason is for the record alone.
    """
    issues = record_inquiry_event(inquiry_id=inquiry.id, kind=EventKind.INTERIM, reason=interim.reason, by=by, at=at)
    if issues:
        return issues
    due = worded_date(inquiry.due_on(today_of(inquiry.zone, at)))
    received = worded_date(inquiry.received_on)
    for known in interim.senders:
        if known.sender.email:
            mail = interim_mail(
                number=inquiry.number, received=received, due=due, office=interim.office, to_address=known.sender.email
            )
            queue_mail(item_id=inquiry.id, content=mail, at=at)
    return issues
