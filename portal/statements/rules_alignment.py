"""How far two clauses are about the same thing: the share of each one's words that the other has, by weight.

A word weighs the more, the fewer provisions have it; words for people and offices weigh half, since every provision
speaks of some. Words that mean nearly the same count for one another, and so do opposites, which turn a clause over.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final, NamedTuple

from portal.statements.rules_clauses import Clause
from portal.statements.rules_items import Item
from portal.statements.rules_meanings import general_meanings
from portal.statements.rules_words import key_of

SAME: Final = 1.0
NEAR: Final = 0.8
OPPOSITE: Final = 0.7
APART: Final = 0.2
REMEMBERED: Final = 65_536
_OF_PEOPLE: Final = """
    person people individual worker employee staff member participant applicant officer official agent agency department
    office bureau authority county jurisdiction municipality city town state government federal local business company
    organization organisation institution body party user owner operator provider group community programme program
    applicable service
"""
OF_PEOPLE: Final = frozenset(key_of(word) for word in _OF_PEOPLE.split())
WEIGHT_OF_PEOPLE: Final = 0.5
OF_TIME: Final = frozenset(key_of(word) for word in ("before", "after"))
WEIGHT_OF_TIME: Final = 0.2


@lru_cache(maxsize=REMEMBERED)
def relation_of(one: str, other: str) -> float:
    """Return how much of one word another one carries, below zero for an opposite."""
    if one == other:
        return SAME
    related = general_meanings().relation(one, other)
    return NEAR * related if related > 0 else OPPOSITE * related


class Match(NamedTuple):
    """How a word of one clause is met by the other: by which word, and how well."""

    item: Item
    counterpart: str
    value: float

    @property
    def is_apart(self) -> bool:
        """Tell whether the words are made different things by what stands with them."""
        return abs(self.value) <= APART


def matches_of(items: Iterable[Item], keys: frozenset[str]) -> list[Match]:
    """Return the best counterpart of each word; one that has none is left out."""
    found = []
    for item in items:
        counterpart, value = _counterpart(item.key, keys)
        if value:
            found.append(Match(item, counterpart, value))
    return found


@lru_cache(maxsize=REMEMBERED)
def _counterpart(key: str, keys: frozenset[str]) -> tuple[str, float]:
    if key in keys:
        return key, SAME
    kindred = _by_kin(keys)
    near = {other for kin in general_meanings().kin(key) for other in kindred.get(kin, ())}
    values = [(relation_of(key, other), other) for other in sorted(near)]
    value, other = max(values, key=lambda each: abs(each[0]), default=(0.0, ""))
    return other, value


@lru_cache(maxsize=REMEMBERED)
def _by_kin(keys: frozenset[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        for kin in general_meanings().kin(key):
            found.setdefault(kin, []).append(key)
    return found


def told_apart(
    matches: Sequence[Match], said: frozenset[str], rule: Sequence[Item], known: frozenset[str]
) -> list[Match]:
    """Return the matches, with little left of those whose words are made different things by what stands with them.

    "Firearms training" is not "immigration training", where neither text speaks of the other's kind.
    """
    modifiers = {item.key: item.modifiers for item in rule}
    return [
        match._replace(value=match.value * APART)
        if _strange(match.item.modifiers, known) and _strange(modifiers.get(match.counterpart, frozenset()), said)
        else match
        for match in matches
    ]


def _strange(modifiers: frozenset[str], keys: frozenset[str]) -> bool:
    """Tell whether there are words with it, of which the other text has none."""
    own = modifiers - OF_PEOPLE
    return bool(own) and not any(relation_of(one, key) > 0 for one in modifiers for key in keys)


def meets(keys: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether any word of one means nearly what a word of the other does."""
    return any(value > 0 for value in (_counterpart(key, others)[1] for key in keys))


@dataclass(frozen=True)
class Weights:
    """How much each word tells, learned from the provisions of a book."""

    known: Mapping[str, float]
    unknown: float

    def of(self, key: str) -> float:
        """Return the weight of a word; one that no provision has tells most."""
        weight = self.known.get(key)
        return self.unknown * _factor_of(key) if weight is None else weight

    def share(self, items: Sequence[Item], matches: Sequence[Match]) -> float:
        """Return the share of the words that is matched, from 0 to 1."""
        whole = sum(self.of(item.key) for item in items)
        met = sum(self.of(match.item.key) * abs(match.value) for match in matches)
        return met / whole if whole else 0.0


def weights_of(provisions: Sequence[frozenset[str]]) -> Weights:
    """Learn the weights from the words of each provision."""
    count: dict[str, int] = {}
    for keys in provisions:
        for key in keys:
            count[key] = count.get(key, 0) + 1
    total = len(provisions)
    known = {key: 1 + log((total + 1) / (number + 1)) / log(total + 2) for key, number in count.items()}
    unknown = max(known.values(), default=1.0)
    return Weights({key: weight * _factor_of(key) for key, weight in known.items()}, unknown)


def _factor_of(key: str) -> float:
    if key in OF_TIME:
        return WEIGHT_OF_TIME
    return WEIGHT_OF_PEOPLE if key in OF_PEOPLE else 1.0


def turned(clause: Clause, matches: Sequence[Match], rule: Clause) -> int:
    """Count the opposites by which the clauses meet; one that its own clause has too turns nothing over."""
    reversing = {item.key for item in rule.items if item.reverses}
    turning = {
        match.counterpart
        for match in matches
        if match.value < 0 and not match.item.reverses and match.counterpart not in reversing
    }
    own = clause.keys
    return sum(not any(relation_of(key, each) > 0 for each in own) for key in turning)
