"""Counting what an action did with the rows that it was given."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class Tally:
    """How many rows an action added, changed and found unchanged."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def wrote(self) -> bool:
        """Tell whether anything was written."""
        return bool(self.added or self.changed)

    def __add__(self, other: "Tally") -> "Tally":
        """Return the tally of both."""
        return Tally(
            added=self.added + other.added,
            changed=self.changed + other.changed,
            unchanged=self.unchanged + other.unchanged,
        )
