"""What can be chosen in a select."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Option:
    """One value of a select."""

    value: str
    label: str


def options(pairs: Iterable[tuple[str, str]]) -> list[Option]:
    """Return the values with their labels."""
    return [Option(value=value, label=label) for value, label in pairs]


def options_to_choose(pairs: Iterable[tuple[str, str]]) -> list[Option]:
    """Return the values with their labels, after a first line that asks to choose."""
    return options([("", "Choose one"), *pairs])
