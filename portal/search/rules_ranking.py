"""Which of the texts found say best what was asked: BM25 (Robertson and Zaragoza, 2009) over the candidates alone.

How rare a word is is counted among the candidates, and never in the whole index: there stand texts that may not be
seen yet, and the order of what may be seen must not tell of them. It is done here and not in the databases, so that
both give the same order, and because FTS5's own bm25() walks every posting of every word.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from portal.search.rules_query import Term, Terms
from portal.search.rules_words import stems_of

# The two constants of BM25: how soon more of the same word counts no more, and how much a long text is held back.
SATURATION: Final = 1.2
LENGTH_SHARE: Final = 0.75
# A word in the title counts as so many in the text; another wording than that asked for counts as part of one.
IN_TITLE: Final = 4
OTHER_WORDING: Final = 0.5


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A text that was found: its row, its title, and the stems of its title and its words, with spaces between."""

    id: int
    title: str
    stems: str


def ranked(candidates: Sequence[Candidate], terms: Terms) -> list[int]:
    """Return the rows of the candidates, the best first; of those equally good, the newest first."""
    told = [_frequencies(each, terms) for each in candidates]
    weights = [_weight(column) for column in zip(*told, strict=True)]
    lengths = [each.stems.count(" ") + 1 for each in candidates]
    mean = sum(lengths) / max(len(lengths), 1)
    scores = {
        each.id: sum(weight * _saturated(count, length / mean) for count, weight in zip(counts, weights, strict=True))
        for each, counts, length in zip(candidates, told, lengths, strict=True)
    }
    return sorted(scores, key=lambda row: (-scores[row], -row))


def _frequencies(candidate: Candidate, terms: Terms) -> list[float]:
    title, whole = _padded(stems_of(candidate.title)), f" {candidate.stems} "
    return [_frequency(title, whole, term) for term in terms]


def _frequency(title: str, whole: str, term: Term) -> float:
    total = 0.0
    for wording in term.alternatives:
        sought = _padded(wording)
        count = whole.count(sought)
        if count:
            count += (IN_TITLE - 1) * title.count(sought)
            total += count if wording == term.stems else OTHER_WORDING * count
    return total


def _padded(stems: Sequence[str]) -> str:
    return f" {' '.join(stems)} "


def _weight(counts: Sequence[float]) -> float:
    holding = sum(count > 0 for count in counts)
    return math.log(1 + (len(counts) - holding + 0.5) / (holding + 0.5))


def _saturated(count: float, relative_length: float) -> float:
    held_back = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * relative_length)
    return count * (SATURATION + 1) / (count + held_back)
