"""What was done about an inquiry, and what follows from it: who owns it, whether it waits, and when it is due."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from portal.common.issues import Issues
from portal.inquiries.rules_due import Pause, due_on

LONGEST_REASON: Final = 500


class EventKind(StrEnum):
    """What can be done about an inquiry."""

    ASSIGNED = "assigned"
    PAUSED = "paused"
    RESUMED = "resumed"
    LINKED = "linked"
    INTERIM = "interim"
    NOT_POLICY = "not_policy"
    HELD = "held"
    ANSWERED = "answered"
    DROPPED = "dropped"
    CLOSED = "closed"
    REOPENED = "reopened"
    LEGAL_HOLD = "legal_hold"
    HOLD_LIFTED = "hold_lifted"
    PURGE_PROPOSED = "purge_proposed"
    PURGED = "purged"


# What a closed inquiry still takes.
AFTER_THE_END: Final = frozenset(
    {EventKind.REOPENED, EventKind.LEGAL_HOLD, EventKind.HOLD_LIFTED, EventKind.PURGE_PROPOSED, EventKind.PURGED}
)


class Status(StrEnum):
    """Where an inquiry stands."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    PAUSED = "paused"
    LINKED = "linked"
    HELD = "held"
    ANSWERED = "answered"
    CLOSED = "closed"


# In these somebody still waits for us.
OPEN: Final = frozenset({Status.RECEIVED, Status.ASSIGNED})
STATUS_WORDS: Final = {
    Status.RECEIVED: "Received, nobody has it yet",
    Status.ASSIGNED: "With somebody",
    Status.PAUSED: "Waiting for the sender",
    Status.LINKED: "Asked before",
    Status.HELD: "Told to wait for a direction",
    Status.ANSWERED: "Answered, to be closed",
    Status.CLOSED: "Closed",
}
# The same for whoever asked, who is told of no person and of no other inquiry.
PUBLIC_STATUS_WORDS: Final = {
    Status.RECEIVED: "We have received your question.",
    Status.ASSIGNED: "Somebody is working on your question.",
    Status.PAUSED: "We wait for something from you.",
    Status.LINKED: "You asked the same before. We answer both together.",
    Status.HELD: "Your question waits for a decision of our leadership. We have told you so below.",
    Status.ANSWERED: "We have answered your question.",
    Status.CLOSED: "We have answered your question.",
}


@dataclass(frozen=True, kw_only=True)
class EventFacts:
    """One thing that was done about an inquiry, by an account."""

    kind: str
    subject: str | None
    reason: str
    by: str | None
    at: datetime


@dataclass(frozen=True)
class Course:
    """All that was done about one inquiry, oldest first."""

    events: tuple[EventFacts, ...]

    @property
    def owner(self) -> str | None:
        """Return the id of the account that has it."""
        return next((each.subject for each in reversed(self.events) if each.kind == EventKind.ASSIGNED), None)

    @property
    def linked_to(self) -> str | None:
        """Return the id of the inquiry that it repeats."""
        return next((each.subject for each in reversed(self.events) if each.kind == EventKind.LINKED), None)

    @property
    def pause(self) -> EventFacts | None:
        """Return the pause that still goes on."""
        last = [each for each in self.events if each.kind in {EventKind.PAUSED, EventKind.RESUMED}][-1:]
        return last[0] if last and last[0].kind == EventKind.PAUSED else None

    @property
    def not_policy(self) -> dict[int, str | None]:
        """Return the positions of the questions that ask nothing of policy, and who classed each."""
        return {int(each.subject or 0): each.by for each in self.events if each.kind == EventKind.NOT_POLICY}

    @property
    def dropped(self) -> frozenset[str]:
        """Return the ids of the responses that were given up before they were sent."""
        return frozenset(each.subject or "" for each in self.events if each.kind == EventKind.DROPPED)

    @property
    def status(self) -> Status:
        """Return where it stands."""
        if self._is_closed:
            return Status.CLOSED
        if self.linked_to:
            return Status.LINKED
        if self._said_last is EventKind.ANSWERED:
            return Status.ANSWERED
        if self._said_last is EventKind.HELD:
            return Status.HELD
        if self.pause:
            return Status.PAUSED
        return Status.ASSIGNED if self.owner else Status.RECEIVED

    def due_on(self, received: date, sender_kind: str, today: date, zone: str) -> date:
        """Return the day on which the answer is due, its pauses counted up to today."""
        return due_on(received, sender_kind, self._pauses(zone), today)

    @property
    def is_on_hold(self) -> bool:
        """Tell whether a legal hold forbids that anything of it is purged."""
        kinds = {EventKind.LEGAL_HOLD, EventKind.HOLD_LIFTED}
        return [each.kind for each in self.events if each.kind in kinds][-1:] == [EventKind.LEGAL_HOLD]

    @property
    def delay(self) -> EventFacts | None:
        """Return when the sender was last told that it takes longer."""
        return next((each for each in reversed(self.events) if each.kind == EventKind.INTERIM), None)

    @property
    def purge_proposal(self) -> EventFacts | None:
        """Return the last proposal to purge it, unless it was purged."""
        if self.is_purged:
            return None
        return next((each for each in reversed(self.events) if each.kind == EventKind.PURGE_PROPOSED), None)

    @property
    def is_purged(self) -> bool:
        """Tell whether who asked, and their words, were purged."""
        return any(each.kind == EventKind.PURGED for each in self.events)

    @property
    def was_closed(self) -> bool:
        """Tell whether it was ever closed, be it that it was opened again since."""
        return any(each.kind == EventKind.CLOSED for each in self.events)

    @property
    def _is_closed(self) -> bool:
        last = [each.kind for each in self.events if each.kind in {EventKind.CLOSED, EventKind.REOPENED}][-1:]
        return last == [EventKind.CLOSED]

    @property
    def _said_last(self) -> EventKind | None:
        """Return whether the sender was answered, or told to wait, since it was last opened."""
        said = {EventKind.ANSWERED, EventKind.HELD, EventKind.REOPENED}
        last = [EventKind(each.kind) for each in self.events if each.kind in said][-1:]
        return last[0] if last else None

    def _pauses(self, zone: str) -> Sequence[Pause]:
        found: list[Pause] = []
        for each in self.events:
            day = each.at.astimezone(ZoneInfo(zone)).date()
            if each.kind == EventKind.PAUSED:
                found.append(Pause(first=day, last=None))
            elif each.kind == EventKind.RESUMED and found:
                found[-1] = Pause(first=found[-1].first, last=day)
        return found


def event_issues(course: Course, kind: EventKind, *, subject: str | None, reason: str) -> Issues:
    """Return why something cannot be done about an inquiry now, each with the name of its field."""
    issues = Issues()
    if course.status is Status.CLOSED and kind not in AFTER_THE_END:
        issues.report("It is closed. Open it again first.", field="reason")
        return issues
    if kind in NEEDS_REASON and not reason.strip():
        issues.report(NEEDS_REASON[kind], field="reason")
    if len(reason) > LONGEST_REASON:
        issues.report(f"Write at most {LONGEST_REASON} characters.", field="reason")
    if kind in _CHECKS:
        _CHECKS[kind](course, subject, issues)
    return issues


def _check_owner(course: Course, subject: str | None, issues: Issues) -> None:
    if subject == course.owner:
        issues.report("This inquiry is with them already. Choose somebody else.", field="owner")


def _check_pause(course: Course, _subject: str | None, issues: Issues) -> None:
    if course.pause:
        issues.report("It waits already. Take it up again first.", field="reason")


def _check_resumption(course: Course, _subject: str | None, issues: Issues) -> None:
    if not course.pause:
        issues.report("It does not wait for anything.", field="reason")


def _check_link(course: Course, _subject: str | None, issues: Issues) -> None:
    if course.linked_to:
        issues.report("It is linked to an earlier inquiry already.", field="earlier")


def _check_interim(course: Course, _subject: str | None, issues: Issues) -> None:
    if course.status not in OPEN:
        issues.report("Nobody waits for an answer now.", field="reason")


def _check_class(course: Course, subject: str | None, issues: Issues) -> None:
    if int(subject or 0) in course.not_policy:
        issues.report("This question is classed already.", field="reason")


def _check_reopening(course: Course, _subject: str | None, issues: Issues) -> None:
    if course.status not in {Status.CLOSED, Status.ANSWERED, Status.HELD}:
        issues.report("It is open already.", field="reason")


def _check_hold(course: Course, _subject: str | None, issues: Issues) -> None:
    if course.is_on_hold:
        issues.report("It is under a legal hold already.", field="hold")


def _check_lifting(course: Course, _subject: str | None, issues: Issues) -> None:
    if not course.is_on_hold:
        issues.report("It is under no legal hold.", field="hold")


def _check_purge(course: Course, _subject: str | None, issues: Issues) -> None:
    if course.is_purged:
        issues.report("It was purged already.", field="purge")
    if course.is_on_hold:
        issues.report("A legal hold forbids it. Nothing is purged until that is lifted.", field="purge")
    if course.status is not Status.CLOSED:
        issues.report("It is not closed. Only what is closed is purged.", field="purge")


NEEDS_REASON: Final = {
    EventKind.PAUSED: "Write for what you wait; whoever audits this reads it.",
    EventKind.INTERIM: "Write for what more time is needed; it is for the record alone.",
    EventKind.NOT_POLICY: "Write why no guidance is needed for it; whoever audits this reads it.",
    EventKind.DROPPED: "Write why this draft is given up; it stays on record.",
    EventKind.REOPENED: "Write why it is opened again; it stays on record.",
    EventKind.LEGAL_HOLD: "Write on what the hold rests; it stays on record.",
    EventKind.HOLD_LIFTED: "Write why the hold ends; it stays on record.",
    EventKind.PURGE_PROPOSED: "Write why it may be purged; it stays on record.",
}
_CHECKS: Final[dict[EventKind, Callable[[Course, str | None, Issues], None]]] = {
    EventKind.ASSIGNED: _check_owner,
    EventKind.PAUSED: _check_pause,
    EventKind.RESUMED: _check_resumption,
    EventKind.LINKED: _check_link,
    EventKind.INTERIM: _check_interim,
    EventKind.NOT_POLICY: _check_class,
    EventKind.REOPENED: _check_reopening,
    EventKind.LEGAL_HOLD: _check_hold,
    EventKind.HOLD_LIFTED: _check_lifting,
    EventKind.PURGE_PROPOSED: _check_purge,
    EventKind.PURGED: _check_purge,
}
