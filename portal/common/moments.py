"""A date or an instant: files may write either, and the program's time zone leads from one to the other."""

import re
from datetime import UTC, date, datetime, time
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

DateOrInstant: TypeAlias = date | datetime
"""A civil date, or an instant with its time zone; remember that Python counts a datetime among the dates."""

FORM: Final = "a date like 2011-08-05, or an instant with its zone like 2011-08-05T14:00:00-04:00"

# ISO 8601 as RFC 3339 narrows it: Python alone would also take week dates, and digits of other scripts.
_WRITTEN: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?P<time>T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2}))?"
)
# Far enough from the ends of the calendar that no zone leads over them; no program of ours is older or later.
_FIRST_YEAR: Final = 1776
_LAST_YEAR: Final = 2999


def read_moment(text: str) -> DateOrInstant | None:
    """Read a date or an instant with its zone, as ISO 8601 writes them; None where the text is neither."""
    written = _WRITTEN.fullmatch(text)
    if written is None or not _FIRST_YEAR <= int(text[:4]) <= _LAST_YEAR:
        return None
    try:
        return datetime.fromisoformat(text) if written["time"] else date.fromisoformat(text)
    except ValueError:
        return None


def civil_day(moment: DateOrInstant, zone: str) -> date:
    """Return the civil date, in an IANA time zone, of a date or an instant."""
    return moment.astimezone(ZoneInfo(zone)).date() if isinstance(moment, datetime) else moment


def instant(moment: DateOrInstant, zone: str) -> datetime:
    """Return the instant, in UTC; a date alone means its first moment, 00:00, in the IANA time zone."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime.combine(moment, time(), ZoneInfo(zone)).astimezone(UTC)


def shortest(moment: datetime, zone: str) -> DateOrInstant:
    """Return the form in which a file writes an instant: the date alone where it is 00:00 in the IANA time zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.date() if instant(local.date(), zone) == moment else local


def is_zone(name: str) -> bool:
    """Tell whether this is the name of an IANA time zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
