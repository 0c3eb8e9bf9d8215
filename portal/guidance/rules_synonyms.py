"""In which other words people speak of the act of a provision; none of them governs, and none is published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 60
MOST: Final = 60
SIDES: Final = ("acts", "opposites")


@dataclass(frozen=True, kw_only=True)
class Synonyms:
    """Phrases for what a provision is about, and for its opposite: to opt out, and to take part.

    One that begins with an article names a thing ("the program", "a detainer"), of which only what is said of the
    thing itself tells a level: that it is voluntary, or required.
    """

    acts: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """Return all phrases of both sides."""
        return (*self.acts, *self.opposites)


# By the label of the provision.
SynonymsByLabel = Mapping[str, Synonyms]


def stored_synonyms(synonyms: SynonymsByLabel) -> dict[str, dict[str, list[str]]]:
    """Return synonyms in the form in which they are kept."""
    return {label: {side: list(getattr(each, side)) for side in SIDES} for label, each in synonyms.items()}


def read_stored(stored: Mapping[str, Mapping[str, list[str]]]) -> dict[str, Synonyms]:
    """Return synonyms from the form in which they are kept."""
    return {label: Synonyms(**{side: tuple(kept[side]) for side in SIDES}) for label, kept in stored.items()}


def synonym_problems(synonyms: SynonymsByLabel) -> Iterator[str]:
    """Say what is wrong with synonyms."""
    owners: dict[str, str] = {}
    for label, each in synonyms.items():
        if not 0 < len(each.phrases) <= MOST:
            yield f"{label} has {len(each.phrases)} synonyms; write from 1 to {MOST}, or take the label out."
        for phrase in each.phrases:
            key = " ".join(phrase.lower().split())
            if len(phrase) > LONGEST or not any(letter.isalpha() for letter in phrase):
                yield f"“{phrase[:LONGEST]}” cannot be a synonym; write words of at most {LONGEST} characters in all."
            if key in owners:
                yield f"“{phrase}” stands twice, for {owners[key]} and for {label}; keep one of them."
            owners[key] = label
