"""The check: what a text states against the provisions of a book, each finding with its reason and both passages.

Ledger.md, section 5. A sentence is compared with the provision that it is most about, and with no other; one that is
about none is unrelated. Structured fields of a provision go before its words: its level says how a clause that merely
describes an act stands to it, and its action and synonyms are words by which it is found.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final

from portal.guidance.rules_levels import AppliedLevel
from portal.statements.rules_alignment import Weights, matches_of, meets, told_apart, weights_of
from portal.statements.rules_clauses import Clause
from portal.statements.rules_comparison import Conflict, conflict_of
from portal.statements.rules_items import Item
from portal.statements.rules_meanings import general_meanings
from portal.statements.rules_passages import Passage, passages_of
from portal.statements.rules_stances import Stance
from portal.statements.rules_words import tokens_of

# How much a clause and a provision must have in common before their stances are compared, from 0 to about 1, and what
# that is made of: the share of the clause's words that the provision has, and its sentence's; of those that the very
# clause of the provision has; of that clause's own words that are met; and whether both have one subject.
ENOUGH_IN_COMMON: Final = 0.4
OF_PROVISION: Final = 0.25
OF_SENTENCE: Final = 0.3
IN_CLAUSE: Final = 0.1
OF_RULE: Final = 0.25
SAME_SUBJECT: Final = 0.06
OTHER_SUBJECT: Final = 0.2
# A clause with fewer words than these is known by its condition too.
ENOUGH_WORDS: Final = 2
CANDIDATES: Final = 3
REMEMBERED: Final = 4_096
_STANCE_OF_LEVEL: Final = {
    AppliedLevel.MANDATORY.value: Stance.MUST,
    AppliedLevel.OPTIONAL.value: Stance.FREE,
    AppliedLevel.PROHIBITED.value: Stance.MUST_NOT,
    AppliedLevel.AUTOMATIC.value: Stance.FACT,
}


class Outcome(StrEnum):
    """How a text stands to a provision."""

    CONTRADICTS = "contradicts"
    CONSISTENT = "consistent"
    UNRELATED = "unrelated"


@dataclass(frozen=True, kw_only=True)
class Provision:
    """A provision in force, as the check reads it; all but `id` and `text` may be empty."""

    id: str
    text: str
    audience: str = ""
    level: str = ""
    action: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """The outcome for one text and one provision, and why."""

    outcome: Outcome
    reason: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A sentence of a text that contradicts a provision; offsets are code points of the text."""

    start: int
    end: int
    sentence: str
    provision: str
    passage: str
    reason: str


@dataclass(frozen=True)
class _Rule:
    """A provision with what its text states, and all the words by which it is known."""

    provision: Provision
    clauses: tuple[Clause, ...]
    keys: frozenset[str]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for clause in self.clauses for item in clause.items)

    def passage(self, clause: Clause) -> str:
        return clause.span.of(self.provision.text)


@dataclass(frozen=True)
class _Closeness:
    rule: _Rule
    clause: Clause
    share: float
    enough: float


@lru_cache(maxsize=REMEMBERED)
def _rule_of(provision: Provision) -> _Rule:
    clauses = [clause for passage in passages_of(provision.text) for clause in passage.clauses]
    level = _STANCE_OF_LEVEL.get(provision.level)
    if level:
        clauses = [replace(each, stance=level) if each.stance is Stance.FACT else each for each in clauses]
    known = (provision.audience, provision.action, *provision.synonyms)
    words = frozenset(token.key for text in known for token in tokens_of(text) if token.is_word)
    conditions = frozenset().union(*(clause.condition for clause in clauses))
    return _Rule(provision, tuple(clauses), words.union(conditions, *(clause.keys for clause in clauses)))


class Book:
    """Provisions in force, made ready to have texts compared with them, which costs more than a comparison."""

    def __init__(self, provisions: Iterable[Provision]) -> None:
        """Read every provision; the same one is read once in a process."""
        self._rules = [_rule_of(provision) for provision in provisions]
        self._by_id = {rule.provision.id: rule for rule in self._rules}

    @cached_property
    def _weights(self) -> Weights:
        return weights_of([rule.keys for rule in self._rules])

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for number, rule in enumerate(self._rules):
            for kin in {kin for key in rule.keys for kin in general_meanings().kin(key)}:
                index.setdefault(kin, []).append(number)
        return index

    def judge(self, text: str, provision: str) -> Judgement:
        """Compare a text with one provision of the book.

        Raises:
            KeyError: The book has no provision of that id.
        """
        rule = self._by_id[provision]
        related = False
        for passage in passages_of(text):
            for clause in passage.clauses:
                closest = self._closest(clause, passage, [rule])
                related = related or closest is not None
                conflict = closest and _conflict(clause, closest)
                if closest and conflict:
                    return Judgement(Outcome.CONTRADICTS, _reason(conflict, closest))
        if related:
            return Judgement(Outcome.CONSISTENT, "Nothing in it opposes the provision.")
        return Judgement(Outcome.UNRELATED, "Too little of it is about the provision.")

    def findings(self, text: str) -> list[Finding]:
        """Return the sentences of a text that contradict a provision of the book, in order, at most one a sentence."""
        return self.findings_in(text, passages_of(text))

    def findings_in(self, text: str, passages: Iterable[Passage]) -> list[Finding]:
        """Return the same of sentences that were read already."""
        return [finding for passage in passages for finding in self._of_passage(text, passage)]

    def _of_passage(self, text: str, passage: Passage) -> Iterator[Finding]:
        for clause in passage.clauses:
            closest = self._closest(clause, passage, self._candidates(clause))
            conflict = closest and _conflict(clause, closest)
            if closest and conflict:
                yield Finding(
                    start=passage.span.start,
                    end=passage.span.end,
                    sentence=passage.span.of(text),
                    provision=closest.rule.provision.id,
                    passage=closest.rule.passage(closest.clause),
                    reason=_reason(conflict, closest),
                )
                return

    def _candidates(self, clause: Clause) -> list[_Rule]:
        """Return the few provisions with which a clause has most in common by weight of words."""
        found: dict[int, float] = {}
        for key in clause.keys:
            weight = self._weights.of(key)
            numbers = {number for kin in general_meanings().kin(key) for number in self._index.get(kin, ())}
            for number in numbers:
                found[number] = found.get(number, 0.0) + weight
        best = sorted(found, key=lambda number: -found[number])[:CANDIDATES]
        return [self._rules[number] for number in best]

    def _closest(self, clause: Clause, passage: Passage, rules: Sequence[_Rule]) -> _Closeness | None:
        """Return the clause of a provision that a clause is most about; none, if it is about none of them enough."""
        found = [each for rule in rules for each in self._closeness(clause, passage, rule)]
        best = max(found, key=lambda each: each.share, default=None)
        return best if best and best.share >= best.enough else None

    def _closeness(self, clause: Clause, passage: Passage, rule: _Rule) -> Iterator[_Closeness]:
        said = clause.items
        if len(said) < ENOUGH_WORDS:
            said = (*said, *(Item(key, -1) for key in clause.condition))
        keys = clause.keys | clause.condition
        whole = tuple(item for each in passage.clauses for item in each.items)
        met = told_apart(matches_of(said, rule.keys), keys, rule.items, rule.keys)
        apart = {match.counterpart for match in met if match.is_apart}
        of_provision = self._weights.share(said, met)
        of_sentence = self._weights.share(whole, matches_of(whole, rule.keys))
        for other in rule.clauses:
            in_clause = [
                each for each in matches_of(said, other.keys | other.condition) if each.counterpart not in apart
            ]
            back = [each for each in matches_of(other.items, keys) if each.item.key not in apart]
            share = (
                OF_PROVISION * of_provision
                + OF_SENTENCE * of_sentence
                + IN_CLAUSE * self._weights.share(said, in_clause)
                + OF_RULE * self._weights.share(other.items, back)
                + (SAME_SUBJECT if meets(clause.subject, other.subject) else 0)
            )
            yield _Closeness(
                rule,
                other,
                share,
                enough=ENOUGH_IN_COMMON + (OTHER_SUBJECT if _are_strangers(clause, other, rule) else 0),
            )


def _are_strangers(clause: Clause, other: Clause, rule: _Rule) -> bool:
    """Tell whether each speaks of someone of whom the other says nothing."""
    if not clause.subject or not other.subject:
        return False
    return not meets(clause.subject, rule.keys) and not meets(other.subject, clause.keys)


def _conflict(clause: Clause, closest: _Closeness) -> Conflict | None:
    """Compare with the closest clause, and with what it requires or excepts."""
    same = (each for each in closest.rule.clauses if each.span == closest.clause.span and each is not closest.clause)
    return next((found for each in (closest.clause, *same) if (found := conflict_of(clause, each))), None)


def _reason(conflict: Conflict, closest: _Closeness) -> str:
    return f"{conflict} (“{closest.rule.passage(closest.clause)}”)"
