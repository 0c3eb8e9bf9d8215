"""What a text states, sentence by sentence, once each is understood with the one before it.

A question states nothing, nor does what others are said to claim or what held in the past; the bare answer to it ("You
may not.") or its rejection ("That is wrong.") states what they left open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from portal.statements.rules_clauses import Clause, clauses_of
from portal.statements.rules_sentences import Span, sentences_of
from portal.statements.rules_stances import Stance
from portal.statements.rules_words import key_of

# What a reply calls the thing that it replies to.
_NAMING: Final = frozenset(
    key_of(word)
    for word in ("report", "claim", "statement", "rumor", "rumour", "answer", "advice", "belief", "assertion", "case")
)
_MOST_WORDS_OF_A_REPLY: Final = 1
_REFUSING: Final = frozenset({Stance.NO_FACT, Stance.MUST_NOT, Stance.NEED_NOT})


@dataclass(frozen=True)
class Passage:
    """A sentence and what it states; `span` begins with the question, where it is the answer to one."""

    span: Span
    clauses: tuple[Clause, ...]


def passages_of(text: str) -> list[Passage]:
    """Return the sentences of a text that state something, in order."""
    found: list[Passage] = []
    before: list[Clause] = []
    for span in sentences_of(text):
        clauses = clauses_of(text, span)
        stated = list(_stated(clauses, before))
        if stated:
            start = min([span.start, *(clause.span.start for clause in stated if clause.span.end)])
            found.append(Passage(Span(start, span.end), tuple(stated)))
        before = clauses
    return found


def _stated(clauses: Sequence[Clause], before: Sequence[Clause]) -> Iterator[Clause]:
    stated: list[Clause] = []
    open_ones: list[Clause] = [clause for clause in before if _is_open(clause) or not clauses[0].items]
    for clause in clauses:
        if _is_reply(clause, open_ones):
            yield from (_settled(each, clause) for each in open_ones)
            open_ones = []
        elif _is_open(clause):
            open_ones.append(clause)
        elif not clause.is_past:
            stated.append(_completed(clause, stated))
            yield stated[-1]


def _completed(clause: Clause, stated: Sequence[Clause]) -> Clause:
    """Return a clause with the act that it leaves out: "tribes may choose whether to take part; counties may not"."""
    is_bare = bool(stated and clause.items and clause.is_elided and clause.stance in _REFUSING)
    if not is_bare or stated[-1].stance is None:
        return clause
    act = tuple(item for item in stated[-1].items if item.key not in stated[-1].subject)
    return replace(clause, stance=stated[-1].stance.denied, items=(*clause.items, *act))


def _is_open(clause: Clause) -> bool:
    return clause.is_question or (clause.is_report and not clause.is_rejection)


def _is_reply(clause: Clause, open_ones: Sequence[Clause]) -> bool:
    if not open_ones or clause.is_question or len(clause.keys) > _MOST_WORDS_OF_A_REPLY:
        return False
    named = _NAMING.union(*(each.keys for each in open_ones))
    settles = clause.is_rejection or clause.is_affirmation or clause.stance not in {None, Stance.FACT}
    return settles and clause.keys <= named


def _settled(clause: Clause, reply: Clause) -> Clause:
    """Return what was asked or claimed as the reply leaves it; "it may not" brings a stance of its own."""
    stance = clause.stance
    if stance in {Stance.FACT, Stance.NO_FACT} and reply.stance not in {None, Stance.FACT, Stance.NO_FACT}:
        stance = reply.stance
    elif stance and (reply.is_rejection or reply.stance in _REFUSING):
        stance = stance.denied
    return replace(clause, stance=stance, is_report=False, is_question=False)
