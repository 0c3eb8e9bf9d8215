"""What was done about an inquiry, and what follows from it."""

from datetime import UTC, date, datetime

import pytest

from portal.inquiries.rules_events import LONGEST_REASON, Course, EventFacts, EventKind, Status, event_issues
from portal.inquiries.rules_page import clock_words, first_words, is_late

ZONE = "America/New_York"


def event(kind: str, day: int = 2, subject: str | None = None) -> EventFacts:
    at = datetime(2012, 4, day, 15, tzinfo=UTC)
    return EventFacts(kind=kind, subject=subject, reason="A map", by="somebody", at=at)


def course(*events: EventFacts) -> Course:
    return Course(events)


def test_the_status_follows_from_what_was_done() -> None:
    assert course().status is Status.RECEIVED
    given = event("assigned", subject="ann")
    assert course(given).status is Status.ASSIGNED
    assert course(given, event("paused")).status is Status.PAUSED
    assert course(given, event("paused"), event("resumed")).status is Status.ASSIGNED
    assert course(given, event("paused"), event("linked", subject="first")).status is Status.LINKED


def test_the_last_to_whom_it_was_given_has_it() -> None:
    assert course(event("assigned", subject="ann"), event("assigned", subject="bea")).owner == "bea"


def test_only_the_pauses_move_the_due_date() -> None:
    paused = course(event("paused", day=3), event("resumed", day=5), event("assigned", day=6, subject="ann"))
    assert paused.due_on(date(2012, 4, 2), "press", date(2012, 4, 9), ZONE) == date(2012, 4, 6)
    assert course().due_on(date(2012, 4, 2), "press", date(2012, 4, 9), ZONE) == date(2012, 4, 4)


@pytest.mark.parametrize(
    ("before", "kind", "subject", "reason", "words"),
    [
        ((event("assigned", subject="ann"),), EventKind.ASSIGNED, "ann", "", "with them already"),
        ((event("paused"),), EventKind.PAUSED, None, "A map", "waits already"),
        ((), EventKind.RESUMED, None, "", "does not wait"),
        ((), EventKind.PAUSED, None, "  ", "for what you wait"),
        ((), EventKind.PAUSED, None, "x" * (LONGEST_REASON + 1), "at most 500"),
        ((event("linked", subject="first"),), EventKind.LINKED, "second", "", "linked to an earlier"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_reason(
    before: tuple[EventFacts, ...], kind: EventKind, subject: str | None, reason: str, words: str
) -> None:
    [issue] = event_issues(Course(before), kind, subject=subject, reason=reason)
    assert words in issue.message
    assert issue.field


def test_the_time_that_is_left_is_said_in_business_days() -> None:
    due = date(2012, 4, 11)
    assert clock_words(due, date(2012, 4, 9), Status.RECEIVED) == "2 business days left"
    assert clock_words(due, due, Status.ASSIGNED) == "Due today"
    assert clock_words(due, date(2012, 4, 12), Status.ASSIGNED) == "1 business day late"
    assert clock_words(due, date(2012, 4, 20), Status.PAUSED) == "The clock stands still"
    assert is_late(due, date(2012, 4, 12), Status.ASSIGNED)
    assert not is_late(due, date(2012, 4, 12), Status.PAUSED)
    assert not is_late(due, due, Status.RECEIVED)


def test_the_first_words_of_a_letter_are_cut_between_words_and_count_the_rest() -> None:
    assert first_words([]) == ""
    assert first_words(["May  we\nopt out?"]) == "May we opt out?"
    short = first_words(["word " * 60, "Another?"])
    assert short.endswith("word … (and 1 more question)")
    assert len(short) < 180
