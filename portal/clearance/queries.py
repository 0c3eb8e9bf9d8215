"""Reading where a text stands on its way through the offices."""

from datetime import date

import sqlalchemy as sa

from portal.clearance.models import ClearanceDecision, ClearanceRequest, Contribution, ObjectionAnswer
from portal.clearance.rules_clearance import Clearance, DecisionFacts, RequestFacts
from portal.clearance.rules_steps import Decision, Step
from portal.common.database import db


def get_clearance(item_id: str, steps: tuple[Step, ...], sha256: str, today: date) -> Clearance:
    """Return where an item stands, whose text has this hash now and needs these steps."""
    return Clearance(
        steps=steps,
        sha256=sha256,
        requests=tuple(_requests(item_id)),
        decisions=tuple(_decisions(item_id)),
        contributors=list_contributors(item_id),
        today=today,
    )


def list_contributors(item_id: str) -> frozenset[str]:
    """Return the ids of the accounts that wrote at an item."""
    return frozenset(db.session.scalars(sa.select(Contribution.account_id).where(Contribution.item_id == item_id)))


def _requests(item_id: str) -> list[RequestFacts]:
    query = sa.select(ClearanceRequest).where(ClearanceRequest.item_id == item_id).order_by(ClearanceRequest.id)
    return [
        RequestFacts(step=Step(row.step), sha256=row.sha256, due_on=row.due_on) for row in db.session.scalars(query)
    ]


def _decisions(item_id: str) -> list[DecisionFacts]:
    query = (
        sa.select(ClearanceDecision, ObjectionAnswer.reason)
        .outerjoin(ObjectionAnswer, ObjectionAnswer.decision_id == ClearanceDecision.id)
        .where(ClearanceDecision.item_id == item_id)
        .order_by(ClearanceDecision.id)
    )
    return [
        DecisionFacts(
            id=row.id,
            step=Step(row.step),
            sha256=row.sha256,
            decision=Decision(row.decision),
            reason=row.reason,
            by=row.by_account_id,
            at=row.at,
            answer=answer,
        )
        for row, answer in db.session.execute(query)
    ]
