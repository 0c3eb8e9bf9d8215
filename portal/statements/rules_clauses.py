"""What a sentence states, clause by clause: the stance, the words it is about, its conditions, and its quantities.

A clause is what stands between two marks of joining that each have a verb of their own. What comes after "if" or
"without" is taken out of it: it says when the clause holds, not what it says. "May not be done without approval" states
two things, that it may not be done and that approval is required, and so gives two clauses.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, NamedTuple

from portal.statements.rules_composition import stance_of
from portal.statements.rules_marks import Kind, Mark, marks_of
from portal.statements.rules_meanings import general_meanings
from portal.statements.rules_quantities import Quantity, quantities_of
from portal.statements.rules_sentences import Span
from portal.statements.rules_stances import Stance
from portal.statements.rules_words import Token, key_of, lowered, tokens_of

_WITHOUT_CONTENT: Final = """
    a an the this that these those and or but nor yet so while whereas though although of to in on at by for from with
    into onto as than then there here it its he him his she her they them their we us our you your i me my one who which
    whom whose what how why will would be have do also too very just still again already both either each every all any
    some such same other another own about against between through during under over per via not no please let get got
    make take give put go come thing way kind part fact able well much many more most less least only even ever now
    today however therefore thus hence if when where whether because since until along upon up out off
    s us whatever whenever etc must may might can could shall should need dear sincerely thank hello regard question
"""
WITHOUT_CONTENT: Final = frozenset(key_of(word) for word in _WITHOUT_CONTENT.split())
FINITE: Final = frozenset("is are was were am has have had does do did will would".split())  # noqa: SIM905 - a list to read
_MODAL: Final = frozenset({Kind.MUST, Kind.SHALL, Kind.SHOULD, Kind.MAY, Kind.CAN})
_OPERATING: Final = _MODAL | {Kind.FREE, Kind.BAN, Kind.NOT, Kind.REVERSE}
_ENDING: Final = frozenset(";:—–")
_PARTING: Final = frozenset("but while whereas though although yet nor so".split())  # noqa: SIM905 - a list to read
_JOINING: Final = frozenset({"and", "or", ","})
_REACH_OF_A_VERB: Final = 8
_LONGEST_PHRASE: Final = 4


class Item(NamedTuple):
    """A word that carries content, by its key; one that reverses ("decline") has done its work in the stance."""

    key: str
    place: int
    reverses: bool = False
    modifiers: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One thing that a text states; `stance` is None where it states nothing (a question, a report, the past).

    `condition` holds when the clause does; `focus` is what a requirement found in an exception requires.
    """

    stance: Stance | None
    items: tuple[Item, ...]
    span: Span
    subject: frozenset[str] = frozenset()
    condition: frozenset[str] = frozenset()
    focus: frozenset[str] = frozenset()
    exception: frozenset[str] = frozenset()
    both: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    surface: Stance = Stance.FACT
    quantities: tuple[Quantity, ...] = ()
    is_report: bool = False
    is_past: bool = False
    is_question: bool = False
    verb: int = 0
    is_exclusive: bool = False
    is_rejection: bool = False
    is_affirmation: bool = False
    is_elided: bool = False

    @cached_property
    def keys(self) -> frozenset[str]:
        """Return the keys of its words."""
        return frozenset(item.key for item in self.items)


@dataclass(frozen=True)
class _Sentence:
    text: str
    tokens: Sequence[Token]
    marks: Sequence[Mark]
    quantities: Sequence[Quantity]
    regions: Sequence[tuple[Mark, int, int]] = field(default=())

    def marks_within(self, first: int, last: int) -> list[Mark]:
        return [mark for mark in self.marks if first <= mark.first < last]

    def region_at(self, index: int) -> tuple[Mark, int, int] | None:
        return next((region for region in self.regions if region[1] <= index < region[2]), None)


def clauses_of(text: str, span: Span) -> list[Clause]:
    """Return what the sentence at a span of a text states, in order."""
    tokens = tokens_of(text, span.start, span.end)
    quantities = quantities_of(lowered(text[span.start : span.end]), span.start)
    taken = frozenset(
        index
        for index, token in enumerate(tokens)
        if any(each.start <= token.start < each.end for each in quantities if each.kind[:6] != "count:" or each.bound)
    )
    sentence = _Sentence(text, tokens, marks_of(tokens, taken), quantities)
    sentence = replace(sentence, regions=tuple(_regions(sentence)))
    is_question = text[span.start : span.end].rstrip("\"'”’)").endswith("?")
    found: list[Clause] = []
    inherited: tuple[Item, ...] = ()
    for first, last in _segments(sentence):
        for clause in _read(sentence, first, last, taken, inherited):
            found.append(replace(clause, is_question=is_question))
            inherited = tuple(item for item in clause.items if item.key in clause.subject)
    return found


_CONDITIONAL: Final = frozenset({Kind.IF, Kind.UNLESS, Kind.WITHOUT, Kind.ONLY, Kind.EVEN})


def _regions(sentence: _Sentence) -> Iterator[tuple[Mark, int, int]]:
    """Yield what each condition covers: up to the next comma, or to the verb that a "without" before it leads to."""
    reached = 0
    for mark in sentence.marks:
        if mark.kind not in _CONDITIONAL or mark.first < reached:
            continue
        reached = _end_of_region(sentence, mark)
        if reached > mark.after or mark.kind is Kind.EVEN:
            yield mark, mark.first, reached


def _end_of_region(sentence: _Sentence, mark: Mark) -> int:
    stops = {other.first for other in sentence.marks if other.kind in _MODAL} if mark.kind is Kind.WITHOUT else set()
    for index in range(mark.after, len(sentence.tokens)):
        token = sentence.tokens[index]
        if token.text in _ENDING or token.text == "," or index in stops:
            return index
        if token.text == "but" or (mark.kind is Kind.WITHOUT and token.text in {"is", "are", "was", "were"}):
            return index
    return len(sentence.tokens)


def _segments(sentence: _Sentence) -> Iterator[tuple[int, int]]:
    begun = 0
    for index, token in enumerate(sentence.tokens):
        if sentence.region_at(index) and token.text not in _ENDING:
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


def _denies_next(sentence: _Sentence, index: int) -> bool:
    """Tell whether "and no" follows, which begins a clause even after one whose verb cannot be told from its form."""
    token = sentence.tokens[index]
    return token.text == "and" and any(m.kind is Kind.NOT and m.first == index + 1 for m in sentence.marks)


def _has_verb(sentence: _Sentence, first: int, last: int) -> bool:
    modal = any(
        mark.kind in _MODAL and not sentence.region_at(mark.first) for mark in sentence.marks_within(first, last)
    )
    return modal or any(
        sentence.tokens[index].text in FINITE and not sentence.region_at(index) for index in range(first, last)
    )


def _starts_clause(sentence: _Sentence, first: int, *, parts: bool) -> bool:
    """Tell whether a verb of its own follows before the next mark of joining."""
    reach = len(sentence.tokens) if parts else first + _REACH_OF_A_VERB
    last = min(reach, len(sentence.tokens))
    for index in range(first, last):
        if sentence.tokens[index].text in _JOINING | _ENDING and index > first:
            last = index
            break
    return _has_verb(sentence, first, last)


def _read(
    sentence: _Sentence, first: int, last: int, taken: frozenset[int], inherited: tuple[Item, ...]
) -> Iterator[Clause]:
    marks = [
        mark
        for mark in sentence.marks_within(first, last)
        if not sentence.region_at(mark.first) and not _is_particle(sentence, mark)
    ]
    regions = [region for region in sentence.regions if first <= region[1] < last]
    items = _with_modifiers(sentence, list(_items(sentence, first, last, taken)))
    inside = {index for _, start, end in regions for index in range(start, end)}
    main = tuple(item for item in items if item.place not in inside)
    verb = _verb_at(sentence, first, last, marks)
    subject = frozenset(item.key for item in main if item.place < verb) if verb < last else frozenset()
    if not subject and first and inherited:
        main = (*inherited, *main)
        subject = frozenset(item.key for item in inherited)
    quantities = tuple(
        each for each in sentence.quantities if first < last and _covers(sentence, first, last, each.start)
    )
    kinds = {mark.kind for mark in marks}
    stance = stance_of(sentence.tokens, marks, quantities)
    if _threatens(sentence, first, last, items):
        main, stance = items, Stance.MUST
    clause = Clause(
        stance=stance,
        items=main,
        span=_span(sentence, first, last),
        subject=subject,
        condition=frozenset(item.key for item in items if item.place in inside),
        quantities=quantities,
        surface=stance_of(sentence.tokens, [mark for mark in marks if mark.kind is not Kind.REVERSE], quantities),
        exception=frozenset(
            item.key
            for mark, start, end in regions
            for item in items
            if start <= item.place < end and mark.kind in {Kind.WITHOUT, Kind.UNLESS}
        ),
        is_report=_is_report(sentence, marks),
        is_past=(Kind.PAST in kinds or _is_dated_back(sentence, first, quantities))
        and _in_past_tense(sentence, first, last, marks),
        both=frozenset(item.key for item in main if item.place > _place_of(sentence, "both", first, last)),
        only=frozenset(item.key for item in main if item.place > _place_of(sentence, "only", first, last)),
        is_exclusive=any(sentence.tokens[index].text == "only" for index in range(first, min(first + 2, last))),
        is_rejection=Kind.FALSE in kinds,
        is_affirmation=Kind.TRUE in kinds,
        is_elided=any(mark.after == last and mark.kind in {Kind.NOT, Kind.MAY, Kind.CAN} for mark in marks),
        verb=sentence.tokens[verb].start if verb < last else 0,
    )
    yield clause
    yield from _requirements(clause, regions, items)


def _place_of(sentence: _Sentence, word: str, first: int, last: int) -> int:
    """Return where a word stands in a clause, or the end of the clause."""
    return next((index for index in range(first, last) if sentence.tokens[index].text == word), last)


def _threatens(sentence: _Sentence, first: int, last: int, items: Sequence[Item]) -> bool:
    """Tell whether the clause says what becomes of those who do not: "who ignores it will be fined"."""
    fails = any(mark.kind in {Kind.NOT, Kind.REVERSE} for mark in sentence.marks_within(first, last))
    threats = [item.place for item in items if item.key in _THREATS]
    denied = any(
        mark.kind is Kind.NOT and index - _REACH_OF_A_DENIAL <= mark.first < index
        for index in threats
        for mark in sentence.marks_within(first, last)
    )
    return bool(threats) and fails and not denied


_THREATS: Final = frozenset(key_of(word) for word in ("fined", "penalized", "punished", "sanctioned", "prosecuted"))
_REACH_OF_A_DENIAL: Final = 3


def _requirements(clause: Clause, regions: Iterable[tuple[Mark, int, int]], items: Sequence[Item]) -> Iterator[Clause]:
    """Yield what an exception requires: "not without approval" requires it, "even without approval" does not."""
    for mark, start, end in regions:
        focus = frozenset(item.key for item in items if start <= item.place < end)
        stance = _required(mark.kind, clause.surface)
        if focus and stance:
            held = tuple(item for item in items if start <= item.place < end)
            yield replace(
                clause,
                stance=stance,
                items=(*clause.items, *held),
                focus=focus,
                condition=clause.condition - focus,
                exception=frozenset(),
            )


_REFUSING: Final = frozenset({Stance.MUST_NOT, Stance.NO_FACT})
_GRANTING: Final = frozenset({Stance.MAY, Stance.FREE, Stance.FACT})


def _required(kind: Kind, main: Stance | None) -> Stance | None:
    if kind in {Kind.WITHOUT, Kind.UNLESS} and main in _REFUSING:
        return Stance.MUST
    if kind in {Kind.WITHOUT, Kind.EVEN} and main in _GRANTING:
        return Stance.NEED_NOT
    if kind is Kind.UNLESS and main is Stance.MUST:
        return Stance.MUST
    return Stance.MUST if kind is Kind.ONLY and main in _GRANTING else None


def _items(sentence: _Sentence, first: int, last: int, taken: frozenset[int]) -> Iterator[Item]:
    phrases = general_meanings().phrases
    marked = {index: mark for mark in sentence.marks for index in range(mark.first, mark.after)}
    index = first
    while index < last:
        token, mark = sentence.tokens[index], marked.get(index)
        length = _phrase_at(phrases, sentence.tokens, index, last)
        if index in taken or (mark and mark.kind is not Kind.REVERSE):
            index += 1
            continue
        if mark or length:
            after = mark.after if mark else index + length
            key = "_".join(each.key for each in sentence.tokens[index:after])
            yield Item(key, index, reverses=mark is not None)
            index = after
            continue
        if token.is_word and token.key not in WITHOUT_CONTENT:
            yield Item(token.key, index)
        index += 1


def _is_particle(sentence: _Sentence, mark: Mark) -> bool:
    """Tell the "no" that answers a question from the one that denies: "No, the check is automatic."."""
    after = sentence.tokens[mark.after : mark.after + 1]
    return mark.kind is Kind.NOT and mark.first == 0 and any(token.text == "," for token in after)


_LINKING: Final = frozenset({"of", "for", "on"})


def _with_modifiers(sentence: _Sentence, items: Sequence[Item]) -> tuple[Item, ...]:
    """Tell each word which others make it a thing of its own: "travel costs", "the cost of holding"."""
    by_index = {item.place: item.key for item in items}
    found = []
    for item in items:
        places = [item.place - 1]
        after = sentence.tokens[item.place + 1 : item.place + 3]
        if after and after[0].text in _LINKING:
            places.append(item.place + (3 if after[-1].text in {"the", "a", "an", "any"} else 2))
        before = sentence.tokens[max(0, item.place - 1) : item.place]
        if before and before[0].text == "of":
            places.append(item.place - 2)
        found.append(item._replace(modifiers=frozenset(by_index[place] for place in places if place in by_index)))
    return tuple(found)


def _phrase_at(phrases: Mapping[tuple[str, ...], str], tokens: Sequence[Token], index: int, last: int) -> int:
    for length in range(min(_LONGEST_PHRASE, last - index), 1, -1):
        if tuple(token.key for token in tokens[index : index + length]) in phrases:
            return length
    return 0


def _verb_at(sentence: _Sentence, first: int, last: int, marks: Sequence[Mark]) -> int:
    """Return where the first verb that can be told from its form stands, or the end."""
    modal = next((mark.first for mark in marks if mark.kind in _MODAL), last)
    finite = next((index for index in range(first, last) if sentence.tokens[index].text in FINITE), last)
    return min(modal, finite)


def _covers(sentence: _Sentence, first: int, last: int, start: int) -> bool:
    span = _span(sentence, first, last)
    return span.start <= start < span.end


def _span(sentence: _Sentence, first: int, last: int) -> Span:
    if first >= last:
        return Span(0, 0)
    return Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)


_OF_AUTHORITY: Final = frozenset(
    key_of(word) for word in ("we", "i", "rule", "law", "policy", "guidance", "manual", "statute", "regulation", "must")
)


def _is_report(sentence: _Sentence, marks: Sequence[Mark]) -> bool:
    """Tell whether the clause only says what someone says; what we say, or the rule says, is stated."""
    for mark in marks:
        if mark.kind is Kind.REPORT:
            before = sentence.tokens[max(0, mark.first - 3) : mark.first]
            after = sentence.tokens[mark.after : mark.after + 1]
            if not any(token.text in {"to", "for", "of"} for token in after) and not any(
                token.key in _OF_AUTHORITY for token in before
            ):
                return True
    return False


_PAST_FORMS: Final = frozenset({"was", "were", "had", "did", "used", "could", "believed", "required"})


def _is_dated_back(sentence: _Sentence, first: int, quantities: Sequence[Quantity]) -> bool:
    """Tell whether the clause opens with "before 2015" or "until May"."""
    opening = sentence.tokens[first : first + 1]
    dated = any(each.kind in {"year", "date"} for each in quantities)
    return dated and any(token.text in {"before", "until", "in"} for token in opening)


def _in_past_tense(sentence: _Sentence, first: int, last: int, marks: Sequence[Mark]) -> bool:
    texts = {token.text for token in sentence.tokens[first:last]}
    used = any(mark.kind is Kind.PAST and sentence.tokens[mark.first].text == "used" for mark in marks)
    return used or bool(texts & _PAST_FORMS)
