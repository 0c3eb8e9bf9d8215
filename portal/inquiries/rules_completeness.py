"""What a record still lacks: before a response is cleared, before it is sent, before an inquiry is closed.

Ledger.md, section 4, numbers 5 and 6. The page lists what is missing, and the actions refuse for the same reasons.
"""

from collections.abc import Collection
from dataclasses import dataclass

from portal.clearance.rules_clearance import STATE_WORDS, Clearance
from portal.clearance.rules_steps import STEP_WORDS
from portal.common.formatting import counted
from portal.common.issues import Issues
from portal.inquiries.rules_events import Course
from portal.inquiries.rules_response import DraftFacts, PartText


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
        _check_part(part, course, contributors, missing)
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
    if sendings.drafts:
        missing.report("A draft of an answer is open. Send it, or give it up with a reason.", field="answer")
    if course.pause:
        missing.report("It waits for the sender. Take it up again first.", field="reason")
    return missing


def _check_part(part: PartText, course: Course, contributors: Collection[str], missing: Issues) -> None:
    field = f"part_{part.position}"
    if not part.text.strip():
        missing.report(f"Question {part.position} has no answer yet.", field=field)
    if part.statements:
        return
    if part.position not in course.not_policy:
        missing.report(
            f"The answer to question {part.position} states no obligation. Name the provision on which it rests, "
            "as [[label]], or have a second person class the question as none of policy.",
            field=field,
        )
    elif course.not_policy[part.position] in contributors:
        missing.report(
            f"That question {part.position} is none of policy was said by who wrote the answer. "
            "A second person says so.",
            field=field,
        )
