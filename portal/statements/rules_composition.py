"""How marks make a stance: each works on what it governs, from the innermost to the outermost.

"Nothing prevents an agency from declining" is read from its end: declining is not doing, preventing that would require
doing, and nothing does: so that doing is not required.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from portal.statements.rules_marks import Kind, Mark
from portal.statements.rules_quantities import Quantity
from portal.statements.rules_stances import Stance
from portal.statements.rules_words import Token, key_of

_ON_AN_ACT: Final = {
    Kind.MUST: (Stance.MUST, Stance.MUST_NOT),
    Kind.SHALL: (Stance.MUST, Stance.MUST_NOT),
    Kind.SHOULD: (Stance.SHOULD, Stance.MUST_NOT),
    Kind.MAY: (Stance.MAY, Stance.NEED_NOT),
    Kind.CAN: (Stance.MAY, Stance.NEED_NOT),
    Kind.FREE: (Stance.FREE, Stance.FREE),
    Kind.EXEMPT: (Stance.NEED_NOT, Stance.NEED_NOT),
    Kind.BAN: (Stance.MUST_NOT, Stance.MUST),
}
_WHOLLY_DENYING: Final = frozenset({"no", "nobody", "none", "nothing", "neither", "nowhere"})
_NEEDING: Final = frozenset(key_of(word) for word in ("need", "require", "have"))
_SUBORDINATING: Final = frozenset({"before", "after", "until", "because", "since"})
_WHEN: Final = frozenset({"during", "after", "before", "upon", "under", "following", "in"})
_ARTICLES: Final = frozenset({"the", "a", "an", "this", "that", "any"})
_BEFORE_A_NOUN: Final = _ARTICLES | {"for", "of", "on", "any", "each", "every", "all"}
_NEAR: Final = 3


def stance_of(tokens: Sequence[Token], marks: Sequence[Mark], quantities: Sequence[Quantity]) -> Stance:
    """Return the stance of a clause from its marks; a denial used up by a quantity ("not more than") denies no more."""
    working = _working(tokens, marks, quantities)
    stance = Stance.FACT
    for _ in _alone(tokens, [mark for mark in working if mark.kind is Kind.REVERSE]):
        stance = stance.denied
    outer: list[Mark] = []
    for mark in reversed([mark for mark in working if mark.kind is not Kind.REVERSE]):
        if mark.kind is Kind.NOT and _denies_all(tokens, working, mark):
            outer.append(mark)
        else:
            stance = _applied(mark.kind, stance)
    for _ in outer:
        stance = stance.denied
    return stance.denied if any(mark.kind is Kind.FALSE for mark in marks) else stance


def _alone(tokens: Sequence[Token], marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield one of several that are joined: "withdraw from or delay" reverses once."""
    last: Mark | None = None
    for mark in marks:
        between = [token.text for token in tokens[last.after : mark.first]] if last else []
        if last is None or len(between) > _NEAR or not {"and", "or", ","} & set(between):
            yield mark
        last = mark


def _working(tokens: Sequence[Token], marks: Sequence[Mark], quantities: Sequence[Quantity]) -> list[Mark]:
    """Return the marks that make the stance, without what a relative clause or a quantity has for itself."""
    found: list[Mark] = []
    relative = -_NEAR - 1
    for mark in marks:
        begun = found[-1].after if found else mark.first - _NEAR
        if any(token.text in _SUBORDINATING for token in tokens[max(1, begun) : mark.first]):
            break
        if mark.kind is Kind.RELATIVE or (mark.kind is Kind.NOT and _after_that(tokens, mark)):
            relative = mark.last
        elif _works(tokens, mark) and not (mark.kind is Kind.NOT and mark.first - relative <= _NEAR):
            found.append(mark)
    return _without_used_up(tokens, found, quantities)


def _works(tokens: Sequence[Token], mark: Mark) -> bool:
    if mark.kind is Kind.REVERSE:
        return not _names_a_time(tokens, mark) and not _is_attribute(tokens, mark)
    return mark.kind is Kind.NOT or mark.kind in _ON_AN_ACT


def _without_used_up(tokens: Sequence[Token], marks: list[Mark], quantities: Sequence[Quantity]) -> list[Mark]:
    """Leave out the denials that quantities have used up: "not more than"."""
    for quantity in (each for each in quantities if each.denial):
        denials = [mark for mark in marks if mark.kind is Kind.NOT and tokens[mark.first].start < quantity.start]
        if denials:
            marks.remove(denials[-1])
    return marks


def _names_a_time(tokens: Sequence[Token], mark: Mark) -> bool:
    """Tell "during the postponement", which only says when, from "postpone"."""
    before = [token.text for token in tokens[max(0, mark.first - 2) : mark.first]]
    return bool(before) and (before[-1] in _WHEN or (before[-1] in _ARTICLES and before[0] in _WHEN))


def _is_attribute(tokens: Sequence[Token], mark: Mark) -> bool:
    """Tell "a refund for a canceled flight" from "the flight is canceled"."""
    before = [token.text for token in tokens[max(0, mark.first - 1) : mark.first]]
    after = tokens[mark.after : mark.after + 1]
    is_participle = mark.first == mark.last and tokens[mark.first].text.endswith("ed")
    return is_participle and before[:1] != [] and before[0] in _BEFORE_A_NOUN and any(each.is_word for each in after)


def _after_that(tokens: Sequence[Token], mark: Mark) -> bool:
    """Tell "repairs that do not change" from "we say that it does not"."""
    before = [token.text for token in tokens[max(0, mark.first - 2) : mark.first]]
    return before[:1] == ["that"] and before[1:] in (["do"], ["does"], ["did"], ["are"], ["is"], ["have"], ["has"])


def _denies_all(tokens: Sequence[Token], working: Sequence[Mark], mark: Mark) -> bool:
    """Tell whether a denial governs the modal before it: "may not", "need not", "requires no agreement"."""
    before = next((each for each in working if each.after == mark.first), None)
    if before is None:
        return mark is working[0] and tokens[mark.first].text in _WHOLLY_DENYING
    if before.kind in {Kind.MAY, Kind.CAN}:
        return True
    return before.kind is Kind.MUST and tokens[before.first].key in _NEEDING


def _applied(kind: Kind, stance: Stance) -> Stance:
    if kind is Kind.NOT:
        return stance.denied
    on_act, on_no_act = _ON_AN_ACT[kind]
    if stance is Stance.FACT:
        return on_act
    if stance is Stance.NO_FACT:
        return on_no_act
    if kind in {Kind.MUST, Kind.SHALL, Kind.SHOULD} and stance is Stance.MAY:
        return on_act
    # Two marks of one meaning strengthen each other ("must be required"); a ban forbids what it governs.
    if kind is Kind.BAN:
        return stance.reversed
    return on_act if kind is Kind.FREE and stance is not Stance.MUST_NOT else stance
