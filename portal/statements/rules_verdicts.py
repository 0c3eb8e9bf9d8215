"""What follows when a level was stated and another, or none, is in force (the table of ledger.md, section 5).

The rows are tried in their order; the first that fits gives the verdict. The same table serves a draft that is being
written and a statement made years ago: looking back, it is asked three times.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from portal.guidance.rules_levels import NOT_ADDRESSED, AppliedLevel

SUSPENDED: Final = "suspended"
UNSUPPORTED_BY: Final = frozenset({AppliedLevel.UNDECIDED.value, SUSPENDED, NOT_ADDRESSED.value})


class Verdict(StrEnum):
    """How a stated level stands to the level in force."""

    AGREES = "agrees"
    NOT_COMPARED = "not_compared"
    UNSUPPORTED = "unsupported"
    CONDITION_MISSING = "condition_missing"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, kw_only=True)
class Governing:
    """The level in force for the audience and place on the day; a conditional one has what follows from its answers.

    `level` may also be "suspended" or "not_addressed".
    """

    level: str
    then: str | None = None
    otherwise: str | None = None

    @property
    def branches(self) -> frozenset[str]:
        """Return what a conditional level comes to: mandatory if so, and not addressed if not, unless it says more."""
        return frozenset({self.then or AppliedLevel.MANDATORY.value, self.otherwise or NOT_ADDRESSED.value})


def verdict_of(stated: str, governing: Governing) -> Verdict:
    """Compare a stated level with the level in force."""
    if stated == governing.level:
        return Verdict.AGREES
    if stated == AppliedLevel.INFORMATIONAL:
        return Verdict.NOT_COMPARED
    if governing.level in UNSUPPORTED_BY:
        return Verdict.UNSUPPORTED
    if governing.level == AppliedLevel.INFORMATIONAL:
        return Verdict.NOT_COMPARED if stated == AppliedLevel.OPTIONAL else Verdict.CONTRADICTS
    if governing.level == AppliedLevel.CONDITIONAL and stated in governing.branches:
        return Verdict.CONDITION_MISSING
    return Verdict.CONTRADICTS


_BY_GRAVITY: Final = (
    Verdict.CONTRADICTS,
    Verdict.CONDITION_MISSING,
    Verdict.UNSUPPORTED,
    Verdict.AGREES,
    Verdict.NOT_COMPARED,
)


def worst_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the gravest verdict; a provision that was split is compared with all that continue it."""
    return min(verdicts, key=_BY_GRAVITY.index)


class Retrospect(StrEnum):
    """What became of a statement; the four that have a name of their own lead to different notices, or to none."""

    WRONG_WHEN_SENT = "wrong_when_sent"
    GUIDANCE_CORRECTED = "guidance_corrected"
    SINCE_CHANGED = "since_changed"
    SINCE_MADE_RIGHT = "since_made_right"
    STILL_RIGHT = "still_right"
    NOT_JUDGED = "not_judged"


RETROSPECT_WORDS: Final = {
    Retrospect.WRONG_WHEN_SENT: "Wrong when it was said",
    Retrospect.GUIDANCE_CORRECTED: "Right by what was published then; the guidance was corrected later",
    Retrospect.SINCE_CHANGED: "Right when it was said; the guidance has changed since",
    Retrospect.SINCE_MADE_RIGHT: "Wrong when it was said; the guidance agrees with it now",
    Retrospect.STILL_RIGHT: "Agrees with the guidance, then and today",
    Retrospect.NOT_JUDGED: "The guidance of that day says neither this nor its opposite",
}


@dataclass(frozen=True, kw_only=True)
class LookingBack:
    """Three verdicts of one statement.

    Args:
        then: At its date as known when it was said (A).
        corrected: At its date as known now (B).
        today: Today as known now (C).
    """

    then: Verdict
    corrected: Verdict
    today: Verdict

    @property
    def retrospect(self) -> Retrospect:
        """Say what became of the statement; anything but agreeing and contradicting judges nothing by itself."""
        named = _AT_ITS_DATE.get((self.then, self.corrected))
        if named:
            return named
        if self.corrected != Verdict.AGREES:
            return Retrospect.NOT_JUDGED
        return _SINCE.get(self.today, Retrospect.NOT_JUDGED)

    @property
    def calls_for_notice(self) -> bool:
        """Tell whether those who were told should be told anew; what has become right needs no notice."""
        return self.retrospect in CALLING_FOR_NOTICE


CALLING_FOR_NOTICE: Final = frozenset(
    {Retrospect.WRONG_WHEN_SENT, Retrospect.GUIDANCE_CORRECTED, Retrospect.SINCE_CHANGED}
)
_AT_ITS_DATE: Final = {
    (Verdict.CONTRADICTS, Verdict.CONTRADICTS): Retrospect.WRONG_WHEN_SENT,
    (Verdict.AGREES, Verdict.CONTRADICTS): Retrospect.GUIDANCE_CORRECTED,
    (Verdict.CONTRADICTS, Verdict.AGREES): Retrospect.SINCE_MADE_RIGHT,
}
_SINCE: Final = {Verdict.CONTRADICTS: Retrospect.SINCE_CHANGED, Verdict.AGREES: Retrospect.STILL_RIGHT}
