"""When a public page may next change without anybody writing: a midnight, or an instant set in advance."""

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
    midnights = [_next_midnight(now, program.time_zone) for program in list_programs()]
    set_ahead = [db.session.scalar(sa.select(sa.func.min(column)).where(column > now)) for column in INSTANTS]
    return min([*midnights, *(each for each in set_ahead if each is not None)], default=now)


def _next_midnight(now: datetime, zone: str) -> datetime:
    tomorrow = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), ZoneInfo(zone)).astimezone(UTC)
