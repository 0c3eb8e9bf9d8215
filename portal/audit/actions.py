"""Adding to the audit chain, in the same transaction as what is recorded."""

from collections.abc import Mapping
from datetime import datetime

from portal.audit.models import AuditEvent
from portal.audit.queries import find_head
from portal.audit.rules import GENESIS, Actor, Entry, clock_stepped_back, entry_hash
from portal.common.database import db


class ClockSteppedBackError(Exception):
    """The clock reads earlier than the newest entry; nothing is recorded until it is put right."""


def record(
    *,
    action: str,
    object_kind: str,
    object_id: str,
    content_hash: str | None = None,
    details: Mapping[str, str | int | None] | None = None,
    by: Actor,
    at: datetime,
) -> AuditEvent:
    """Append one entry; it belongs to the caller's transaction, so that the deed and its record stand or fall together.

    Raises ClockSteppedBackError when `at` lies before the newest entry by more than the tolerance.
    """
    head = find_head()
    if clock_stepped_back(head.at if head else None, at):
        message = "the clock reads earlier than the newest audit entry"
        raise ClockSteppedBackError(message)
    entry = Entry(
        seq=head.seq + 1 if head else 1,
        at=at,
        actor=by,
        action=action,
        object_kind=object_kind,
        object_id=object_id,
        content_hash=content_hash,
        details=dict(details or {}),
        previous_hash=head.hash if head else GENESIS,
    )
    row = _row(entry)
    db.session.add(row)
    db.session.flush()
    return row


def _row(entry: Entry) -> AuditEvent:
    return AuditEvent(
        seq=entry.seq,
        at=entry.at,
        actor_kind=entry.actor.kind,
        actor_id=entry.actor.id,
        actor_role=entry.actor.role,
        action=entry.action,
        object_kind=entry.object_kind,
        object_id=entry.object_id,
        content_hash=entry.content_hash,
        details=dict(entry.details),
        previous_hash=entry.previous_hash,
        hash=entry_hash(entry),
    )
