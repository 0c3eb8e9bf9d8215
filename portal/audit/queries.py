"""Reading the audit chain."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import closing

import sqlalchemy as sa

from portal.audit.models import AuditEvent
from portal.audit.rules import GENESIS, Actor, Break, Entry, chain_break
from portal.common.database import db

BATCH = 1_000

# What reading a row raises that holds no instant, or no JSON.
_UNREADABLE = (TypeError, ValueError)


def find_head() -> AuditEvent | None:
    """Return the newest entry, or None while nothing was recorded."""
    return db.session.scalars(sa.select(AuditEvent).order_by(AuditEvent.seq.desc()).limit(1)).first()


def find_break(*, start: int = 1) -> Break | None:
    """Walk the chain from `start` and return the first place at which it does not hold, or None."""
    try:
        return _first_break(_walk(start), start)
    except _UNREADABLE:
        # Rows are read by the thousand; which one it was is found out one by one.
        return _first_break(_one_by_one(start), start)


def _first_break(rows: Iterable[AuditEvent | Break], start: int) -> Break | None:
    expected_seq, expected_previous = start, _hash_before(start)
    for row in rows:
        if isinstance(row, Break):
            return row
        broken = chain_break(as_entry(row), row.hash, expected_seq=expected_seq, expected_previous=expected_previous)
        if broken:
            return broken
        expected_seq, expected_previous = row.seq + 1, row.hash
    return None


def find_entry(*, object_id: str, actions: Collection[str]) -> AuditEvent | None:
    """Return the newest entry of one of these actions about a thing, or None."""
    query = sa.select(AuditEvent).where(AuditEvent.object_id == object_id, AuditEvent.action.in_(actions))
    return db.session.scalars(query.order_by(AuditEvent.seq.desc()).limit(1)).first()


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


def _one_by_one(start: int) -> Iterator[AuditEvent | Break]:
    for seq in db.session.scalars(sa.select(AuditEvent.seq).where(AuditEvent.seq >= start).order_by(AuditEvent.seq)):
        try:
            yield db.session.get_one(AuditEvent, seq)
        except _UNREADABLE:
            yield Break(seq=seq, reason="it cannot be read")
