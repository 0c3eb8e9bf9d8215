"""Entering what was answered before the portal kept its record of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.answers.queries_wording import Wording
from portal.audit.rules import Actor
from portal.common.database import db, new_id
from portal.inquiries.actions_responses import add_response, add_version
from portal.inquiries.actions_sending import Said, keep_sent
from portal.inquiries.models_responses import Delivery
from portal.inquiries.queries import list_senders
from portal.inquiries.queries_drafts import part_texts
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.inquiries.rules_response import DraftFacts


@dataclass(frozen=True, kw_only=True)
class PastResponse:
    """An answer that was given before: its words by question, when, by which way, by whom, and how that is known."""

    parts: Mapping[int, str]
    sent_at: datetime
    channel: str
    office: str
    source: str


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
