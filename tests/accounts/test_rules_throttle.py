from datetime import UTC, datetime, timedelta

import pytest

from portal.accounts.rules_throttle import PER_ACCOUNT, PER_ADDRESS, wait

NOW = datetime(2012, 4, 9, 13, tzinfo=UTC)


def failures(number: int, *, last: timedelta = timedelta()) -> list[datetime]:
    return [NOW - last - timedelta(seconds=each) for each in range(number)]


@pytest.mark.parametrize(
    ("number", "minutes"),
    [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (50, 15)],
)
def test_the_wait_doubles_with_each_failure_after_the_fourth(number: int, minutes: int) -> None:
    assert wait(failures(number), PER_ACCOUNT, NOW) == timedelta(minutes=minutes)


@pytest.mark.parametrize(("number", "minutes"), [(19, 0), (20, 1), (21, 2)])
def test_an_address_has_more_patience_than_an_account(number: int, minutes: int) -> None:
    assert wait(failures(number), PER_ADDRESS, NOW) == timedelta(minutes=minutes)


def test_the_wait_counts_from_the_latest_failure() -> None:
    assert wait(failures(5, last=timedelta(seconds=40)), PER_ACCOUNT, NOW) == timedelta(seconds=20)
    assert wait(failures(5, last=timedelta(seconds=61)), PER_ACCOUNT, NOW) == timedelta()


def test_what_is_older_than_a_quarter_of_an_hour_is_forgiven() -> None:
    assert wait(failures(8, last=timedelta(minutes=15)), PER_ACCOUNT, NOW) == timedelta()
