"""Reading responses: their versions, how their findings were answered, and what was sent."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from portal.bodies.models import Body
from portal.common.database import db
from portal.inquiries.models_responses import (
    Delivery,
    Response,
    ResponsePart,
    ResponseVersion,
    SentResponse,
)
from portal.inquiries.rules_completeness import Sendings
from portal.inquiries.rules_events import Course
from portal.inquiries.rules_sent import SentWords, read_sent


class ResponseNotFoundError(LookupError):
    """There is no such response to this inquiry."""


@dataclass(frozen=True, kw_only=True)
class SentFacts:
    """When and by which way a response was sent, by whom, and on which editions it rested."""

    number: int
    sha256: str
    body_id: str
    editions: tuple[dict[str, str | int], ...]
    channel: str
    office: str
    source: str
    by: str | None
    at: datetime
    recorded_at: datetime


@dataclass(frozen=True, kw_only=True)
class ResponseFacts:
    """A response to an inquiry; `sent` is None while it is a draft."""

    id: str
    inquiry_id: str
    position: int
    sent: SentFacts | None


@dataclass(frozen=True, kw_only=True)
class VersionFacts:
    """Who saved a version, and when."""

    number: int
    by: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DeliveryFacts:
    """By which way one sender was told."""

    person_id: str | None
    channel: str
    mail_id: str | None


def list_responses(inquiry_ids: Sequence[str]) -> dict[str, list[ResponseFacts]]:
    """Return the responses to many inquiries, by the id of each, in the order in which they were begun."""
    query = (
        sa.select(Response, SentResponse)
        .outerjoin(SentResponse, SentResponse.id == Response.id)
        .where(Response.inquiry_id.in_(inquiry_ids))
        .order_by(Response.inquiry_id, Response.position)
    )
    found: dict[str, list[ResponseFacts]] = {}
    for row, sent in db.session.execute(query):
        facts = ResponseFacts(
            id=row.id, inquiry_id=row.inquiry_id, position=row.position, sent=_sent(sent) if sent else None
        )
        found.setdefault(row.inquiry_id, []).append(facts)
    return found


def get_response(inquiry_id: str, position: int) -> ResponseFacts:
    """Return a response to an inquiry; raises ResponseNotFoundError."""
    for each in list_responses([inquiry_id]).get(inquiry_id, []):
        if each.position == position:
            return each
    raise ResponseNotFoundError(position)


def find_draft(inquiry_id: str, course: Course) -> ResponseFacts | None:
    """Return the response that is being drafted, if there is one that was not given up."""
    open_ones = (each for each in list_responses([inquiry_id]).get(inquiry_id, []) if each.sent is None)
    return next((each for each in open_ones if each.id not in course.dropped), None)


def get_sendings(inquiry_id: str, course: Course) -> Sendings:
    """Return which responses of an inquiry were sent, and which are drafts."""
    every = list_responses([inquiry_id]).get(inquiry_id, [])
    return Sendings(
        sent=tuple(each.id for each in every if each.sent),
        drafts=tuple(each.id for each in every if not each.sent and each.id not in course.dropped),
    )


def list_versions(response_id: str) -> list[VersionFacts]:
    """Return the versions of a response, oldest first."""
    query = (
        sa.select(ResponseVersion).where(ResponseVersion.response_id == response_id).order_by(ResponseVersion.number)
    )
    return [VersionFacts(number=row.number, by=row.by_account_id, at=row.at) for row in db.session.scalars(query)]


def parts_of(response_id: str, number: int) -> dict[int, str]:
    """Return the Markdown of one version, by the position of the question that it answers."""
    query = (
        sa.select(ResponsePart.position, Body.text)
        .join(Body, Body.id == ResponsePart.body_id)
        .where(ResponsePart.response_id == response_id, ResponsePart.number == number)
        .order_by(ResponsePart.position)
    )
    return {position: text for position, text in db.session.execute(query)}  # noqa: C416 - a Row is no pair to mypy


def get_sent_words(sent: SentFacts) -> SentWords:
    """Return the words of a response as they were sent, with what the check had found in them."""
    return read_sent(json.loads(db.session.get_one(Body, sent.body_id).text))


def list_deliveries(response_id: str) -> list[DeliveryFacts]:
    """Return by which way each sender was told."""
    query = sa.select(Delivery).where(Delivery.response_id == response_id).order_by(Delivery.position)
    return [
        DeliveryFacts(person_id=row.person_id, channel=row.channel, mail_id=row.mail_id)
        for row in db.session.scalars(query)
    ]


def _sent(row: SentResponse) -> SentFacts:
    return SentFacts(
        number=row.number,
        sha256=row.sha256,
        body_id=row.body_id,
        editions=tuple(row.editions),
        channel=row.channel,
        office=row.office,
        source=row.source,
        by=row.by_account_id,
        at=row.sent_at,
        recorded_at=row.recorded_at,
    )
