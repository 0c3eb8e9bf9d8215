"""Putting on record how a finding of the check is met, other than by changing the words."""

from collections.abc import Sequence
from datetime import datetime

from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.clearance.actions import record_contribution
from portal.common.database import db
from portal.common.issues import Issues
from portal.statements.models import FindingExit
from portal.statements.rules_draft import DraftFinding
from portal.statements.rules_exits import Way, exit_issues


def meet_finding(
    *,
    item_id: str,
    findings: Sequence[DraftFinding],
    finding: str,
    way: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> Issues:
    """Record how a finding in the draft of an item is met; returns why it cannot be.

    Whoever says so has contributed to the text, and neither clears nor signs it.
    """
    issues = exit_issues(findings, finding, way, reason)
    if issues:
        return issues
    row = FindingExit(item_id=item_id, finding=finding, way=Way(way), reason=reason.strip(), by_account_id=by.id, at=at)
    db.session.add(row)
    db.session.flush()
    record_contribution(item_id=item_id, by=by, at=at)
    details: dict[str, str | int | None] = {"way": way}
    record(action="finding.met", object_kind="draft", object_id=item_id, details=details, by=by, at=at)
    return issues
