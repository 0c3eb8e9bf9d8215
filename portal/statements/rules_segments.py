"""How a sentence is parted: into clauses that each have a verb of their own, and the conditions that stand in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from portal.statements.rules_marks import Kind, Mark, marks_of
from portal.statements.rules_quantities import Quantity, quantities_of
from portal.statements.rules_sentences import Span
from portal.statements.rules_words import Token, lowered, tokens_of

FINITE: Final = frozenset(
    {"is", "are", "was", "were", "am", "has", "have", "had", "does", "do", "did", "will", "would"}
)
MODAL: Final = frozenset({Kind.MUST, Kind.SHALL, Kind.SHOULD, Kind.MAY, Kind.CAN})
_ENDING: Final = frozenset(";:—–")
_PARTING: Final = frozenset({"but", "while", "whereas", "though", "although", "yet", "nor", "so"})
_JOINING: Final = frozenset({"and", "or", ","})
_REACH_OF_A_VERB: Final = 8
_CONDITIONAL: Final = frozenset({Kind.IF, Kind.UNLESS, Kind.WITHOUT, Kind.ONLY, Kind.EVEN})


class Region(NamedTuple):
    """What a condition covers: the mark that opens it, and its tokens from `first` to before `last`."""

    mark: Mark
    first: int
    last: int


@dataclass(frozen=True)
class Sentence:
    """A sentence as it is taken apart; `taken` are the tokens that are part of a quantity."""

    tokens: Sequence[Token]
    marks: Sequence[Mark]
    quantities: Sequence[Quantity]
    taken: frozenset[int]
    regions: Sequence[Region] = field(default=())

    def marks_within(self, first: int, last: int) -> list[Mark]:
        """Return the marks that begin in a stretch of tokens."""
        return [mark for mark in self.marks if first <= mark.first < last]

    def is_conditional(self, index: int) -> bool:
        """Tell whether a token stands in a condition."""
        return any(region.first <= index < region.last for region in self.regions)

    def span_of(self, first: int, last: int) -> Span:
        """Return where a stretch of tokens stands in the text."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end) if first < last else Span(0, 0)

    def quantities_within(self, first: int, last: int) -> tuple[Quantity, ...]:
        """Return the quantities that begin in a stretch of tokens."""
        span = self.span_of(first, last)
        return tuple(each for each in self.quantities if span.start <= each.start < span.end)


def read_sentence(text: str, span: Span) -> Sentence:
    """Read the sentence at a span of a text."""
    tokens = tokens_of(text, span.start, span.end)
    quantities = quantities_of(lowered(text[span.start : span.end]), span.start)
    # The noun that is counted stays a word of its own, unless a bound makes the number a measure.
    measures = [each for each in quantities if not each.counts or each.bound]
    taken = frozenset(
        index for index, token in enumerate(tokens) if any(each.start <= token.start < each.end for each in measures)
    )
    sentence = Sentence(tokens, marks_of(tokens, taken), quantities, taken)
    return replace(sentence, regions=tuple(_regions(sentence)))


def _regions(sentence: Sentence) -> Iterator[Region]:
    """Yield what each condition covers: up to the next comma, or to the verb that a "without" before it leads to."""
    reached = 0
    for mark in sentence.marks:
        if mark.kind not in _CONDITIONAL or mark.first < reached:
            continue
        reached = _end_of_region(sentence, mark)
        if reached > mark.after or mark.kind is Kind.EVEN:
            yield Region(mark, mark.first, reached)


def _end_of_region(sentence: Sentence, mark: Mark) -> int:
    stopping = MODAL | {Kind.IF} if mark.kind is Kind.WITHOUT else frozenset()
    stops = {other.first for other in sentence.marks if other.kind in stopping}
    for index in range(mark.after, len(sentence.tokens)):
        token = sentence.tokens[index]
        if token.text in _ENDING or token.text == "," or index in stops:
            return index
        if token.text == "but" or (mark.kind is Kind.WITHOUT and token.text in {"is", "are", "was", "were"}):
            return index
    return len(sentence.tokens)


def segments_of(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a sentence, each as its first token and the one behind its last."""
    begun = 0
    for index, token in enumerate(sentence.tokens):
        if sentence.is_conditional(index) and token.text not in _ENDING:
            continue
        if token.text in _ENDING or (
            index > begun
            and (token.text in _PARTING or token.text in _JOINING)
            and (_has_verb(sentence, begun, index) or _denies_next(sentence, index))
            and _starts_clause(sentence, index + 1, parts=token.text in _PARTING)
        ):
            yield begun, index
            begun = index + 1
    yield begun, len(sentence.tokens)


def _denies_next(sentence: Sentence, index: int) -> bool:
    """Tell whether "and no" follows, which begins a clause even after one whose verb cannot be told from its form."""
    token = sentence.tokens[index]
    return token.text == "and" and any(m.kind is Kind.NOT and m.first == index + 1 for m in sentence.marks)


def _has_verb(sentence: Sentence, first: int, last: int) -> bool:
    modal = any(
        mark.kind in MODAL and not sentence.is_conditional(mark.first) for mark in sentence.marks_within(first, last)
    )
    return modal or any(
        sentence.tokens[index].text in FINITE and not sentence.is_conditional(index) for index in range(first, last)
    )


def _starts_clause(sentence: Sentence, first: int, *, parts: bool) -> bool:
    """Tell whether a verb of its own follows before the next mark of joining."""
    reach = len(sentence.tokens) if parts else first + _REACH_OF_A_VERB
    last = min(reach, len(sentence.tokens))
    for index in range(first, last):
        if sentence.tokens[index].text in _JOINING | _ENDING and index > first:
            last = index
            break
    return _has_verb(sentence, first, last)


def verb_at(sentence: Sentence, first: int, last: int, marks: Sequence[Mark]) -> int:
    """Return where the first verb that can be told from its form stands, or the end."""
    modal = next((mark.first for mark in marks if mark.kind in MODAL), last)
    finite = next((index for index in range(first, last) if sentence.tokens[index].text in FINITE), last)
    return min(modal, finite)
