"""Reading the two clocks of a question from an address or a form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from portal.common.dates import read_date, read_worded_date
from portal.common.formatting import worded_date
from portal.common.web import BadParameter
from portal.guidance.rules_in_force import Moment, end_of_day

EFFECTIVE_ON = "effective_on"
KNOWN_ON = "known_on"
FUTURE = "Nobody can know what will have been published by a later day. Choose today or an earlier day."


@dataclass(frozen=True, kw_only=True)
class ReadMoment:
    """A moment as it was read: which fields were given, in ISO form, and what is wrong with which.

    With an error the moment is that of today and now, so that a page can show the form again and lose nothing.
    """

    moment: Moment
    known_on: date
    given: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)


def read_moment(args: Mapping[str, str], zone: str, now: datetime) -> Moment:
    """Return the moment that an API request asks about; raises BadParameter for the first date that cannot be used.

    `zone` is the program's IANA time zone, by whose days both dates are meant.
    """
    read = _read(args, zone, now, read_date)
    for name, message in read.errors.items():
        raise BadParameter(name, message)
    return read.moment


def read_page_moment(args: Mapping[str, str], zone: str, now: datetime) -> ReadMoment:
    """Return the moment that a page asks about, whose dates may be worded, with all that is wrong in words."""
    return _read(args, zone, now, read_worded_date)


def shown_date(args: Mapping[str, str], name: str, read: ReadMoment) -> str:
    """Return what the field of one of both dates shows again: the day in words, or what was typed instead of one."""
    if name in read.errors:
        return args[name]
    if name in read.given:
        return worded_date(date.fromisoformat(read.given[name]))
    return worded_date(read.moment.on if name == EFFECTIVE_ON else read.known_on)


def _read(args: Mapping[str, str], zone: str, now: datetime, reads: Callable[[str], date]) -> ReadMoment:
    today = now.astimezone(ZoneInfo(zone)).date()
    errors: dict[str, str] = {}
    days: dict[str, date] = {}
    for name in (EFFECTIVE_ON, KNOWN_ON):
        # An empty field of a form is one left out; an empty parameter of the API is refused by `read_date`.
        if name in args and (args[name].strip() or reads is read_date):
            _read_one(name, args[name], reads, days, errors)
    if days.get(KNOWN_ON, today) > today:
        errors[KNOWN_ON] = FUTURE
    known_on = days.get(KNOWN_ON, today) if not errors else today
    on = days.get(EFFECTIVE_ON, today) if not errors else today
    known = now if known_on == today else end_of_day(known_on, zone)
    return ReadMoment(
        moment=Moment(on=on, known=known, zone=zone),
        known_on=known_on,
        given={name: day.isoformat() for name, day in days.items()},
        errors=errors,
    )


def _read_one(
    name: str, text: str, reads: Callable[[str], date], days: dict[str, date], errors: dict[str, str]
) -> None:
    try:
        days[name] = reads(text)
    except ValueError as error:
        errors[name] = str(error)
