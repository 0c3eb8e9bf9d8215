"""Giving a text to its offices, and their decisions about it."""

from datetime import datetime

from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.clearance.models import ClearanceDecision, ClearanceRequest, Contribution, ObjectionAnswer
from portal.clearance.rules_clearance import Clearance, answer_issues, decision_issues, request_issues
from portal.clearance.rules_steps import BUSINESS_DAYS, Clearer, Decision, Step
from portal.common.business_days import after_business_days
from portal.common.database import db
from portal.common.issues import Issues


def record_contribution(*, item_id: str, by: Actor, at: datetime) -> None:
    """Record that somebody wrote at an item, once."""
    if db.session.get(Contribution, (item_id, by.id)) is None:
        db.session.add(Contribution(item_id=item_id, account_id=by.id, at=at))
        db.session.flush()


def request_clearance(*, item_id: str, clearance: Clearance, by: Actor, at: datetime) -> Issues:
    """Ask every office about the text as it is now, unless something speaks against it; returns what does."""
    issues = request_issues(clearance)
    if issues:
        return issues
    for step in clearance.steps:
        days = BUSINESS_DAYS * (2 if step is Step.SIGNATURE and len(clearance.steps) > 1 else 1)
        due_on = after_business_days(clearance.today, days)
        if clearance.due_on(step) is None:
            db.session.add(
                ClearanceRequest(
                    item_id=item_id,
                    sha256=clearance.sha256,
                    step=step,
                    due_on=due_on,
                    by_account_id=by.id,
                    at=at,
                )
            )
    db.session.flush()
    details: dict[str, str | int | None] = {"steps": " ".join(clearance.steps)}
    _audit("clearance.requested", clearance, item_id=item_id, details=details, by=by, at=at)
    return issues


def record_decision(
    *,
    item_id: str,
    clearance: Clearance,
    step: Step,
    decision: Decision,
    clearer: Clearer,
    read: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> Issues:
    """Record what an office decided about the text that it read, unless it may not; returns why it may not."""
    issues = decision_issues(clearance, step, decision, clearer=clearer, read=read, reason=reason)
    if issues:
        return issues
    turn = sum(each.step is step for each in clearance.decisions) + 1
    row = ClearanceDecision(
        item_id=item_id,
        step=step,
        turn=turn,
        sha256=read,
        decision=decision,
        reason=reason.strip(),
        by_account_id=by.id,
        at=at,
    )
    db.session.add(row)
    db.session.flush()
    _audit(f"clearance.{decision}", clearance, item_id=item_id, details={"step": step}, by=by, at=at)
    return issues


def answer_objection(*, item_id: str, clearance: Clearance, step: Step, reason: str, by: Actor, at: datetime) -> Issues:
    """Record how an objection was met, so that the office can decide again; returns why it cannot be."""
    issues = answer_issues(clearance, step, reason)
    objection = clearance.last_decision(step)
    if issues or objection is None:
        return issues
    row = ObjectionAnswer(decision_id=objection.id, reason=reason.strip(), by_account_id=by.id, at=at)
    db.session.add(row)
    db.session.flush()
    _audit("clearance.objection_answered", clearance, item_id=item_id, details={"step": step}, by=by, at=at)
    return issues


def _audit(
    action: str, clearance: Clearance, *, item_id: str, details: dict[str, str | int | None], by: Actor, at: datetime
) -> None:
    record(
        action=action,
        object_kind="clearance",
        object_id=item_id,
        content_hash=clearance.sha256,
        details=details,
        by=by,
        at=at,
    )
