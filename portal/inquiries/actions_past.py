"""Entering what was answered before the portal kept its record of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from portal.answers.queries_wording import Wording
from portal.audit.rules import Actor
from portal.common.database import db, new_id
from portal.common.moments import instant
from portal.inquiries.actions import log_inquiry
from portal.inquiries.actions_responses import add_response, add_version
from portal.inquiries.actions_sending import Said, keep_sent
from portal.inquiries.models import InquiryEvent
from portal.inquiries.models_responses import Delivery
from portal.inquiries.queries import find_inquiry, get_logged, list_senders
from portal.inquiries.queries_drafts import part_texts
from portal.inquiries.queries_responses import list_responses
from portal.inquiries.rules_content import InquiryRecord, PastResponse
from portal.inquiries.rules_events import EventKind
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.inquiries.rules_response import DraftFacts
from portal.programs.queries import ProgramFacts
from portal.programs.rules_tally import Tally

FROM_THE_FILE: Final = "Known from the file of that time"


def enter_inquiries(*, program: ProgramFacts, records: Iterable[InquiryRecord], by: Actor, at: datetime) -> Tally:
    """Add inquiries of the past with their answers, as far as they are not there yet, in the order in which they came.

    What is on record stays as it is; an answer that became known since is added to its inquiry.
    """
    tally, wording = Tally(), Wording(program.id, program.time_zone)
    for record in records:
        found = find_inquiry(program.id, record.number)
        if found is None:
            log_inquiry(program=program, content=record.content, number=record.number, by=by, at=at)
            found = get_logged(program.id, record.number)
            _enter_course(found, record)
            tally.added += 1
        else:
            tally.unchanged += 1
        stored = {each.sent.at for each in list_responses([found.id]).get(found.id, []) if each.sent}
        for past in record.responses:
            if past.sent_at not in stored:
                enter_past_response(inquiry=found, past=past, wording=wording, by=by, at=at)
        if record.closed_on and not found.course.was_closed:
            _add_event(found, EventKind.CLOSED, instant(record.closed_on, found.zone))
    return tally


def enter_past_response(*, inquiry: InquiryFacts, past: PastResponse, wording: Wording, by: Actor, at: datetime) -> str:
    """Enter an answer of the past with what it stated by the guidance of its day; returns its id.

    No office of this portal cleared it and no check was made, so that none is claimed.
    """
    response = add_response(inquiry=inquiry, response_id=new_id(), at=at)
    add_version(response_id=response.id, number=1, parts=past.parts, by=by, at=past.sent_at)
    draft = DraftFacts(
        id=response.id,
        number=1,
        inquiry=inquiry.number,
        audience=inquiry.audience,
        place=inquiry.place,
        parts=part_texts(inquiry, wording, past.parts, past.sent_at),
        editions=wording.editions(inquiry.place, past.sent_at),
        findings=(),
        exits={},
        not_policy=frozenset(inquiry.course.not_policy),
        waiting=frozenset(),
    )
    said = Said(channel=past.channel, office=past.office, sent_at=past.sent_at, source=past.source)
    keep_sent(inquiry=inquiry, draft=draft, said=said, by=by, at=at)
    for number, known in enumerate(list_senders(inquiry.id) or [None], start=1):
        person_id = known.person_id if known else None
        db.session.add(
            Delivery(response_id=draft.id, position=number, person_id=person_id, channel=past.channel, mail_id=None)
        )
    db.session.flush()
    return draft.id


def _enter_course(inquiry: InquiryFacts, record: InquiryRecord) -> None:
    came = instant(record.content.received_on, inquiry.zone)
    for position in record.not_policy:
        _add_event(inquiry, EventKind.NOT_POLICY, came, subject=str(position))
    if record.same_as:
        first = get_logged(inquiry.program_id, record.same_as)
        _add_event(inquiry, EventKind.LINKED, came, subject=first.id)


def _add_event(inquiry: InquiryFacts, kind: EventKind, on: datetime, *, subject: str | None = None) -> None:
    event = InquiryEvent(
        inquiry_id=inquiry.id, kind=kind, subject=subject, reason=FROM_THE_FILE, by_account_id=None, at=on
    )
    db.session.add(event)
    db.session.flush()
