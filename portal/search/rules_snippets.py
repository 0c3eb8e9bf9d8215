"""The passage of a text that shows why it was found, with what was found in it told apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from portal.search.rules_query import Terms, telling
from portal.search.rules_words import Stems, Word, words_of

# Words before the first that was found, words in all, and the characters that no passage exceeds.
LEAD: Final = 6
WINDOW: Final = 40
LONGEST: Final = 400
# Of a text that says a word a thousand times, so many of its places are weighed against one another.
WEIGHED: Final = 64
SPACE: Final = re.compile(r"\s+")
MORE: Final = "…"


@dataclass(frozen=True)
class Piece:
    """A run of a passage: its characters, and whether they are what was found."""

    text: str
    is_found: bool = False


@dataclass(frozen=True)
class Snippet:
    """A passage as pieces in order; plain text, which whoever shows it escapes."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Return the passage without its marks."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class _Place:
    """Where a term stands: from one word to another, the latter not included."""

    first: int
    last: int
    term: int


def snippet(text: str, terms: Terms) -> Snippet:
    """Return the passage of the text that says most of what was asked; its beginning, where it says nothing of it."""
    words = words_of(text)
    places = sorted(_places([word.stem for word in words], telling(terms)), key=lambda place: place.first)
    first = max(_best(places[:WEIGHED]) - LEAD, 0)
    shown = words[first : first + WINDOW]
    if not shown:
        return Snippet(())
    start = shown[0].start if first else 0
    end = shown[-1].end if first + WINDOW < len(words) else len(text)
    pieces = [*_cut(text, start, min(end, start + LONGEST), _spans(words, places))]
    before = [Piece(f"{MORE} ")] if first else []
    after = [Piece(f" {MORE}")] if start + LONGEST < end or end < len(text) else []
    return Snippet((*before, *pieces, *after))


def _places(stems: Sequence[str], terms: Terms) -> Iterator[_Place]:
    for number, term in enumerate(terms):
        for wording in term.alternatives:
            for first in _starts(stems, wording):
                yield _Place(first, first + len(wording), number)


def _starts(stems: Sequence[str], wording: Stems) -> Iterator[int]:
    index = -1
    for _ in range(stems.count(wording[0])):
        index = stems.index(wording[0], index + 1)
        if tuple(stems[index : index + len(wording)]) == wording:
            yield index


def _best(places: Sequence[_Place]) -> int:
    """Return the word at which the passage with the most different terms begins, and of those the first."""

    def different(start: _Place) -> int:
        reach = start.first + WINDOW - LEAD
        return len({place.term for place in places if start.first <= place.first and place.last <= reach})

    best = max(places, key=different, default=None)
    return best.first if best else 0


def _spans(words: Sequence[Word], places: Sequence[_Place]) -> list[tuple[int, int]]:
    """Return the characters that were found, overlapping ones as one."""
    spans: list[tuple[int, int]] = []
    for place in places:
        start, end = words[place.first].start, words[place.last - 1].end
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _cut(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    at = start
    for first, last in spans:
        if first < start or first >= end:
            continue
        yield from _piece(text[at:first])
        yield from _piece(text[first : min(last, end)], is_found=True)
        at = min(last, end)
    yield from _piece(text[at:end])


def _piece(text: str, *, is_found: bool = False) -> Iterator[Piece]:
    if text:
        yield Piece(SPACE.sub(" ", text), is_found)
