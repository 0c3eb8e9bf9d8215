"""Who has what: the inquiries that are not closed, by their owners."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.inquiries.rules_events import OPEN, Status
from portal.inquiries.rules_page import InquiryRow

# Nothing is left to do about these.
SETTLED = frozenset({Status.CLOSED, Status.LINKED})


@dataclass(frozen=True, kw_only=True)
class OwnerLoad:
    """What one owner has: to answer, of that late, waiting for somebody else, and answered but not closed."""

    owner: str
    to_answer: int
    late: int
    waiting: int
    incomplete: int
    oldest_due: date | None


def board_of(rows: Iterable[InquiryRow]) -> list[OwnerLoad]:
    """Return the load of each owner, those with the most late ones first, and nobody's as anybody's."""
    by_owner: dict[str, list[InquiryRow]] = {}
    for row in rows:
        if row.status not in SETTLED:
            by_owner.setdefault(row.owner, []).append(row)
    loads = [_load(owner, theirs) for owner, theirs in by_owner.items()]
    return sorted(loads, key=lambda each: (-each.late, -each.to_answer, each.owner))


def _load(owner: str, rows: list[InquiryRow]) -> OwnerLoad:
    to_answer = [row for row in rows if row.status in OPEN]
    return OwnerLoad(
        owner=owner,
        to_answer=len(to_answer),
        late=sum(row.is_late for row in to_answer),
        waiting=sum(row.status in {Status.PAUSED, Status.HELD} for row in rows),
        incomplete=sum(row.status is Status.ANSWERED for row in rows),
        oldest_due=min((row.due_on for row in to_answer), default=None),
    )
