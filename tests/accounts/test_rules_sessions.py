from datetime import UTC, datetime, timedelta

import pytest

from portal.accounts.rules_sessions import has_run_out, is_due_to_be_seen

START = datetime(2012, 4, 9, 13, tzinfo=UTC)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


@pytest.mark.parametrize(
    ("age", "idle", "ended"),
    [
        (minutes(0), minutes(0), False),
        (minutes(15), minutes(15), False),
        (minutes(16), minutes(15.1), True),
        (minutes(720), minutes(1), False),
        (minutes(721), minutes(1), True),
        # The clock was set back: what had ended does not revive.
        (minutes(-1), minutes(-1), True),
        (minutes(5), minutes(-1), True),
        (minutes(-0.05), minutes(-0.05), False),
    ],
)
def test_a_session_ends_when_idle_or_old_or_from_the_future(age: timedelta, idle: timedelta, *, ended: bool) -> None:
    now = START + age
    assert has_run_out(started_at=START, seen_at=now - idle, now=now) is ended


def test_a_browser_is_seen_again_at_most_once_a_minute() -> None:
    assert not is_due_to_be_seen(START, START + timedelta(seconds=59))
    assert is_due_to_be_seen(START, START + minutes(1))
