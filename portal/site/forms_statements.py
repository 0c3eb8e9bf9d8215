"""Reading the period of which the register is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from portal.common.dates import FIRST_YEAR, read_worded_date
from portal.common.formatting import worded_date
from portal.guidance.rules_in_force import Moment

FIRST: Final = "from"
LAST: Final = "to"
BEGINNING: Final = date(FIRST_YEAR, 1, 1)


@dataclass(frozen=True, kw_only=True)
class PeriodForm:
    """A period, both days included, as it was read; with an error it is the whole time up to today."""

    first: date
    last: date
    moment: Moment
    shown: Mapping[str, str]
    errors: Mapping[str, str]


def read_period(args: Mapping[str, str], zone: str, now: datetime) -> PeriodForm:
    """Read the period; what is left open begins with the first statement, or ends today."""
    today = now.astimezone(ZoneInfo(zone)).date()
    days, errors = {FIRST: BEGINNING, LAST: today}, {}
    for name in (FIRST, LAST):
        try:
            days[name] = read_worded_date(args[name]) if args.get(name, "").strip() else days[name]
        except ValueError as error:
            errors[name] = str(error)
    if days[LAST] < days[FIRST]:
        errors[LAST] = "The period ends before it begins. Choose a later day."
    return PeriodForm(
        first=BEGINNING if errors else days[FIRST],
        last=today if errors else days[LAST],
        moment=Moment(on=today, known=now, zone=zone),
        shown={name: _shown(args.get(name, ""), name, errors, days) for name in (FIRST, LAST)},
        errors=errors,
    )


def _shown(given: str, name: str, errors: Mapping[str, str], days: Mapping[str, date]) -> str:
    return given if name in errors or not given.strip() else worded_date(days[name])
