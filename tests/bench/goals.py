"""A goal, what was measured for it, and how that is reported."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A measured figure against its limit; `at_least` says in which direction it must lie."""

    name: str
    measured: float
    limit: float
    unit: str
    at_least: bool
    detail: str = ""

    @property
    def is_met(self) -> bool:
        """Tell whether the figure lies on the right side of its limit."""
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit

    def __str__(self) -> str:
        """Read as one line of the report."""
        sign, word = ("≥" if self.at_least else "≤"), ("met   " if self.is_met else "MISSED")
        figure = f"{self.measured:.3g} {self.unit} (goal {sign} {self.limit:g})"
        return f"{word}  {self.name}: {figure}{f'; {self.detail}' if self.detail else ''}"


def report(goals: Iterable[Goal]) -> int:
    """Print every goal, and return 1 when one is missed."""
    goals = list(goals)
    for goal in goals:
        print(goal, flush=True)
    missed = sum(not goal.is_met for goal in goals)
    print(f"{len(goals) - missed} met, {missed} missed")
    return 1 if missed else 0
