"""Reading inquiries, as far as whoever asks may see them."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from portal.bodies.models import Body
from portal.common.database import db
from portal.inquiries.models import Inquiry, InquiryEvent, InquiryLink, InquirySender, Person, Question
from portal.inquiries.rules_content import Known, Sender
from portal.inquiries.rules_events import Course, EventFacts
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.items.models import Item
from portal.items.queries import visible_to
from portal.items.rules import Reader
from portal.programs.models import Program

# What stands where words were.
PURGED: Final = "[Purged]"


class InquiryNotFoundError(LookupError):
    """There is no such inquiry, or not for whoever asks."""


def list_inquiries(program: str, reader: Reader, at: datetime) -> list[InquiryFacts]:
    """Return the inquiries of a program that the reader may see, the newest first."""
    seen = _inquiries().join(Item, Item.id == Inquiry.id).where(Program.slug == program, visible_to(reader, at))
    return _facts(seen)


def get_inquiry(program: str, number: str, reader: Reader, at: datetime) -> InquiryFacts:
    """Return an inquiry by its number; raises InquiryNotFoundError."""
    seen = _inquiries().join(Item, Item.id == Inquiry.id).where(visible_to(reader, at))
    return _only(_facts(seen.where(Program.slug == program, Inquiry.number == number)), number)


def find_inquiry(program_id: str, number: str) -> InquiryFacts | None:
    """Return an inquiry by its number, whoever may see it, or None."""
    found = _facts(_inquiries().where(Inquiry.program_id == program_id, Inquiry.number == number))
    return found[0] if found else None


def get_logged(program_id: str, number: str) -> InquiryFacts:
    """Return an inquiry by its number, whoever may see it; raises InquiryNotFoundError."""
    found = find_inquiry(program_id, number)
    if found is None:
        raise InquiryNotFoundError(number)
    return found


def get_followed(token: str) -> InquiryFacts:
    """Return the inquiry that a secret link opens for whoever asked; raises InquiryNotFoundError."""
    links = sa.select(InquiryLink.inquiry_id).where(InquiryLink.token_hash == token_hash(token))
    found = _facts(_inquiries().where(Inquiry.id.in_(links)))
    return _only([each for each in found if not each.course.is_purged], "")


def find_inquiries(inquiry_ids: Sequence[str]) -> list[InquiryFacts]:
    """Return those of the inquiries that there are, the newest first."""
    return _facts(_inquiries().where(Inquiry.id.in_(inquiry_ids)))


def list_asked_by(account_id: str) -> list[InquiryFacts]:
    """Return what an account asked while it was signed in, the newest first."""
    return _facts(_inquiries().where(Inquiry.account_id == account_id))


def questions_of(inquiry_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the words of the questions of many inquiries, by the id of each."""
    query = (
        sa.select(Question.inquiry_id, Body.text, Body.purged_at)
        .join(Body, Body.id == Question.body_id)
        .where(Question.inquiry_id.in_(inquiry_ids))
        .order_by(Question.inquiry_id, Question.position)
    )
    found: dict[str, list[str]] = {}
    for inquiry_id, text, purged_at in db.session.execute(query):
        found.setdefault(inquiry_id, []).append(PURGED if purged_at else text)
    return found


def count_questions(inquiry_id: str) -> int:
    """Return how many questions an inquiry asks."""
    query = sa.select(sa.func.count()).select_from(Question).where(Question.inquiry_id == inquiry_id)
    return db.session.scalar(query) or 0


def numbers_of(inquiry_ids: Sequence[str]) -> dict[str, str]:
    """Return the numbers of inquiries by their ids; an id that is none of an inquiry is left out."""
    query = sa.select(Inquiry.id, Inquiry.number).where(Inquiry.id.in_(inquiry_ids))
    return {row.id: row.number for row in db.session.execute(query)}


def list_senders(inquiry_id: str) -> list[Known]:
    """Return who sent an inquiry, as far as they said, in the order of their names on it."""
    query = (
        sa.select(Person)
        .join(InquirySender, InquirySender.person_id == Person.id)
        .where(InquirySender.inquiry_id == inquiry_id, Person.purged_at.is_(None))
        .order_by(InquirySender.position)
    )
    return [
        Known(person_id=row.id, sender=Sender(name=row.name, email=row.email, office=row.office))
        for row in db.session.scalars(query)
    ]


def count_senders(inquiry_ids: Sequence[str]) -> dict[str, int]:
    """Return how many are known to have sent each inquiry; one of which nobody is known is left out."""
    query = (
        sa.select(InquirySender.inquiry_id, sa.func.count())
        .join(Person, Person.id == InquirySender.person_id)
        .where(InquirySender.inquiry_id.in_(inquiry_ids), Person.purged_at.is_(None))
        .group_by(InquirySender.inquiry_id)
    )
    return {inquiry_id: number for inquiry_id, number in db.session.execute(query)}  # noqa: C416 - a Row is no pair to mypy


def get_course(inquiry_id: str) -> Course:
    """Return what was done about an inquiry, oldest first."""
    return _courses([inquiry_id]).get(inquiry_id, Course(()))


def last_number(program_id: str, year: int) -> int:
    """Return how many inquiries were numbered in a year."""
    longest_first = (sa.func.length(Inquiry.number).desc(), Inquiry.number.desc())
    of_year = (Inquiry.program_id == program_id, Inquiry.number.startswith(f"{year}-"))
    newest = db.session.scalar(sa.select(Inquiry.number).where(*of_year).order_by(*longest_first).limit(1))
    return int(newest.partition("-")[2]) if newest else 0


def token_hash(token: str) -> str:
    """Return what is stored of a secret link: nobody who reads the database can follow it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


Rows = sa.Select[Inquiry, str, str]


def _inquiries() -> Rows:
    return (
        sa.select(Inquiry, Program.slug, Program.time_zone)
        .join(Program, Program.id == Inquiry.program_id)
        .order_by(Inquiry.received_on.desc(), Inquiry.number.desc())
    )


def _facts(query: Rows) -> list[InquiryFacts]:
    rows = db.session.execute(query).all()
    courses = _courses([row.id for row, _, _ in rows])
    senders = count_senders([row.id for row, _, _ in rows])
    return [
        InquiryFacts(
            id=row.id,
            program_id=row.program_id,
            program=program,
            zone=zone,
            number=row.number,
            channel=row.channel,
            sender_kind=row.sender_kind,
            audience=row.audience_slug,
            place=row.place_code,
            received_on=row.received_on,
            recorded_at=row.recorded_at,
            senders=senders.get(row.id, 0),
            course=courses.get(row.id, Course(())),
        )
        for row, program, zone in rows
    ]


def _courses(inquiry_ids: Sequence[str]) -> dict[str, Course]:
    query = (
        sa.select(InquiryEvent)
        .where(InquiryEvent.inquiry_id.in_(inquiry_ids))
        .order_by(InquiryEvent.inquiry_id, InquiryEvent.id)
    )
    found: dict[str, list[EventFacts]] = {}
    for row in db.session.scalars(query):
        event = EventFacts(kind=row.kind, subject=row.subject, reason=row.reason, by=row.by_account_id, at=row.at)
        found.setdefault(row.inquiry_id, []).append(event)
    return {inquiry_id: Course(tuple(events)) for inquiry_id, events in found.items()}


def _only(found: list[InquiryFacts], asked: str) -> InquiryFacts:
    if not found:
        raise InquiryNotFoundError(asked)
    return found[0]
