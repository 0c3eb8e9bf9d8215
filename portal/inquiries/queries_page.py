"""What the pages of inquiries show."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from portal.accounts.queries import list_users
from portal.accounts.rules_permissions import may
from portal.inquiries.queries import numbers_of, questions_of
from portal.inquiries.queries_responses import ResponseFacts, list_responses
from portal.inquiries.rules_content import SENDER_WORDS, SENT_BY, Channel, SenderKind
from portal.inquiries.rules_events import EventFacts, EventKind
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.inquiries.rules_page import (
    BEFORE_THE_RECORD,
    NOBODY_YET,
    Colleague,
    EventLine,
    InquiryRow,
    ResponseLine,
    clock_words,
    event_words,
    first_words,
    is_late,
)
from portal.statements.queries import statements_of
from portal.statements.queries_said import whom_of


def list_colleagues() -> list[Colleague]:
    """Return everybody to whom an inquiry can be given, by name."""
    answering = (user for user in list_users() if user.disabled_at is None and may(user.role, "inquiries.log"))
    return sorted((Colleague(id=user.id, name=user.name) for user in answering), key=lambda each: each.name)


def rows_of(inquiries: Sequence[InquiryFacts], today: date, *, with_words: bool) -> list[InquiryRow]:
    """Return inquiries as a list shows them; with the beginning of what was asked only for who may read it."""
    names = {user.id: user.name for user in list_users()}
    words = questions_of([each.id for each in inquiries]) if with_words else {}
    return [_row(each, names, words.get(each.id, ()), today) for each in inquiries]


def most_pressing_first(rows: Iterable[InquiryRow]) -> list[InquiryRow]:
    """Return the rows by the day on which their answer is due."""
    return sorted(rows, key=lambda each: (each.due_on, each.number))


def event_lines(inquiry: InquiryFacts) -> list[EventLine]:
    """Return what was done about an inquiry, the latest first."""
    names = {user.id: user.name for user in list_users()}
    numbers = numbers_of([each.subject for each in inquiry.course.events if each.subject])
    return [
        EventLine(
            at=each.at.astimezone(ZoneInfo(inquiry.zone)),
            words=event_words(each.kind, _subject(each, names, numbers)),
            by=names.get(each.by or "", BEFORE_THE_RECORD),
            reason=each.reason,
            url=f"/inquiries/{numbers[each.subject]}" if each.kind == EventKind.LINKED and each.subject else None,
        )
        for each in reversed(inquiry.course.events)
    ]


def response_lines(inquiry: InquiryFacts) -> list[ResponseLine]:
    """Return the answers to an inquiry, the latest first: sent, being written, or given up."""
    every = list_responses([inquiry.id]).get(inquiry.id, [])
    return [_response_line(inquiry, each) for each in reversed(every)]


def today_of(zone: str, at: datetime) -> date:
    """Return the day that it is in the program's zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def _subject(event: EventFacts, names: dict[str, str], numbers: dict[str, str]) -> str:
    subject = event.subject or ""
    return names.get(subject) or numbers.get(subject) or subject


def _response_line(inquiry: InquiryFacts, response: ResponseFacts) -> ResponseLine:
    sent = response.sent
    on = today_of(inquiry.zone, sent.at) if sent else None
    stated = len(statements_of(inquiry.program, response.id)) if sent else 0
    return ResponseLine(
        url=f"{inquiry.url}/responses/{response.position}",
        sent_on=on,
        channel=SENT_BY[Channel(sent.channel)] if sent else "",
        stated=stated,
        is_dropped=response.id in inquiry.course.dropped,
    )


def _row(inquiry: InquiryFacts, names: dict[str, str], questions: Sequence[str], today: date) -> InquiryRow:
    due, status = inquiry.due_on(today), inquiry.course.status
    owner = inquiry.course.owner
    return InquiryRow(
        number=inquiry.number,
        url=inquiry.url,
        first_words=first_words(questions),
        sender=SENDER_WORDS[SenderKind(inquiry.sender_kind)],
        whom=whom_of(inquiry.audience, inquiry.place),
        received_on=inquiry.received_on,
        due_on=due,
        clock=clock_words(due, today, status),
        is_late=is_late(due, today, status),
        status=status,
        owner_id=owner,
        owner=names.get(owner or "", NOBODY_YET),
    )
