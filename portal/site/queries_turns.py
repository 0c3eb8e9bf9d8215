"""When a public page last changed, and when it may next: a midnight, or an instant at which something is public."""

from bisect import bisect_right
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from portal.common.cache import cached
from portal.common.database import db
from portal.guidance.models import EditionEvent
from portal.items.models import Item
from portal.programs.models import Activation, ProgramEvent
from portal.programs.queries import list_programs

# Everything that becomes public at an instant of its own, as columns.
INSTANTS = (
    Item.visible_from,
    Item.visible_until,
    EditionEvent.known_at,
    Activation.known_at,
    ProgramEvent.known_at,
)


def next_turn(now: datetime) -> datetime:
    """Return the first instant after `now` at which a public page may read otherwise."""
    instants = _instants()
    ahead = instants[bisect_right(instants, now) :][:1]
    return min([*_midnights(now, days=1), *ahead], default=now)


def last_turn(now: datetime) -> datetime:
    """Return the last instant up to `now` from which on a public page has read as it does."""
    instants = _instants()
    passed = instants[: bisect_right(instants, now)][-1:]
    return max([*_midnights(now, days=0), *passed], default=now)


def _instants() -> list[datetime]:
    return cached("turns", _load_instants)


def _load_instants() -> list[datetime]:
    instants = {instant for column in INSTANTS for instant in db.session.scalars(sa.select(column).distinct())}
    return sorted(instant for instant in instants if instant is not None)


def _midnights(now: datetime, *, days: int) -> list[datetime]:
    return [_midnight(now, program.time_zone, days=days) for program in list_programs()]


def _midnight(now: datetime, zone: str, *, days: int) -> datetime:
    """Return the midnight that began today, or one so many days after it."""
    day = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
