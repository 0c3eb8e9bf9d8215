"""Business days, federal holidays, and the day on which an answer is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.common.business_days import after_business_days, business_days, is_business_day
from portal.inquiries.rules_content import SenderKind
from portal.inquiries.rules_due import Pause, due_on

DAYS = st.dates(date(1995, 1, 1), date(2040, 12, 31))

# As the Office of Personnel Management lists them for these years.
HOLIDAYS = [
    "2010-01-01",
    "2010-01-18",
    "2010-02-15",
    "2010-05-31",
    "2010-07-05",
    "2010-09-06",
    "2010-10-11",
    "2010-11-11",
    "2010-11-25",
    "2010-12-24",
    "2010-12-31",
    "2011-01-17",
    "2011-02-21",
    "2011-05-30",
    "2011-07-04",
    "2011-09-05",
    "2011-10-10",
    "2011-11-11",
    "2011-11-24",
    "2011-12-26",
    "2012-01-02",
    "2012-01-16",
    "2012-02-20",
    "2012-05-28",
    "2012-07-04",
    "2012-09-03",
    "2012-10-08",
    "2012-11-12",
    "2012-11-22",
    "2012-12-25",
]


def test_the_holidays_of_three_years_are_those_that_were_kept() -> None:
    first = date(2010, 1, 1)
    days = [first + timedelta(days=number) for number in range((date(2012, 12, 31) - first).days + 1)]
    found = [day.isoformat() for day in days if day.weekday() < 5 and not is_business_day(day)]
    assert found == HOLIDAYS


def test_juneteenth_is_kept_since_it_is_one() -> None:
    assert is_business_day(date(2020, 6, 19))
    assert not is_business_day(date(2023, 6, 19))
    assert not is_business_day(date(2021, 6, 18)), "a Saturday's holiday is kept on the Friday"


@pytest.mark.parametrize(
    ("kind", "received", "due"),
    [
        (SenderKind.PRESS, "2012-04-06", "2012-04-10"),
        (SenderKind.CONGRESS, "2010-09-07", "2010-09-21"),
        (SenderKind.LAW_ENFORCEMENT, "2010-12-20", "2011-01-12"),
        (SenderKind.PUBLIC, "2012-04-07", "2012-04-27"),
    ],
)
def test_an_answer_is_due_so_many_business_days_later(kind: SenderKind, received: str, due: str) -> None:
    assert due_on(date.fromisoformat(received), kind, (), date(2012, 4, 9)) == date.fromisoformat(due)


def test_the_business_days_of_pauses_are_added() -> None:
    received, today = date(2012, 4, 2), date(2012, 4, 13)
    ended = Pause(first=date(2012, 4, 3), last=date(2012, 4, 5))
    assert due_on(received, SenderKind.PRESS, [ended], today) == date(2012, 4, 6)
    goes_on = Pause(first=date(2012, 4, 11), last=None)
    assert due_on(received, SenderKind.PRESS, [ended, goes_on], today) == date(2012, 4, 10)


@given(first=DAYS, count=st.integers(0, 300))
def test_counting_forward_and_counting_between_agree(first: date, count: int) -> None:
    last = after_business_days(first, count)
    assert business_days(first, last) == count
    assert business_days(last, first) == -count
    assert count == 0 or is_business_day(last)
