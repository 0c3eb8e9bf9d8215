"""Which offices clear what, and who may decide for which of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from portal.accounts.rules_roles import Role


class Step(StrEnum):
    """An office that decides about a text before it goes out; the signature comes last."""

    PROGRAM = "program"
    COUNSEL = "counsel"
    PUBLIC_AFFAIRS = "public-affairs"
    SIGNATURE = "signature"


class Decision(StrEnum):
    """What an office decides; that it did not respond is put on record by whoever signs."""

    CLEARED = "cleared"
    CLEARED_WITH_EDITS = "cleared_with_edits"
    OBJECTS = "objects"
    NO_RESPONSE = "no_response"


STEP_WORDS: Final = {
    Step.PROGRAM: "Program office",
    Step.COUNSEL: "Office of counsel",
    Step.PUBLIC_AFFAIRS: "Public affairs",
    Step.SIGNATURE: "Signature",
}
DECISION_WORDS: Final = {
    Decision.CLEARED: "Cleared",
    Decision.CLEARED_WITH_EDITS: "Cleared once its edits are made",
    Decision.OBJECTS: "Objects",
    Decision.NO_RESPONSE: "Passed: it did not respond by its date",
}
SIGNED: Final = "Signed"
# Each office has so many business days, the signature as many after them.
BUSINESS_DAYS: Final = 5


@dataclass(frozen=True, kw_only=True)
class Clearer:
    """Who decides: an account with its role, and its office if it is a reviewer's."""

    id: str
    role: str
    office: str | None


def decides_for(clearer: Clearer, step: Step) -> bool:
    """Tell whether this role and office decide for a step: reviewers for their own office, leaders by signature."""
    if step is Step.SIGNATURE:
        return clearer.role == Role.LEADER
    return clearer.role == Role.REVIEWER and clearer.office == step.value


def decision_words(step: Step, decision: Decision) -> str:
    """Say what was decided at a step."""
    return SIGNED if step is Step.SIGNATURE and decision is Decision.CLEARED else DECISION_WORDS[decision]
