from datetime import UTC, date, datetime

import pytest

from portal.common.moments import civil_day, instant, read_moment

EASTERN = "America/New_York"


def test_a_date_is_read_as_a_date() -> None:
    assert read_moment("2011-08-05") == date(2011, 8, 5)
    assert not isinstance(read_moment("2011-08-05"), datetime)


@pytest.mark.parametrize("text", ["2011-08-05T14:00:00Z", "2011-08-05T10:00-04:00", "2011-08-05T14:00:00.000+00:00"])
def test_an_instant_is_read_with_its_zone(text: str) -> None:
    assert read_moment(text) == datetime(2011, 8, 5, 14, tzinfo=UTC)


REFUSED = [
    "",
    "now",
    "2011-8-5",
    "20110805",
    "2011-W31-5",
    "2011-02-30",
    "2011-08-05T14:00:00",
    "2011-08-05 14:00Z",
    "2011-08-05T25:00Z",
    "2011-0\u0668-05",
    "0001-01-01",
    "9999-12-31",
    "2011-08-05T14:00:00+99:99",
    "2011-08-05\n",
]


@pytest.mark.parametrize("text", REFUSED)
def test_anything_else_is_neither(text: str) -> None:
    assert read_moment(text) is None


def test_a_date_alone_means_its_first_moment_in_the_zone() -> None:
    assert instant(date(2011, 8, 5), EASTERN) == datetime(2011, 8, 5, 4, tzinfo=UTC)


def test_an_instant_falls_on_a_day_of_the_zone() -> None:
    assert civil_day(datetime(2011, 8, 5, 3, 59, tzinfo=UTC), EASTERN) == date(2011, 8, 4)
    assert civil_day(date(2011, 8, 5), EASTERN) == date(2011, 8, 5)


def test_an_instant_stays_itself_in_utc() -> None:
    assert instant(datetime.fromisoformat("2011-08-05T10:00-04:00"), EASTERN) == datetime(2011, 8, 5, 14, tzinfo=UTC)
