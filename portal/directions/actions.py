"""Asking leadership for a direction, waiting for it, and deciding."""

from collections.abc import Collection
from datetime import datetime

from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.common.database import db, new_id
from portal.common.issues import Issues
from portal.directions.models import Direction, DirectionDecision, DirectionWaiter
from portal.directions.queries import find_open, get_direction
from portal.directions.rules_direction import (
    DIRECTION,
    STAFF,
    DecisionKind,
    DirectionContent,
    decision_issues,
    direction_issues,
)
from portal.items.actions import add_item


def ask_direction(
    *,
    program_id: str,
    content: DirectionContent,
    labels: Collection[str],
    waiter: tuple[str, int],
    by: Actor,
    at: datetime,
) -> Issues:
    """Ask for a direction, or wait for the one that is asked for already; returns why it cannot be asked.

    `labels` are those of the provisions that can be asked of, and `waiter` is the question that waits: the id of its
    inquiry, and its position.
    """
    issues = direction_issues(content, labels)
    if issues:
        return issues
    known = find_open(program_id, content)
    direction_id = known.id if known else _open(program_id, content, by, at)
    item_id, position = waiter
    if db.session.get(DirectionWaiter, (direction_id, item_id, position)):
        issues.report("This question waits for that direction already.", field="provision")
        return issues
    row = DirectionWaiter(direction_id=direction_id, item_id=item_id, position=position, by_account_id=by.id, at=at)
    db.session.add(row)
    db.session.flush()
    record(action="direction.awaited", object_kind=DIRECTION, object_id=direction_id, by=by, at=at)
    return issues


def decide_direction(*, direction_id: str, kind: str, words: str, by: Actor, at: datetime) -> Issues:
    """Record what a leader decided; returns why it cannot be decided."""
    issues = decision_issues(get_direction(direction_id), kind, words)
    if issues:
        return issues
    row = DirectionDecision(
        direction_id=direction_id, kind=DecisionKind(kind), words=words.strip(), by_account_id=by.id, at=at
    )
    db.session.add(row)
    db.session.flush()
    record(
        action="direction.decided",
        object_kind=DIRECTION,
        object_id=direction_id,
        details={"kind": kind},
        by=by,
        at=at,
    )
    return issues


def _open(program_id: str, content: DirectionContent, by: Actor, at: datetime) -> str:
    direction_id = new_id()
    add_item(
        item_id=direction_id,
        kind=DIRECTION,
        title=f"Direction on {content.provision}",
        program_id=program_id,
        path=f"/directions/{direction_id}",
        permission=STAFF,
    )
    row = Direction(
        id=direction_id,
        program_id=program_id,
        label=content.provision,
        audience_slug=content.audience,
        place_code=content.place,
        question=content.question.strip(),
        by_account_id=by.id,
        at=at,
    )
    db.session.add(row)
    db.session.flush()
    record(action="direction.asked", object_kind=DIRECTION, object_id=direction_id, by=by, at=at)
    return direction_id
