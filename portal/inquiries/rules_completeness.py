"""What a record still lacks: before a response is cleared, before it is sent, before an inquiry is closed.

Ledger.md, section 4, numbers 5 and 6. The page lists what is missing, and the actions refuse for the same reasons.
"""

from collections.abc import Collection
from dataclasses import dataclass

from portal.clearance.rules_clearance import STATE_WORDS, Clearance
from portal.clearance.rules_steps import STEP_WORDS
from portal.common.formatting import counted
from portal.common.issues import Issues
from portal.inquiries.rules_events import Course, Status
from portal.inquiries.rules_response import DraftFacts


@dataclass(frozen=True, kw_only=True)
class Sendings:
    """Which responses of an inquiry were sent, and which are drafts."""

    sent: tuple[str, ...]
    drafts: tuple[str, ...]


def draft_missing(draft: DraftFacts, course: Course, contributors: Collection[str]) -> Issues:
    """Return what a draft lacks before its offices are asked."""
    missing = Issues()
    if course.owner is None:
        missing.report("Nobody has this inquiry. Give it to somebody, who answers for it.", field="owner")
    for part in draft.parts:
        if not part.text.strip():
            missing.report(f"Question {part.position} has no answer yet.", field=f"part_{part.position}")
        if not part.statements and part.position not in draft.waiting:
            _check_class(part.position, course, contributors, missing)
    if draft.unanswered:
        found = counted(len(draft.unanswered), "finding")
        missing.report(f"The check has {found} that nothing was done about.", field="findings")
    return missing


def sending_missing(draft: DraftFacts, course: Course, contributors: Collection[str], clearance: Clearance) -> Issues:
    """Return what a draft lacks before it can be sent."""
    missing = draft_missing(draft, course, contributors)
    for step in clearance.missing:
        words = STATE_WORDS[clearance.state(step)]
        missing.report(f"{STEP_WORDS[step]}: {words[0].lower()}{words[1:]}.", field="clearance")
    return missing


def closing_missing(course: Course, sendings: Sendings) -> Issues:
    """Return what the record of an inquiry lacks before it can be closed."""
    missing = Issues()
    if course.owner is None:
        missing.report("Nobody has it. Give it to somebody, who answers for it.", field="owner")
    if not sendings.sent and course.linked_to is None:
        missing.report("No answer was sent or recorded, and it is linked to none.", field="answer")
    if course.status is Status.HELD:
        missing.report("Whoever asked was told to wait for a direction, and has no answer yet.", field="answer")
    if sendings.drafts:
        missing.report("A draft of an answer is open. Send it, or give it up with a reason.", field="answer")
    if course.pause:
        missing.report("It waits for the sender. Take it up again first.", field="reason")
    return missing


def _check_class(position: int, course: Course, contributors: Collection[str], missing: Issues) -> None:
    """Report an answer that states nothing, unless a second person said that its question is none of policy."""
    field = f"part_{position}"
    if position not in course.not_policy:
        message = (
            f"The answer to question {position} states no obligation. Name the provision on which it rests, as "
            "[[label]], ask for a direction, or have a second person class the question as none of policy."
        )
        missing.report(message, field=field)
    elif course.not_policy[position] in contributors:
        message = (
            f"That question {position} is none of policy was said by who wrote the answer. A second person says so."
        )
        missing.report(message, field=field)
