"""How long somebody must wait who has failed to sign in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final


@dataclass(frozen=True)
class Limit:
    """How many failures within the window are free of any wait."""

    failures: int


WINDOW: Final = timedelta(minutes=15)
PER_ACCOUNT: Final = Limit(5)
PER_ADDRESS: Final = Limit(20)

FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = WINDOW

# After so many doublings the longest wait is reached; more of them would only grow a number.
MOST_DOUBLINGS: Final = 4

# What was counted is kept no longer than a day: it stands for a person, though it does not name one.
KEPT_FOR: Final = timedelta(hours=24)


def wait(failures: Sequence[datetime], limit: Limit, now: datetime) -> timedelta:
    """Return how long to wait before the next attempt; zero when it may be made now.

    The wait begins at the latest failure and doubles with each further one, up to the length of the window.
    """
    recent = [at for at in failures if now - at < WINDOW]
    if len(recent) < limit.failures:
        return timedelta()
    doublings = min(len(recent) - limit.failures, MOST_DOUBLINGS)
    pause: timedelta = FIRST_WAIT * 2**doublings
    until = max(recent) + min(pause, LONGEST_WAIT)
    return max(until - now, timedelta())
