"""The hash chain: what an entry's hash covers, and how a broken chain is found."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from portal.common.canonical import canonical_json

# The first entry follows nothing; sixty-four zeros stand where its predecessor's hash would.
GENESIS = "0" * 64

# A step back of the clock beyond this would let an entry pretend to be older than its predecessor.
CLOCK_TOLERANCE = timedelta(seconds=2)


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts, as a plain value: `kind` is user, command, worker or visitor."""

    kind: str
    id: str
    role: str | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An audit entry as the hash sees it."""

    seq: int
    at: datetime
    actor: Actor
    action: str
    object_kind: str
    object_id: str
    content_hash: str | None
    details: Mapping[str, str | int | None]
    previous_hash: str


@dataclass(frozen=True, kw_only=True)
class Break:
    """The first place at which a chain does not hold, and why."""

    seq: int
    reason: str


def entry_hash(entry: Entry) -> str:
    """Return the SHA-256, in hex, of the entry's canonical JSON (RFC 8785) behind the leaf prefix of RFC 6962."""
    return hashlib.sha256(b"\x00" + canonical_json(_canonical(entry))).hexdigest()


def chain_break(entry: Entry, stored_hash: str, *, expected_seq: int, expected_previous: str) -> Break | None:
    """Return why this entry does not continue the chain, or None when it does."""
    if entry.seq != expected_seq:
        return Break(seq=expected_seq, reason=f"entry {expected_seq} is missing; the next one found is {entry.seq}")
    if entry.previous_hash != expected_previous:
        return Break(seq=entry.seq, reason="it does not follow from the entry before it")
    if not _is_hash_of(stored_hash, entry):
        return Break(seq=entry.seq, reason="its content does not match its hash")
    return None


def _is_hash_of(stored_hash: str, entry: Entry) -> bool:
    try:
        return entry_hash(entry) == stored_hash
    except (TypeError, ValueError):
        # What was written past the portal need not even have the shape of an entry.
        return False


def clock_stepped_back(last: datetime | None, at: datetime) -> bool:
    """Tell whether `at` lies so far before the last entry that the clock must be wrong."""
    return last is not None and at < last - CLOCK_TOLERANCE


def _canonical(entry: Entry) -> dict[str, object]:
    return {
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": {"kind": entry.actor.kind, "id": entry.actor.id, "role": entry.actor.role},
        "action": entry.action,
        "object": {"kind": entry.object_kind, "id": entry.object_id},
        "content_hash": entry.content_hash,
        "details": dict(entry.details),
        "previous_hash": entry.previous_hash,
    }
