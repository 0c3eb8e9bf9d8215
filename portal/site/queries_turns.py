"""When a public page last changed, and when it may next: a midnight, or an instant at which something is public."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

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
    midnights = [_midnight(now, program.time_zone, days=1) for program in list_programs()]
    set_ahead = [db.session.scalar(sa.select(sa.func.min(column)).where(column > now)) for column in INSTANTS]
    return min([*midnights, *(each for each in set_ahead if each is not None)], default=now)


def last_turn(now: datetime) -> datetime:
    """Return the last instant up to `now` from which on a public page has read as it does."""
    midnights = [_midnight(now, program.time_zone, days=0) for program in list_programs()]
    passed = [db.session.scalar(sa.select(sa.func.max(column)).where(column <= now)) for column in INSTANTS]
    return max([*midnights, *(each for each in passed if each is not None)], default=now)


def _midnight(now: datetime, zone: str, *, days: int) -> datetime:
    """Return the midnight that began today, or one so many days after it."""
    day = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
