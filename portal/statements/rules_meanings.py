"""Words of general English that mean nearly the same, and words that mean the opposite, as a table.

A line is a meaning. Its words may stand for one another; a bar parts them from their opposites, and slashes part
alternatives of which only one can be (a letter, a call). Phrases are joined by an underscore. No word of any one
program belongs here: a program's own synonyms come with its provisions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from portal.statements.rules_meanings_acts import ACTS
from portal.statements.rules_meanings_things import THINGS
from portal.statements.rules_words import key_of

# Openings that turn a word into its opposite; longer ones first, so that "dis" is not read as "di".
PREFIXES: Final = ("counter", "non-", "non", "dis", "un", "in", "im", "ir", "il")
SHORTEST_KEY: Final = 3


@dataclass(frozen=True)
class Sense:
    """A meaning that a word has: the number of its line, and which of the sides of that line the word stands on."""

    line: int
    side: int


@dataclass(frozen=True)
class Meanings:
    """What words mean: the senses of each, and which phrases stand for one word."""

    senses: Mapping[str, tuple[Sense, ...]]
    phrases: Mapping[tuple[str, ...], str]

    def relation(self, one: str, other: str) -> int:
        """Say how two words stand to each other: 1 nearly the same, -1 opposite, 0 neither."""
        if one == other:
            return 1
        found = 0
        for sense in self.senses.get(one, ()):
            for counterpart in self.senses.get(other, ()):
                if sense.line == counterpart.line:
                    if sense.side == counterpart.side:
                        return 1
                    found = -1
        return found or (-1 if _negates(one, other) or _negates(other, one) else 0)

    def kin(self, word: str) -> Iterable[str]:
        """Return keys under which words related to this one are found: itself, its lines, and what it negates."""
        yield word
        yield from (f"#{sense.line}" for sense in self.senses.get(word, ()))
        yield from _bases(word)


def _negates(one: str, other: str) -> bool:
    return one in {prefix + other for prefix in PREFIXES} and len(other) >= SHORTEST_KEY


def _bases(word: str) -> Iterable[str]:
    for prefix in PREFIXES:
        base = word.removeprefix(prefix)
        if base != word and len(base) >= SHORTEST_KEY:
            yield base


@cache
def general_meanings() -> Meanings:
    """Return the table of general English."""
    return read_meanings((*ACTS.splitlines(), *THINGS.splitlines()))


def read_meanings(lines: Iterable[str]) -> Meanings:
    """Read a table; an empty line is no meaning."""
    senses: dict[str, list[Sense]] = {}
    phrases: dict[tuple[str, ...], str] = {}
    for number, line in enumerate(lines):
        for side, members in enumerate(line.replace("|", "/").split("/")):
            for member in members.split():
                key = _key_of(member, phrases)
                senses.setdefault(key, []).append(Sense(number, side))
    return Meanings({key: tuple(found) for key, found in senses.items()}, phrases)


def _key_of(member: str, phrases: dict[tuple[str, ...], str]) -> str:
    words = tuple(key_of(word) for word in member.split("_"))
    if len(words) == 1:
        return words[0]
    phrases[words] = "_".join(words)
    return phrases[words]
