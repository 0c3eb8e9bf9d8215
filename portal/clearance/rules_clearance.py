"""Where a text stands on its way through the offices, and what may be decided about it.

Every decision is bound to the hash of what was read, so that any edit voids it. An objection stays until it has been
answered, also when the text has changed since. Who contributed to a text neither clears nor signs it
(ledger.md, section 4, number 3).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from portal.accounts.rules_roles import Role
from portal.clearance.rules_steps import STEP_WORDS, Clearer, Decision, Step, decides_for
from portal.common.formatting import listed
from portal.common.issues import Issues

LONGEST_REASON: Final = 2_000
NEEDS_REASON: Final = frozenset({Decision.CLEARED_WITH_EDITS, Decision.OBJECTS, Decision.NO_RESPONSE})


class State(StrEnum):
    """Where one step stands for the text as it is now."""

    NOT_ASKED = "not_asked"
    VOID = "void"
    WAITING = "waiting"
    LATE = "late"
    CLEARED = "cleared"
    PASSED = "passed"
    EDITS_ASKED = "edits_asked"
    OBJECTED = "objected"
    ANSWERED = "answered"


STATE_WORDS: Final = {
    State.NOT_ASKED: "Not asked yet",
    State.VOID: "Decided about an earlier text; to be asked again",
    State.WAITING: "Is asked, and has not decided yet",
    State.LATE: "Did not decide by its date",
    State.CLEARED: "Cleared",
    State.PASSED: "Passed by whoever signs",
    State.EDITS_ASKED: "Clears it once its edits are made",
    State.OBJECTED: "Objects, and waits for an answer",
    State.ANSWERED: "Objected, was answered, and decides again",
}
DONE: Final = frozenset({State.CLEARED, State.PASSED})
# A step can be decided in these; in all others there is nothing to decide, or it was decided.
OPEN: Final = frozenset({State.WAITING, State.LATE, State.ANSWERED})


@dataclass(frozen=True, kw_only=True)
class RequestFacts:
    """A step that was asked to decide about a text, and by when."""

    step: Step
    sha256: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class DecisionFacts:
    """What one step decided about one text, and how an objection was answered."""

    id: int
    step: Step
    sha256: str
    decision: Decision
    reason: str
    by: str
    at: datetime
    answer: str | None


@dataclass(frozen=True, kw_only=True)
class Clearance:
    """All that was decided about one item, beside the text as it is now.

    Args:
        steps: Which steps this text needs, the signature last.
        sha256: The hash of the text as it is now, in 64 hex digits.
        requests: Oldest first.
        decisions: Oldest first.
        contributors: The ids of the accounts that wrote at it.
        today: The day that it is in the program's zone.
    """

    steps: tuple[Step, ...]
    sha256: str
    requests: tuple[RequestFacts, ...]
    decisions: tuple[DecisionFacts, ...]
    contributors: frozenset[str]
    today: date

    def last_decision(self, step: Step) -> DecisionFacts | None:
        """Return what the step decided last, about whatever text."""
        return next((each for each in reversed(self.decisions) if each.step is step), None)

    def due_on(self, step: Step) -> date | None:
        """Return by when the step is to decide about the text as it is now."""
        asked = [each for each in self.requests if each.step is step and each.sha256 == self.sha256]
        return asked[-1].due_on if asked else None

    def state(self, step: Step) -> State:
        """Return where the step stands."""
        last = self.last_decision(step)
        if last and last.decision is Decision.OBJECTS and last.answer is None:
            return State.OBJECTED
        if last and last.sha256 == self.sha256:
            return _DECIDED[last.decision]
        due = self.due_on(step)
        if due is None:
            return State.VOID if last else State.NOT_ASKED
        return State.LATE if due < self.today else State.WAITING

    @property
    def is_asked(self) -> bool:
        """Tell whether every step has been asked about the text as it is now."""
        return all(self.due_on(step) for step in self.steps)

    @property
    def is_complete(self) -> bool:
        """Tell whether the text as it is now may go out."""
        return all(self.state(step) in DONE for step in self.steps)

    @property
    def missing(self) -> tuple[Step, ...]:
        """Return the steps that are still to decide."""
        return tuple(step for step in self.steps if self.state(step) not in DONE)


_DECIDED: Final = {
    Decision.CLEARED: State.CLEARED,
    Decision.CLEARED_WITH_EDITS: State.EDITS_ASKED,
    Decision.OBJECTS: State.ANSWERED,
    Decision.NO_RESPONSE: State.PASSED,
}


def request_issues(clearance: Clearance) -> Issues:
    """Return why a text cannot be given to its offices now."""
    issues = Issues()
    objecting = [STEP_WORDS[step] for step in clearance.steps if clearance.state(step) is State.OBJECTED]
    if objecting:
        issues.report(f"Answer the objection first: {listed(objecting)}.", field="objection")
    if clearance.is_asked:
        issues.report("The offices have this text already.", field="clearance")
    return issues


def decision_issues(
    clearance: Clearance, step: Step, decision: Decision, *, clearer: Clearer, read: str, reason: str
) -> Issues:
    """Return why somebody cannot decide this about the text; `read` is the hash of what they had before them."""
    issues = Issues()
    passes = decision is Decision.NO_RESPONSE
    if clearer.id in clearance.contributors:
        issues.report("You wrote at this text. Somebody else clears and signs it.", field="decision")
    if not (clearer.role == Role.LEADER if passes else decides_for(clearer, step)):
        whose = STEP_WORDS[Step.SIGNATURE if passes else step].lower()
        issues.report(f"This is for another office to decide: {whose}.", field="decision")
    if read != clearance.sha256:
        issues.report("The text has changed since you opened it. Read it as it is now, then decide.", field="decision")
        return issues
    _check_state(clearance, step, decision, issues)
    if decision in NEEDS_REASON and not reason.strip():
        issues.report("Write the reason; it stays on record.", field="reason")
    if len(reason) > LONGEST_REASON:
        issues.report(f"Write at most {LONGEST_REASON:,} characters.", field="reason")
    return issues


def _check_state(clearance: Clearance, step: Step, decision: Decision, issues: Issues) -> None:
    state = clearance.state(step)
    if step not in clearance.steps or state not in OPEN:
        issues.report("There is nothing to decide here now: it was decided, or is not asked for.", field="decision")
    elif decision is Decision.NO_RESPONSE and (state is not State.LATE or step is Step.SIGNATURE):
        issues.report("An office can be passed only after its date.", field="decision")
    elif step is Step.SIGNATURE and any(each is not Step.SIGNATURE for each in clearance.missing):
        issues.report(
            "The signature comes last. Wait for the other offices, or pass one that is late.", field="decision"
        )


def answer_issues(clearance: Clearance, step: Step, reason: str) -> Issues:
    """Return why an objection cannot be answered."""
    issues = Issues()
    if step not in Step or clearance.state(step) is not State.OBJECTED:
        issues.report("There is no objection that waits for an answer.", field="answer")
    if not reason.strip():
        issues.report("Write how the objection was met; it stays on record.", field="answer")
    if len(reason) > LONGEST_REASON:
        issues.report(f"Write at most {LONGEST_REASON:,} characters.", field="answer")
    return issues
