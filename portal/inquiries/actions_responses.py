"""Drafting responses, answering the findings of the check, and sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.bodies.actions import keep_body
from portal.clearance.actions import record_contribution
from portal.common.database import db, new_id
from portal.common.issues import Issues
from portal.inquiries.models_responses import (
    Response,
    ResponsePart,
    ResponseVersion,
)
from portal.inquiries.queries import get_course
from portal.inquiries.queries_responses import find_draft, list_responses, list_versions, parts_of
from portal.inquiries.rules_content import STAFF
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.inquiries.rules_response import RESPONSE
from portal.items.actions import add_item


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of saving: the response, or why it was not saved."""

    position: int
    issues: Issues


def start_response(*, inquiry: InquiryFacts, parts: Mapping[int, str], by: Actor, at: datetime) -> Saved:
    """Begin a response with its first version, unless somebody has begun one."""
    draft = find_draft(inquiry.id, get_course(inquiry.id))
    if draft:
        issues = Issues()
        issues.report("Somebody has begun an answer meanwhile. It is shown beside yours.", field="version")
        return Saved(position=draft.position, issues=issues)
    response = add_response(inquiry=inquiry, response_id=new_id(), at=at)
    add_version(response_id=response.id, number=1, parts=parts, by=by, at=at)
    record(action="response.begun", object_kind=RESPONSE, object_id=response.id, by=by, at=at)
    return Saved(position=response.position, issues=Issues())


def add_response(*, inquiry: InquiryFacts, response_id: str, at: datetime) -> Response:
    """Add the next response to an inquiry, without any words yet."""
    position = len(list_responses([inquiry.id]).get(inquiry.id, [])) + 1
    add_item(
        item_id=response_id,
        kind=RESPONSE,
        title=f"Answer {position} to inquiry {inquiry.number}",
        program_id=inquiry.program_id,
        path=f"{inquiry.url}/responses/{position}",
        permission=STAFF,
    )
    row = Response(id=response_id, inquiry_id=inquiry.id, position=position, recorded_at=at)
    db.session.add(row)
    db.session.flush()
    return row


def save_version(*, response_id: str, read: int, parts: Mapping[int, str], by: Actor, at: datetime) -> Issues:
    """Save the words as the next version, unless somebody saved another than the one that was read."""
    issues = Issues()
    newest = list_versions(response_id)[-1].number
    if newest != read:
        issues.report("Somebody saved other words meanwhile. They are shown beside yours.", field="version")
        return issues
    if parts_of(response_id, newest) != dict(parts):
        add_version(response_id=response_id, number=newest + 1, parts=parts, by=by, at=at)
        record(action="response.saved", object_kind=RESPONSE, object_id=response_id, by=by, at=at)
    return issues


def add_version(*, response_id: str, number: int, parts: Mapping[int, str], by: Actor, at: datetime) -> None:
    """Keep the words of a draft; who wrote them will neither clear nor send them."""
    account_id = by.id if by.kind == "user" else None
    db.session.add(ResponseVersion(response_id=response_id, number=number, by_account_id=account_id, at=at))
    db.session.flush()
    for position, text in sorted(parts.items()):
        body = keep_body(text=text, at=at)
        part = ResponsePart(
            response_id=response_id, number=number, position=position, body_id=body.id, body_hash=body.hash
        )
        db.session.add(part)
    db.session.flush()
    if account_id:
        record_contribution(item_id=response_id, by=by, at=at)
