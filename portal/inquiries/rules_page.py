"""An inquiry as pages show it, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.common.business_days import business_days
from portal.common.formatting import counted
from portal.inquiries.rules_events import OPEN, STATUS_WORDS, EventKind, Status

LINE: Final = 140
NOBODY_YET: Final = "Nobody yet"
BEFORE_THE_RECORD: Final = "Entered from the file of that time"


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody who answers."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class EventLine:
    """One thing that was done, in words."""

    at: datetime
    words: str
    by: str
    reason: str
    url: str | None


@dataclass(frozen=True, kw_only=True)
class ResponseLine:
    """An answer to an inquiry in a list; `sent_on` is None while it is being written."""

    url: str
    sent_on: date | None
    channel: str
    stated: int
    is_dropped: bool


@dataclass(frozen=True, kw_only=True)
class InquiryRow:
    """An inquiry in a list; its first words are empty for who may not read them."""

    number: str
    url: str
    first_words: str
    sender: str
    whom: str
    received_on: date
    due_on: date
    clock: str
    is_late: bool
    status: Status
    owner_id: str | None
    owner: str

    @property
    def status_words(self) -> str:
        """Say where it stands."""
        return STATUS_WORDS[self.status]


def clock_words(due: date, today: date, status: Status) -> str:
    """Say how much time is left, in business days."""
    if status is Status.LINKED:
        return "Answered with the earlier one"
    if status is Status.HELD:
        return "Waits for leadership"
    if status in {Status.ANSWERED, Status.CLOSED}:
        return "Answered"
    if status is Status.PAUSED:
        return "The clock stands still"
    left = business_days(today, due)
    if left < 0:
        return f"{counted(-left, 'business day')} late"
    return "Due today" if left == 0 else f"{counted(left, 'business day')} left"


def is_late(due: date, today: date, status: Status) -> bool:
    """Tell whether the day has passed on which it was due, and nobody else is waited for."""
    return due < today and status in OPEN


def first_words(questions: Sequence[str]) -> str:
    """Return the beginning of the first question, and how many there are besides."""
    if not questions:
        return ""
    line = " ".join(questions[0].split())
    short = line if len(line) <= LINE else f"{line[:LINE].rsplit(' ', 1)[0]} …"
    more = len(questions) - 1
    return f"{short} (and {counted(more, 'more question')})" if more else short


def event_words(kind: str, subject: str) -> str:
    """Say what was done; the subject is a name, or the number of another inquiry."""
    return {
        EventKind.ASSIGNED: f"Given to {subject}",
        EventKind.PAUSED: "Paused: the sender is waited for",
        EventKind.RESUMED: "Taken up again",
        EventKind.LINKED: f"Linked to {subject}, which asked the same before",
        EventKind.INTERIM: "Told the sender that it takes longer",
        EventKind.NOT_POLICY: f"Question {subject} classed: not a question of policy",
        EventKind.HELD: "Told that a direction is asked for",
        EventKind.ANSWERED: "Answered",
        EventKind.DROPPED: "Gave up a draft of the answer",
        EventKind.CLOSED: "Closed: the record is complete",
        EventKind.REOPENED: "Opened again",
        EventKind.LEGAL_HOLD: "Put under a legal hold",
        EventKind.HOLD_LIFTED: "Legal hold lifted",
        EventKind.PURGE_PROPOSED: "Proposed to be purged",
        EventKind.PURGED: "Purged: who asked, and their words, are gone",
    }[EventKind(kind)]
