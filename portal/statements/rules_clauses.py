"""What a sentence states, clause by clause: the stance, the words it is about, its conditions, and its quantities.

A clause is what stands between two marks of joining that each have a verb of their own. What comes after "if" or
"without" is taken out of it: it says when the clause holds, not what it says. "May not be done without approval" states
two things, that it may not be done and that approval is required, and so gives two clauses.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from portal.statements.rules_composition import stance_of
from portal.statements.rules_items import Item, items_of
from portal.statements.rules_marks import Kind, Mark
from portal.statements.rules_quantities import Quantity
from portal.statements.rules_segments import Region, Sentence, read_sentence, segments_of, verb_at
from portal.statements.rules_sentences import Span
from portal.statements.rules_stances import Stance
from portal.statements.rules_words import key_of


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


def clauses_of(text: str, span: Span) -> list[Clause]:
    """Return what the sentence at a span of a text states, in order."""
    sentence = read_sentence(text, span)
    is_question = text[span.start : span.end].rstrip("\"'”’)").endswith("?")
    found: list[Clause] = []
    inherited: tuple[Item, ...] = ()
    for first, last in segments_of(sentence):
        for clause in _read(sentence, first, last, inherited):
            found.append(replace(clause, is_question=is_question))
            inherited = tuple(item for item in clause.items if item.key in clause.subject)
    return found


def _read(sentence: Sentence, first: int, last: int, inherited: tuple[Item, ...]) -> Iterator[Clause]:
    marks = [
        mark
        for mark in sentence.marks_within(first, last)
        if not sentence.is_conditional(mark.first) and not _is_particle(sentence, mark)
    ]
    regions = [region for region in sentence.regions if first <= region.first < last]
    items = items_of(sentence, first, last)
    inside = {index for _, start, end in regions for index in range(start, end)}
    main = tuple(item for item in items if item.place not in inside)
    verb = verb_at(sentence, first, last, marks)
    subject = frozenset(item.key for item in main if item.place < verb) if verb < last else frozenset()
    if not subject and first and inherited:
        main = (*inherited, *main)
        subject = frozenset(item.key for item in inherited)
    quantities = sentence.quantities_within(first, last)
    kinds = {mark.kind for mark in marks}
    stance = stance_of(sentence.tokens, marks, quantities)
    if _threatens(sentence, first, last, items):
        main, stance = items, Stance.MUST
    clause = Clause(
        stance=stance,
        items=main,
        span=sentence.span_of(first, last),
        subject=subject,
        condition=frozenset(item.key for item in items if item.place in inside),
        quantities=quantities,
        surface=stance_of(sentence.tokens, [mark for mark in marks if mark.kind is not Kind.REVERSE], quantities),
        exception=_excepted(regions, items, main, stance),
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


def _excepted(regions: Iterable[Region], items: Sequence[Item], main: Sequence[Item], stance: Stance) -> frozenset[str]:
    """Return by what an exception is known: "unless the parent agrees", where the parent is spoken of, by agreeing."""
    found = {
        item.key
        for mark, start, end in regions
        for item in items
        if start <= item.place < end
        and (mark.kind is Kind.UNLESS or (mark.kind is Kind.WITHOUT and stance in _REFUSING))
    }
    return frozenset(found - {item.key for item in main} or found)


def _place_of(sentence: Sentence, word: str, first: int, last: int) -> int:
    """Return where a word stands in a clause, or the end of the clause."""
    return next((index for index in range(first, last) if sentence.tokens[index].text == word), last)


def _threatens(sentence: Sentence, first: int, last: int, items: Sequence[Item]) -> bool:
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


def _requirements(clause: Clause, regions: Iterable[Region], items: Sequence[Item]) -> Iterator[Clause]:
    """Yield what an exception requires: "not without approval" requires it, "even without approval" does not."""
    for mark, start, end in regions:
        held = tuple(item for item in items if start <= item.place < end)
        focus = frozenset(item.key for item in held) - clause.keys or frozenset(item.key for item in held)
        stance = _required(mark.kind, clause.surface)
        if focus and stance:
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


def _is_particle(sentence: Sentence, mark: Mark) -> bool:
    """Tell the "no" that answers a question from the one that denies: "No, the check is automatic."."""
    after = sentence.tokens[mark.after : mark.after + 1]
    return mark.kind is Kind.NOT and mark.first == 0 and any(token.text == "," for token in after)


_OF_AUTHORITY: Final = frozenset(
    key_of(word) for word in ("we", "i", "rule", "law", "policy", "guidance", "manual", "statute", "regulation", "must")
)


def _is_report(sentence: Sentence, marks: Sequence[Mark]) -> bool:
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


def _is_dated_back(sentence: Sentence, first: int, quantities: Sequence[Quantity]) -> bool:
    """Tell whether the clause opens with "before 2015" or "until May"."""
    opening = sentence.tokens[first : first + 1]
    dated = any(each.kind in {"year", "date"} for each in quantities)
    return dated and any(token.text in {"before", "until", "in"} for token in opening)


def _in_past_tense(sentence: Sentence, first: int, last: int, marks: Sequence[Mark]) -> bool:
    texts = {token.text for token in sentence.tokens[first:last]}
    used = any(mark.kind is Kind.PAST and sentence.tokens[mark.first].text == "used" for mark in marks)
    return used or bool(texts & _PAST_FORMS)
