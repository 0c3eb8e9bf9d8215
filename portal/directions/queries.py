"""Reading requests for a direction."""

import sqlalchemy as sa

from portal.common.database import db
from portal.directions.models import Direction, DirectionDecision, DirectionWaiter
from portal.directions.rules_direction import DecisionKind, DirectionContent, DirectionFacts, Waiter


class DirectionNotFoundError(LookupError):
    """There is no such request."""


def list_directions(program_id: str) -> list[DirectionFacts]:
    """Return the requests of a program: those open, the oldest first, then those decided, the newest first."""
    found = _facts(sa.select(Direction.id).where(Direction.program_id == program_id))
    decided = sorted((each for each in found if each.decided_at), key=lambda each: str(each.decided_at), reverse=True)
    return [*(each for each in found if each.is_open), *decided]


def get_direction(direction_id: str) -> DirectionFacts:
    """Return a request; raises DirectionNotFoundError."""
    found = _facts(sa.select(Direction.id).where(Direction.id == direction_id))
    if not found:
        raise DirectionNotFoundError(direction_id)
    return found[0]


def find_open(program_id: str, content: DirectionContent) -> DirectionFacts | None:
    """Return the open request about the same provision, kind of stakeholder and place, if there is one."""
    alike = (content.provision, content.audience, content.place)
    return next(
        (
            each
            for each in list_directions(program_id)
            if each.is_open and (each.content.provision, each.content.audience, each.content.place) == alike
        ),
        None,
    )


def waited_for(item_id: str) -> dict[int, DirectionFacts]:
    """Return the open requests for which the questions of an inquiry wait, by their positions."""
    waiting = sa.select(DirectionWaiter.direction_id).where(DirectionWaiter.item_id == item_id)
    return {
        waiter.position: each
        for each in _facts(waiting)
        if each.is_open
        for waiter in each.waiters
        if waiter.item_id == item_id
    }


def _facts(ids: sa.Select[str]) -> list[DirectionFacts]:
    query = (
        sa.select(Direction, DirectionDecision)
        .outerjoin(DirectionDecision, DirectionDecision.direction_id == Direction.id)
        .where(Direction.id.in_(ids))
        .order_by(Direction.at)
    )
    rows = db.session.execute(query).all()
    waiters = _waiters([row.id for row, _ in rows])
    return [
        DirectionFacts(
            id=row.id,
            content=DirectionContent(
                provision=row.label, audience=row.audience_slug, place=row.place_code, question=row.question
            ),
            opened_by=row.by_account_id,
            opened_at=row.at,
            waiters=tuple(waiters.get(row.id, [])),
            decision=DecisionKind(decision.kind) if decision else None,
            words=decision.words if decision else "",
            decided_by=decision.by_account_id if decision else None,
            decided_at=decision.at if decision else None,
        )
        for row, decision in rows
    ]


def _waiters(direction_ids: list[str]) -> dict[str, list[Waiter]]:
    query = (
        sa.select(DirectionWaiter)
        .where(DirectionWaiter.direction_id.in_(direction_ids))
        .order_by(DirectionWaiter.at, DirectionWaiter.position)
    )
    found: dict[str, list[Waiter]] = {}
    for row in db.session.scalars(query):
        waiter = Waiter(item_id=row.item_id, position=row.position, at=row.at)
        found.setdefault(row.direction_id, []).append(waiter)
    return found
