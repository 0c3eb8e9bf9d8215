"""Business days: those on which federal offices work."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

SATURDAY: Final = 5
MONDAY, THURSDAY = 0, 3
# 5 U.S.C. 6103(a): those on a day of their own, with the first year in which they were kept, …
FIXED: Final = ((1, 1, 1870), (6, 19, 2021), (7, 4, 1870), (11, 11, 1938), (12, 25, 1870))
# … and those on the so-manieth weekday of a month; the last Monday of May counts from the end.
MOVING: Final = ((1, MONDAY, 3), (2, MONDAY, 3), (5, MONDAY, -1), (9, MONDAY, 1), (10, MONDAY, 2), (11, THURSDAY, 4))


def business_days(first: date, last: date) -> int:
    """Count the business days after the first day, up to the last and with it; negative where the last comes before."""
    if last < first:
        return -business_days(last, first)
    return sum(is_business_day(first + timedelta(days=number)) for number in range(1, (last - first).days + 1))


def after_business_days(first: date, count: int) -> date:
    """Return the day that lies so many business days after the first."""
    day = first
    while count > 0:
        day += timedelta(days=1)
        count -= is_business_day(day)
    return day


def is_business_day(day: date) -> bool:
    """Tell whether federal offices work on a day: no weekend, and no holiday of 5 U.S.C. 6103."""
    return day.weekday() < SATURDAY and not any(day == _kept(each) for each in _holidays_about(day))


def _holidays_about(day: date) -> Iterable[date]:
    for year in (day.year, day.year + 1):
        yield from (date(year, month, number) for month, number, since in FIXED if year >= since)
    yield from (_moving(day.year, *each) for each in MOVING)


def _kept(holiday: date) -> date:
    # One on a Saturday is kept on the Friday before it (5 U.S.C. 6103(b)), one on a Sunday on the Monday after it
    # (Executive Order 11582).
    return holiday + timedelta(days={SATURDAY: -1, SATURDAY + 1: 1}.get(holiday.weekday(), 0))


def _moving(year: int, month: int, weekday: int, number: int) -> date:
    if number < 0:
        last = date(year, month, 31)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
