"""Reading dates that people write: one form in addresses, and worded ones where people type."""

import re
from datetime import date
from typing import Final

from portal.common.formatting import MONTHS, worded_date

# Before 1776 nothing of this kind was published; after 9998 the last day would have no following one.
FIRST_YEAR: Final = 1776
LAST_YEAR: Final = 9998

_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WORDED: Final = re.compile(r"([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_AMERICAN: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_SHORTEST_MONTH: Final = 3

ISO_FORM: Final = "Write the date as YYYY-MM-DD, for example 2012-04-09."
PEOPLE_FORM: Final = f"Write the date as {worded_date(date(2012, 4, 9))}, 4/9/2012 or 2012-04-09."


def read_date(text: str) -> date:
    """Return the day that an ISO 8601 calendar date names; raises ValueError that says what is accepted."""
    found = _ISO.fullmatch(text)
    return _day(found[1], found[2], found[3], ISO_FORM) if found else _refused(ISO_FORM)


def read_worded_date(text: str) -> date:
    """Return the day that a person wrote, worded, with slashes, or ISO; raises ValueError that says what is right."""
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        return _day(found[1], found[2], found[3], PEOPLE_FORM)
    if found := _AMERICAN.fullmatch(text):
        return _day(found[3], found[1], found[2], PEOPLE_FORM)
    if found := _WORDED.fullmatch(text):
        return _day(found[3], _month(found[1]), found[2], PEOPLE_FORM)
    return _refused(PEOPLE_FORM)


def _month(word: str) -> str:
    named = [number for number, name in enumerate(MONTHS, start=1) if name.lower().startswith(word.lower())]
    # "Sept" is how the style manual shortens it, and no prefix of another month.
    return str(named[0]) if len(named) == 1 and len(word) >= _SHORTEST_MONTH else "0"


def _day(year: str, month: str, day: str, form: str) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return _refused(f"There is no such day. {form}")
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return _refused(f"The year must lie between {FIRST_YEAR} and {LAST_YEAR}. {form}")
    return found


def _refused(message: str) -> date:
    raise ValueError(message)
