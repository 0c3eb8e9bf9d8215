"""Reading the audit chain."""

from collections.abc import Iterator
from contextlib import closing

import sqlalchemy as sa

from portal.audit.models import AuditEvent
from portal.audit.rules import GENESIS, Actor, Break, Entry, chain_break
from portal.common.database import db

BATCH = 1_000


def find_head() -> AuditEvent | None:
    """Return the newest entry, or None while nothing was recorded."""
    return db.session.scalars(sa.select(AuditEvent).order_by(AuditEvent.seq.desc()).limit(1)).first()


def find_break(*, start: int = 1) -> Break | None:
    """Walk the chain from `start` and return the first place at which it does not hold, or None."""
    expected_seq, expected_previous = start, _hash_before(start)
    for row in _walk(start):
        broken = chain_break(as_entry(row), row.hash, expected_seq=expected_seq, expected_previous=expected_previous)
        if broken:
            return broken
        expected_seq, expected_previous = row.seq + 1, row.hash
    return None


def count_entries() -> int:
    """Return how many entries the chain has."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(AuditEvent)) or 0


def as_entry(row: AuditEvent) -> Entry:
    """Return the entry as the hash sees it."""
    return Entry(
        seq=row.seq,
        at=row.at,
        actor=Actor(kind=row.actor_kind, id=row.actor_id, role=row.actor_role),
        action=row.action,
        object_kind=row.object_kind,
        object_id=row.object_id,
        content_hash=row.content_hash,
        details=row.details,
        previous_hash=row.previous_hash,
    )


def _hash_before(start: int) -> str:
    if start <= 1:
        return GENESIS
    # A missing predecessor cannot be followed; an empty hash makes the walk name `start` as broken.
    return db.session.scalar(sa.select(AuditEvent.hash).where(AuditEvent.seq == start - 1)) or ""


def _walk(start: int) -> Iterator[AuditEvent]:
    query = sa.select(AuditEvent).where(AuditEvent.seq >= start).order_by(AuditEvent.seq)
    with closing(db.session.scalars(query.execution_options(yield_per=BATCH))) as rows:
        # Who stops at a break leaves the cursor on the server open otherwise.
        yield from rows
