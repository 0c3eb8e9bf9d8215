"""What was done about an inquiry, and what follows from it: who owns it, whether it waits, and when it is due."""

from collections.abc import Sequence
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


class Status(StrEnum):
    """Where an inquiry stands."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    PAUSED = "paused"
    LINKED = "linked"


STATUS_WORDS: Final = {
    Status.RECEIVED: "Received, nobody has it yet",
    Status.ASSIGNED: "With somebody",
    Status.PAUSED: "Waiting for the sender",
    Status.LINKED: "Asked before",
}
# The same for whoever asked, who is told of no person and of no other inquiry.
PUBLIC_STATUS_WORDS: Final = {
    Status.RECEIVED: "We have received your question.",
    Status.ASSIGNED: "Somebody is working on your question.",
    Status.PAUSED: "We wait for something from you.",
    Status.LINKED: "You asked the same before. We answer both together.",
}


@dataclass(frozen=True, kw_only=True)
class EventFacts:
    """One thing that was done about an inquiry, by an account."""

    kind: str
    subject: str | None
    reason: str
    by: str
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
    def status(self) -> Status:
        """Return where it stands."""
        if self.linked_to:
            return Status.LINKED
        if self.pause:
            return Status.PAUSED
        return Status.ASSIGNED if self.owner else Status.RECEIVED

    def due_on(self, received: date, sender_kind: str, today: date, zone: str) -> date:
        """Return the day on which the answer is due, its pauses counted up to today."""
        return due_on(received, sender_kind, self._pauses(zone), today)

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
    if kind is EventKind.ASSIGNED and subject == course.owner:
        issues.report("This inquiry is with them already. Choose somebody else.", field="owner")
    if kind is EventKind.PAUSED and course.pause:
        issues.report("It waits already. Take it up again first.", field="reason")
    if kind is EventKind.RESUMED and not course.pause:
        issues.report("It does not wait for anything.", field="reason")
    if kind is EventKind.PAUSED and not reason.strip():
        issues.report("Write for what you wait; whoever audits this reads it.", field="reason")
    if len(reason) > LONGEST_REASON:
        issues.report(f"Write at most {LONGEST_REASON} characters.", field="reason")
    if kind is EventKind.LINKED and course.linked_to:
        issues.report("It is linked to an earlier inquiry already.", field="earlier")
    return issues
