"""When an answer is due: so many business days after it came, as the kind of sender has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.common.business_days import after_business_days, business_days
from portal.inquiries.rules_content import SenderKind

# The program's own standard, in business days; no statute sets one for correspondence.
BUSINESS_DAYS: Final = {SenderKind.PRESS: 2, SenderKind.CONGRESS: 10}
OTHERWISE: Final = 15


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A time in which the sender, and not the office, is waited for; it has no last day while it goes on."""

    first: date
    last: date | None


def due_on(received: date, sender_kind: str, pauses: Iterable[Pause], today: date) -> date:
    """Return the day on which the answer is due; the business days of a pause are added to it.

    Args:
        received: The day on which the inquiry came, which is not counted.
        sender_kind: A kind of sender.
        pauses: Those that were made, also one that still goes on.
        today: As far as a pause that goes on has come.
    """
    allowed = BUSINESS_DAYS.get(SenderKind(sender_kind), OTHERWISE)
    paused = sum(business_days(each.first, each.last or today) for each in pauses)
    return after_business_days(received, allowed + paused)
