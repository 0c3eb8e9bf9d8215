"""Sending responses, and keeping for ever what was sent."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.bodies.actions import keep_body
from portal.clearance.queries import list_contributors
from portal.common.database import db
from portal.common.issues import Issues
from portal.common.ledger_version import advance_ledger
from portal.inquiries.actions import make_link
from portal.inquiries.models import InquiryEvent
from portal.inquiries.models_responses import Delivery, SentResponse
from portal.inquiries.queries import get_course, questions_of
from portal.inquiries.queries_drafts import get_clearance_of, get_draft
from portal.inquiries.queries_page import today_of
from portal.inquiries.queries_responses import get_response, list_versions, parts_of
from portal.inquiries.rules_completeness import sending_missing
from portal.inquiries.rules_content import Channel, Known
from portal.inquiries.rules_events import EventKind
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.inquiries.rules_mail import Letter, mail_of
from portal.inquiries.rules_response import RESPONSE, DraftFacts
from portal.inquiries.rules_sending import sending_issues
from portal.inquiries.rules_sent import written_sent
from portal.notices.actions import queue_mail
from portal.statements.actions import make_statements


@dataclass(frozen=True, kw_only=True)
class Sending:
    """How a response is sent, or was.

    Args:
        channel: By which way its senders are told.
        read: The hash of what was on the screen of whoever sends it.
        senders: To whom.
        office: In whose name.
        base_url: What links in mails begin with.
    """

    channel: str
    read: str
    senders: Sequence[Known]
    office: str
    base_url: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is kept of a sending: by which way, in whose name, when, and for a record of the past how it is known."""

    channel: str
    office: str
    sent_at: datetime
    source: str = ""


def send_response(*, inquiry: InquiryFacts, position: int, sending: Sending, by: Actor, at: datetime) -> Issues:
    """Send a response and keep for ever what was sent, unless its record is incomplete; returns what it lacks.

    The words, their levels and the findings are made anew in this transaction, so that what goes out is what was
    cleared, or nothing goes out.
    """
    response, course = get_response(inquiry.id, position), get_course(inquiry.id)
    newest = list_versions(response.id)[-1].number
    draft = get_draft(inquiry, response.id, newest, parts_of(response.id, newest), at)
    contributors = list_contributors(response.id)
    issues = sending_issues(
        draft, is_sent=response.sent is not None, channel=sending.channel, read=sending.read, senders=sending.senders
    )
    if by.id in contributors:
        issues.report("You wrote at this answer. Somebody else sends it.", field="send")
    issues += sending_missing(draft, course, contributors, get_clearance_of(draft, inquiry, at))
    if not issues:
        said = Said(channel=sending.channel, office=sending.office, sent_at=at)
        keep_sent(inquiry=inquiry, draft=draft, said=said, by=by, at=at)
        _deliver(inquiry, draft, sending, at)
    return issues


def keep_sent(*, inquiry: InquiryFacts, draft: DraftFacts, said: Said, by: Actor, at: datetime) -> None:
    """Keep what was sent, with what it states; for a record of the past as well."""
    # The statements come first: once the response is on record as sent, the database takes no more.
    make_statements(
        item_id=draft.id,
        program_id=inquiry.program_id,
        statements=[each for part in draft.parts for each in part.statements],
        speaker=said.office,
        said_on=today_of(inquiry.zone, said.sent_at),
        known_at=said.sent_at,
        at=at,
    )
    account_id = by.id if by.kind == "user" else None
    db.session.add(_sent(draft, said, account_id=account_id, at=at))
    answered = InquiryEvent(
        inquiry_id=inquiry.id,
        kind=EventKind.HELD if draft.is_holding else EventKind.ANSWERED,
        subject=draft.id,
        reason="",
        by_account_id=account_id,
        at=said.sent_at,
    )
    db.session.add(answered)
    db.session.flush()
    advance_ledger()
    record(
        action="response.entered" if said.source else "response.sent",
        object_kind=RESPONSE,
        object_id=draft.id,
        content_hash=draft.sha256,
        details=_details(draft, said),
        by=by,
        at=at,
    )


def _sent(draft: DraftFacts, said: Said, *, account_id: str | None, at: datetime) -> SentResponse:
    body = keep_body(text=json.dumps(written_sent(draft)), at=at)
    return SentResponse(
        id=draft.id,
        number=draft.number,
        sha256=draft.sha256,
        body_id=body.id,
        body_hash=body.hash,
        editions=[asdict(each) for each in draft.editions],
        channel=said.channel,
        office=said.office,
        source=said.source,
        by_account_id=account_id,
        sent_at=said.sent_at,
        recorded_at=at,
    )


def _details(draft: DraftFacts, said: Said) -> dict[str, str | int | None]:
    return {
        "channel": said.channel,
        "findings": len(draft.findings),
        "statements": sum(len(part.statements) for part in draft.parts),
        "not_policy": len(draft.not_policy),
        "waiting": len(draft.waiting),
        "sent_at": said.sent_at.isoformat(),
    }


def _deliver(inquiry: InquiryFacts, draft: DraftFacts, sending: Sending, at: datetime) -> None:
    for position, known in enumerate(sending.senders or [None], start=1):
        mail_id = None
        if sending.channel == Channel.EMAIL and known and known.sender.email:
            mail_id = _mail(inquiry, draft, sending, known.sender.email, at)
        # Who gave no address reads it by the secret link.
        channel = Channel.PORTAL if sending.channel == Channel.EMAIL and mail_id is None else sending.channel
        db.session.add(
            Delivery(
                response_id=draft.id,
                position=position,
                person_id=known.person_id if known else None,
                channel=channel,
                mail_id=mail_id,
            )
        )
    db.session.flush()


def _mail(inquiry: InquiryFacts, draft: DraftFacts, sending: Sending, address: str, at: datetime) -> str:
    # Each sender gets a link of their own, since of the first one only a hash was kept.
    token = make_link(inquiry_id=inquiry.id, at=at)
    letter = Letter(
        number=inquiry.number,
        questions=tuple(questions_of([inquiry.id])[inquiry.id]),
        answers=tuple(each.text for each in draft.parts),
        html=tuple(each.html for each in draft.parts),
        link=f"{sending.base_url}/ask/{token}",
        base_url=sending.base_url,
        office=sending.office,
    )
    return queue_mail(item_id=draft.id, content=mail_of(letter, address), at=at)
