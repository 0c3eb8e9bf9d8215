"""Keeping texts that may hold personal data."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.bodies.models import Body
from portal.bodies.rules import body_hash
from portal.common.database import db, new_id

SALT_BYTES: Final = 16


@dataclass(frozen=True, kw_only=True)
class KeptBody:
    """Where a text is kept, and the hash that proves it."""

    id: str
    hash: str


def keep_body(*, text: str, at: datetime) -> KeptBody:
    """Keep a text under a salt of its own."""
    body = Body(id=new_id(), salt=secrets.token_hex(SALT_BYTES), text=text, recorded_at=at)
    db.session.add(body)
    db.session.flush()
    return KeptBody(id=body.id, hash=body_hash(body.salt, text))


def purge_bodies(*, body_ids: Iterable[str], at: datetime) -> None:
    """Empty texts for ever; what refers to them keeps the hash, which nobody can try words against any more."""
    for body_id in body_ids:
        body = db.session.get_one(Body, body_id)
        if body.purged_at is None:
            body.text, body.salt, body.purged_at = "", "", at
    db.session.flush()
