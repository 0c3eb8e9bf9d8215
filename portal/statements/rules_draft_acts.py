"""Where a text speaks of the act of a provision: the synonyms of provisions, found among the words of a sentence."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from portal.guidance.rules_synonyms import SynonymsByLabel
from portal.statements.rules_words import Token, key_of, tokens_of

ARTICLES: Final = frozenset({"a", "an", "the"})
_PARTICLES: Final = frozenset(key_of(word) for word in ("out", "off", "aside", "outside", "part", "not", "no"))
# "An agreement has to be signed" is not to have one.
_UNTURNED: Final = _PARTICLES | {key_of("have")}
_DROPPED: Final = ARTICLES | frozenset(
    key_of(word) for word in ("of", "on", "in", "into", "from", "to", "be", "by", "with", "between", "against", "for")
)
# How many words may stand between two words of a phrase: "hold the arrested person", "opt a county out".
_APART: Final = 3
_TURNED_APART: Final = 8
_PAIR: Final = 2


@dataclass(frozen=True)
class Phrase:
    """A synonym as it is looked for: the keys of its words, without articles and prepositions."""

    label: str
    keys: tuple[str, ...]
    is_opposite: bool
    is_thing: bool

    @property
    def may_turn(self) -> bool:
        """Tell whether its two words may stand in the other order too: "hold the person", "the person is held"."""
        return len(self.keys) == _PAIR and not _UNTURNED.intersection(self.keys)


@dataclass(frozen=True)
class Act:
    """A phrase that was found, and at which tokens of its sentence."""

    phrase: Phrase
    places: tuple[int, ...]

    @property
    def first(self) -> int:
        """Return the first of its tokens."""
        return min(self.places)

    @property
    def last(self) -> int:
        """Return the last of its tokens."""
        return max(self.places)


class Lexicon:
    """The synonyms of all provisions, by the key of their first word."""

    def __init__(self, synonyms: SynonymsByLabel) -> None:
        """Read every synonym."""
        self._by_key: dict[str, list[Phrase]] = {}
        for label, each in synonyms.items():
            for is_opposite, phrases in ((False, each.acts), (True, each.opposites)):
                for text in phrases:
                    self._add(_phrase(label, text, is_opposite=is_opposite))

    def _add(self, phrase: Phrase) -> None:
        for key in dict.fromkeys(phrase.keys[: _PAIR if phrase.may_turn else 1]):
            self._by_key.setdefault(key, []).append(phrase)

    def acts_of(self, tokens: Sequence[Token], left_out: Collection[int]) -> list[Act]:
        """Return the acts that a sentence speaks of, without those inside of a longer one and in what is left out."""
        found = [
            act
            for index, token in enumerate(tokens)
            for phrase in self._by_key.get(token.key, ())
            if (act := _at(phrase, tokens, index)) and not any(place in left_out for place in act.places)
        ]
        found.sort(key=lambda act: (-len(act.places), act.last - act.first))
        kept: list[Act] = []
        for act in found:
            if not any(set(act.places) & set(other.places) for other in kept):
                kept.append(act)
        return kept


@lru_cache(maxsize=1_024)
def _phrase(label: str, text: str, *, is_opposite: bool) -> Phrase:
    tokens = tokens_of(text)
    keys = tuple(token.key for token in tokens if token.key not in _DROPPED and token.text not in "()")
    is_thing = tokens[0].text in ARTICLES
    return Phrase(label, keys or tuple(token.key for token in tokens), is_opposite, is_thing)


def _at(phrase: Phrase, tokens: Sequence[Token], index: int) -> Act | None:
    if tokens[index].key == phrase.keys[0]:
        places = tuple(_places(phrase.keys, tokens, index, _APART))
    elif phrase.may_turn:
        places = tuple(_places(phrase.keys[::-1], tokens, index, _TURNED_APART))
    else:
        return None
    return Act(phrase, places) if len(places) == len(phrase.keys) else None


def _places(keys: Sequence[str], tokens: Sequence[Token], index: int, apart: int) -> Iterator[int]:
    yield index
    for key in keys[1:]:
        reach = range(index + 1, min(index + 2 + apart, len(tokens)))
        found = next((at for at in reach if tokens[at].key == key), None)
        if found is None or any(tokens[at].text in ",;:" for at in range(index + 1, found)):
            return
        yield found
        index = found
