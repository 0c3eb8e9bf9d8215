"""What was asked for: words and "quoted phrases"; every other mark is only what stands between words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from portal.search.rules_synonyms import longest_member, synonyms_of
from portal.search.rules_words import Stems, folded, stems_of

# A quotation, or a run without a space; a quotation mark without its other half is nothing.
PIECE: Final = re.compile(r'"([^"]*)"|([^\s"]+)')
QUOTATION_MARKS: Final = str.maketrans("“”„«»", '"""""')
# These stand between choices ("MOA/MOU"), other marks inside a name ("8 CFR 287.7", "opt-out").
BETWEEN: Final = re.compile(r"[/,;|]+")

# Words that hold sentences together. "Not", "no", "out", "may" and "must" are not among them: here they are the matter.
FUNCTION_WORD: Final = re.compile(
    "an?|about|am|and|any|are|as|at|be|been|but|by|can|could|did|do|does|for|from|had|has|have|how|i|if|in|is|its?|me|my"
    "|of|on|or|our|shall|she|so|that|the|their|them|then|there|these|they|this|those|to|us|was|we|were|what|when|where"
    "|which|who|whom|why|will|with|would|your?"
)


@dataclass(frozen=True, kw_only=True)
class Term:
    """One thing that a text must say: in these words, or in one of the others that mean the same.

    `also` are those others as they are shown to whoever asked. What was quoted has no others.
    """

    stems: Stems
    others: tuple[Stems, ...] = ()
    also: tuple[str, ...] = field(default=(), compare=False)
    is_quoted: bool = False
    is_function_word: bool = False

    @property
    def alternatives(self) -> tuple[Stems, ...]:
        """Return every wording that is looked for, that of whoever asked first."""
        return (self.stems, *self.others)


Terms = tuple[Term, ...]


def read_query(text: str) -> Terms:
    """Return what a text asks for, each thing once, in order; nothing where it holds neither letters nor digits."""
    terms: list[Term] = []
    for is_quoted, pieces in _pieces(text.translate(QUOTATION_MARKS)):
        terms += _quoted(pieces) if is_quoted else _plain(pieces)
    return tuple(dict.fromkeys(terms))


def telling(terms: Terms) -> Terms:
    """Return the terms without the words that only hold a sentence together; all of them, if there are no others."""
    return tuple(term for term in terms if not term.is_function_word) or terms


def also_looked_for(terms: Terms) -> tuple[str, ...]:
    """Return the other wordings that were looked for, as they are shown."""
    return tuple(dict.fromkeys(word for term in terms for word in term.also))


def _pieces(text: str) -> Iterator[tuple[bool, Sequence[str]]]:
    """Give each quotation alone, and the words between two of them together."""
    plain: list[str] = []
    for found in PIECE.finditer(text):
        if found[1] is None:
            plain += BETWEEN.split(found[2])
            continue
        yield False, plain
        yield True, [found[1]]
        plain = []
    yield False, plain


def _quoted(pieces: Sequence[str]) -> list[Term]:
    return [Term(stems=stems, is_quoted=True) for piece in pieces if (stems := stems_of(piece))]


def _plain(pieces: Sequence[str]) -> list[Term]:
    told = [(piece, stems) for piece in pieces if (stems := stems_of(piece))]
    terms: list[Term] = []
    while told:
        taken, term = _next_term(told)
        terms.append(term)
        told = told[taken:]
    return terms


def _next_term(told: Sequence[tuple[str, Stems]]) -> tuple[int, Term]:
    """Return how many pieces the next term takes, and the term: the longest that has synonyms, else one piece."""
    for taken in range(min(longest_member(), len(told)), 0, -1):
        stems = tuple(stem for _, piece in told[:taken] for stem in piece)
        same = synonyms_of(stems)
        if same:
            return taken, Term(stems=stems, others=tuple(same), also=tuple(same.values()))
    piece, stems = told[0]
    return 1, Term(stems=stems, is_function_word=FUNCTION_WORD.fullmatch(folded(piece)) is not None)
