"""Logging inquiries, and what is done about them."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.bodies.actions import keep_body
from portal.common.database import db, new_id
from portal.common.issues import Issues
from portal.inquiries.models import Inquiry, InquiryEvent, InquiryLink, InquirySender, Person, Question
from portal.inquiries.queries import get_course, last_number, token_hash
from portal.inquiries.rules_content import INQUIRY, STAFF, InquiryContent, Sender
from portal.inquiries.rules_events import EventKind, event_issues
from portal.inquiries.rules_search import texts_of
from portal.items.actions import add_item
from portal.programs.queries import ProgramFacts
from portal.search.actions import index_texts

TOKEN_BYTES: Final = 24


@dataclass(frozen=True, kw_only=True)
class Logged:
    """The number under which an inquiry was logged, and the secret part of the link by which it is followed."""

    id: str
    number: str
    token: str


def log_inquiry(
    *,
    program: ProgramFacts,
    content: InquiryContent,
    account_id: str | None = None,
    number: str | None = None,
    by: Actor,
    at: datetime,
) -> Logged:
    """Log an inquiry that was checked before, under the next number of its year or the one that it bears.

    The audit says that something came, and by which way; it holds no word of it and nothing of the sender.
    """
    number = number or _next_number(program, content.received_on.year)
    item = add_item(
        item_id=new_id(),
        kind=INQUIRY,
        # What anybody may read over a shoulder names neither the sender nor the question.
        title=f"Inquiry {number}",
        program_id=program.id,
        path=f"/inquiries/{number}",
        permission=STAFF,
    )
    db.session.add(
        Inquiry(
            id=item.id,
            program_id=program.id,
            number=number,
            channel=content.channel,
            sender_kind=content.sender_kind,
            audience_slug=content.audience,
            place_code=content.place,
            received_on=content.received_on,
            account_id=account_id,
            recorded_at=at,
        )
    )
    db.session.flush()
    _keep_senders(item.id, content.senders, at)
    for position, text in enumerate(content.questions, start=1):
        body = keep_body(text=text, at=at)
        db.session.add(Question(inquiry_id=item.id, position=position, body_id=body.id, body_hash=body.hash))
    index_texts(texts=texts_of(item.id, number, content.questions))
    details: dict[str, str | int | None] = {"channel": content.channel, "questions": len(content.questions)}
    record(action="inquiry.logged", object_kind=INQUIRY, object_id=item.id, details=details, by=by, at=at)
    return Logged(id=item.id, number=number, token=make_link(inquiry_id=item.id, at=at))


def record_inquiry_event(
    *, inquiry_id: str, kind: EventKind, subject: str | None = None, reason: str = "", by: Actor, at: datetime
) -> Issues:
    """Record what was done about an inquiry, unless its course speaks against it; returns why it does."""
    issues = event_issues(get_course(inquiry_id), kind, subject=subject, reason=reason)
    if issues:
        return issues
    event = InquiryEvent(
        inquiry_id=inquiry_id, kind=kind, subject=subject, reason=reason.strip(), by_account_id=by.id, at=at
    )
    db.session.add(event)
    db.session.flush()
    record(
        action=f"inquiry.{kind}", object_kind=INQUIRY, object_id=inquiry_id, details={"subject": subject}, by=by, at=at
    )
    return issues


def record_sight_of_sender(*, inquiry_id: str, by: Actor, at: datetime) -> None:
    """Record that somebody looked at who asked."""
    record(action="inquiry.sender_seen", object_kind=INQUIRY, object_id=inquiry_id, by=by, at=at)


def _next_number(program: ProgramFacts, year: int) -> str:
    return f"{year}-{last_number(program.id, year) + 1:04}"


def make_link(*, inquiry_id: str, at: datetime) -> str:
    """Make another secret link to an inquiry and return its secret part, which nobody can read again."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    db.session.add(InquiryLink(token_hash=token_hash(token), inquiry_id=inquiry_id, made_at=at))
    db.session.flush()
    return token


def _keep_senders(inquiry_id: str, senders: Iterable[Sender], at: datetime) -> None:
    for position, sender in enumerate((each for each in senders if each.is_known), start=1):
        person = Person(id=new_id(), name=sender.name, email=sender.email, office=sender.office, recorded_at=at)
        db.session.add(person)
        db.session.flush()
        db.session.add(InquirySender(inquiry_id=inquiry_id, position=position, person_id=person.id))
    db.session.flush()
