"""Purging who asked and what they wrote, once a record is closed and two people say so."""

from datetime import datetime

import sqlalchemy as sa

from portal.audit.rules import Actor
from portal.bodies.actions import purge_bodies
from portal.common.database import db
from portal.common.issues import Issues
from portal.inquiries.actions import record_inquiry_event
from portal.inquiries.models import InquirySender, Person, Question
from portal.inquiries.queries import get_course
from portal.inquiries.queries_responses import list_responses
from portal.inquiries.rules_events import EventKind
from portal.notices.actions import purge_mails
from portal.search.actions import forget_texts


def purge_inquiry(*, inquiry_id: str, by: Actor, at: datetime) -> Issues:
    """Empty the names and words of an inquiry for ever, unless something speaks against it; returns what does.

    What was answered and stated stays, and so do the hashes of what was asked.
    """
    issues, proposal = Issues(), get_course(inquiry_id).purge_proposal
    if proposal is None or proposal.by == by.id:
        issues.report("Somebody else proposes it first; it takes two.", field="purge")
        return issues
    issues = record_inquiry_event(inquiry_id=inquiry_id, kind=EventKind.PURGED, by=by, at=at)
    if issues:
        return issues
    _purge_senders(inquiry_id, at)
    purge_bodies(
        body_ids=db.session.scalars(sa.select(Question.body_id).where(Question.inquiry_id == inquiry_id)), at=at
    )
    # A mail quotes the question.
    responses = list_responses([inquiry_id]).get(inquiry_id, [])
    purge_mails(item_ids=[inquiry_id, *(each.id for each in responses)], at=at)
    forget_texts(item_id=inquiry_id)
    return issues


def _purge_senders(inquiry_id: str, at: datetime) -> None:
    senders = sa.select(InquirySender.person_id).where(InquirySender.inquiry_id == inquiry_id)
    for person in db.session.scalars(sa.select(Person).where(Person.id.in_(senders), Person.purged_at.is_(None))):
        person.name, person.email, person.office, person.purged_at = "", "", "", at
    db.session.flush()
