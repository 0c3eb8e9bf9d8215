"""A request that leadership decide what guidance leaves open: what is asked, who waits for it, and what was decided.

A rule in force stays in force while one is open, and an open request never changes a level (ledger.md, section 2).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from portal.common.characters import character_issues
from portal.common.issues import Issues

DIRECTION: Final = "direction"
STAFF: Final = "directions.read"
LONGEST_QUESTION: Final = 1_000
LONGEST_WORDS: Final = 4_000


class DecisionKind(StrEnum):
    """What became of a request."""

    DIRECTED = "directed"
    NOT_NEEDED = "not_needed"


DECISION_WORDS: Final = {
    DecisionKind.DIRECTED: "A direction was given",
    DecisionKind.NOT_NEEDED: "No direction is needed: the guidance answers it",
}


@dataclass(frozen=True, kw_only=True)
class DirectionContent:
    """What is asked of leadership: about which provision, for which kind of stakeholder, and where."""

    provision: str
    audience: str
    place: str
    question: str


@dataclass(frozen=True, kw_only=True)
class Waiter:
    """A question of an inquiry that waits for a direction."""

    item_id: str
    position: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DirectionFacts:
    """A request as it stands; `decision` is None while it is open."""

    id: str
    content: DirectionContent
    opened_by: str
    opened_at: datetime
    waiters: tuple[Waiter, ...]
    decision: DecisionKind | None
    words: str
    decided_by: str | None
    decided_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Tell whether it waits for a decision."""
        return self.decision is None

    @property
    def url(self) -> str:
        """Return the path of its page."""
        return f"/directions/{self.id}"


def direction_issues(content: DirectionContent, labels: Collection[str]) -> Issues:
    """Return what is wrong with a request, each with the name of its field."""
    issues = Issues()
    if content.provision not in labels:
        issues.report("Choose the provision of which it is asked.", field="provision")
    if not content.question.strip():
        issues.report("Write what leadership is to decide. Name no person.", field="direction")
    if len(content.question) > LONGEST_QUESTION:
        issues.report(f"Write at most {LONGEST_QUESTION:,} characters.", field="direction")
    for issue in character_issues(content.question):
        issues.report(f"Line {issue.line}: {issue.message}", field="direction")
    return issues


def decision_issues(direction: DirectionFacts, kind: str, words: str) -> Issues:
    """Return why a request cannot be decided so."""
    issues = Issues()
    if not direction.is_open:
        issues.report("It was decided already. What was decided is never changed.", field="decision")
    if kind not in list(DecisionKind):
        issues.report("Choose what is decided.", field="decision")
    if not words.strip():
        issues.report("Write the direction, or where the guidance answers it. It stays on record.", field="words")
    if len(words) > LONGEST_WORDS:
        issues.report(f"Write at most {LONGEST_WORDS:,} characters.", field="words")
    return issues
