"""How long a session lasts."""

from datetime import datetime, timedelta
from typing import Final

# Fifteen minutes without a request end a session, since people leave desks; twelve hours end it however busy it is
# (NIST SP 800-63B, section 4.2.3, for authenticator assurance level 2 allows thirty minutes and twelve hours).
IDLE: Final = timedelta(minutes=15)
LONGEST_SESSION: Final = timedelta(hours=12)

# The cookie says when its owner was last seen; it is written anew no more often than this.
SEEN_AGAIN: Final = timedelta(minutes=1)

# Two machines of one portal may differ by this much.
CLOCK_TOLERANCE: Final = timedelta(seconds=5)


def has_run_out(*, started_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Tell whether a session has ended by itself: too long idle, too old, or from a time yet to come.

    A session from the future means that the clock was set back; it must not revive what had ended.
    """
    if started_at > now + CLOCK_TOLERANCE or seen_at > now + CLOCK_TOLERANCE:
        return True
    return now - seen_at > IDLE or now - started_at > LONGEST_SESSION


def is_due_to_be_seen(seen_at: datetime, now: datetime) -> bool:
    """Tell whether the cookie should be written anew."""
    return now - seen_at >= SEEN_AGAIN
