"""What an import did: how much of each kind it wrote, and what it left out until the clock is later."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from portal.programs.rules_tally import Tally

KINDS: Final = (
    "programs",
    "program events",
    "audiences",
    "places",
    "activations",
    "documents",
    "editions",
    "edition events",
    "drafts",
    "statements",
    "answers",
    "inquiries",
)


@dataclass(kw_only=True)
class Import:
    """The tally of each kind, and what becomes known only after the clock's instant."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    left_out: Counter[str] = field(default_factory=Counter)
    next_known: datetime | None = None

    @property
    def wrote(self) -> bool:
        """Tell whether anything was written."""
        return any(tally.wrote for tally in self.tallies.values())

    def leave_out(self, kind: str, known: Iterable[datetime]) -> None:
        """Count what becomes known later, and remember the first such instant."""
        for instant in known:
            self.left_out[kind] += 1
            self.next_known = min(instant, self.next_known or instant)
