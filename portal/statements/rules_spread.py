"""How many different levels were stated of one provision in a period, and by whom.

This is the finding of an inspector general as a number: where it is above one, some were told otherwise than others.
Levels differ for audiences and places by right, so that the spread is counted for each audience and place by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class StatedLevel:
    """A level that an item stated of a provision, to whom it speaks, and the day on which it was said."""

    provision: str
    audience: str
    place: str
    level: str
    said_on: date
    speaker: str
    item: str


@dataclass(frozen=True, kw_only=True)
class Voice:
    """A level, those who stated it in the order of their names, and the items in which they did."""

    level: str
    speakers: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Spread:
    """The levels stated of a provision for one audience and place, those with the most items first."""

    provision: str
    audience: str
    place: str
    voices: tuple[Voice, ...]

    @property
    def width(self) -> int:
        """Return how many different levels were stated."""
        return len(self.voices)


def spreads(statements: Iterable[StatedLevel], *, first: date, last: date) -> list[Spread]:
    """Return the spread of each provision, audience and place spoken of from `first` to `last`, both included.

    The widest stand first; those equally wide in the order of their names.
    """
    told: dict[tuple[str, str, str], dict[str, list[StatedLevel]]] = {}
    for each in statements:
        if first <= each.said_on <= last:
            spoken_of = (each.provision, each.audience, each.place)
            told.setdefault(spoken_of, {}).setdefault(each.level, []).append(each)
    found = [
        Spread(provision=provision, audience=audience, place=place, voices=_voices(levels))
        for (provision, audience, place), levels in told.items()
    ]
    return sorted(found, key=lambda spread: (-spread.width, spread.provision, spread.audience, spread.place))


def _voices(levels: dict[str, list[StatedLevel]]) -> tuple[Voice, ...]:
    voices = [
        Voice(
            level=level,
            speakers=tuple(sorted({each.speaker for each in stated})),
            items=tuple(sorted({each.item for each in stated})),
        )
        for level, stated in levels.items()
    ]
    return tuple(sorted(voices, key=lambda voice: (-len(voice.items), voice.level)))
