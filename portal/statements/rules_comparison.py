"""Whether what a text states can stand beside what a provision states: amounts first, then who, then the stance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from portal.statements.rules_alignment import OF_PEOPLE, matches_of, meets, relation_of, turned
from portal.statements.rules_clauses import Clause
from portal.statements.rules_quantities import Bound, Quantity
from portal.statements.rules_stances import Stance
from portal.statements.rules_words import key_of

_PLAIN: Final = frozenset({Stance.MUST, Stance.FACT})
_DENYING: Final = frozenset({Stance.MUST_NOT, Stance.NO_FACT, Stance.NEED_NOT})
DEADLINE: Final = key_of("deadline")
AUTOMATIC: Final = key_of("automatic")


@dataclass(frozen=True)
class Conflict:
    """Why two clauses cannot both hold: what the text says, and what the provision says."""

    said: str
    governing: str

    def __str__(self) -> str:
        """Read as the reason of a finding."""
        return f"text: {self.said}; provision: {self.governing}"


def conflict_of(said: Clause, rule: Clause) -> Conflict | None:
    """Return why what a text says contradicts a clause of a provision about the same thing, or nothing."""
    if said.stance is None or rule.stance is None:
        return None
    matches = matches_of(said.items, rule.keys)
    stance = said.stance.reversed if turned(said, matches, rule) % 2 else said.stance
    if _denies_what_is_denied(said, rule):
        return None
    return (
        _of_amounts(said, rule)
        or _of_deadlines(said, rule)
        or _of_others(said, rule)
        or _of_both(said, rule)
        or _of_manners(said, rule)
        or _of_steps(said, rule)
        or _of_stances(said, rule, stance)
    )


def _of_stances(said: Clause, rule: Clause, stance: Stance) -> Conflict | None:
    if rule.stance is None or not stance.opposes(rule.stance) or _is_excepted(said, rule) or _is_other_case(said, rule):
        return None
    return Conflict(stance.value, rule.stance.value)


def _is_excepted(said: Clause, rule: Clause) -> bool:
    """Tell whether one speaks of the case that the other excepts, or of a requirement that the other does not have."""
    if said.focus and not _meet(said.focus, rule.focus or rule.keys):
        return True
    if rule.focus and not _meet(rule.focus, said.focus or said.keys):
        return True
    if said.exception and _meet(said.exception, rule.keys | rule.condition):
        return True
    return bool(rule.exception and _meet(rule.exception, said.condition | said.keys))


def _is_other_case(said: Clause, rule: Clause) -> bool:
    """Tell whether both speak of cases set apart by an amount: "contracts of $10,000", "contracts over $25,000"."""
    for amount in (each for each in said.quantities if each.end <= said.verb):
        governing = [each for each in rule.quantities if each.kind == amount.kind]
        if (
            governing
            and amount.bound is Bound.NONE
            and not any(e.allows(amount) or e.equals(amount) for e in governing)
        ):
            return True
    return False


def _meet(keys: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether half of the words are met, of which those for people tell little."""
    telling = keys - OF_PEOPLE or keys
    met = sum(any(relation_of(key, other) > 0 for other in others) for key in telling)
    return bool(telling) and met >= len(telling) / 2


def _of_others(said: Clause, rule: Clause) -> Conflict | None:
    """What "only" some may do, others whom the provision names may not."""
    if not said.is_exclusive or not said.subject or rule.stance not in {Stance.MAY, Stance.FREE, Stance.MUST}:
        return None
    left_out = [key for key in rule.subject if not any(relation_of(key, own) > 0 for own in said.subject)]
    named = [key for key in said.subject if any(relation_of(key, own) > 0 for own in rule.subject)]
    return Conflict("only some", "others too") if left_out and named else None


def _of_both(said: Clause, rule: Clause) -> Conflict | None:
    """What is so of two things is not so "only" of one of them."""
    if not said.only or not rule.both or not meets(said.only, rule.both):
        return None
    left_out = [key for key in rule.both if not meets(frozenset({key}), said.keys)]
    return Conflict("only one", "both") if left_out else None


def _of_deadlines(said: Clause, rule: Clause) -> Conflict | None:
    """Where the provision sets a time, there is a limit."""
    limited = [each for each in rule.quantities if each.kind == "time" and each.bound is Bound.MOST]
    denies = said.surface in _DENYING and meets(frozenset({DEADLINE}), said.keys)
    return Conflict("no limit", f"“{limited[0].words}”") if denies and limited else None


def _of_manners(said: Clause, rule: Clause) -> Conflict | None:
    """What is excepted in one manner is not excepted in another: "in writing", "if they agree by telephone"."""
    if said.stance not in {Stance.MAY, Stance.FREE, Stance.FACT}:
        return None
    excepted = rule.exception | rule.focus
    opposed = [
        (key, other)
        for key in sorted(said.condition)
        for other in sorted(excepted)
        if relation_of(key, other) < 0 and not any(relation_of(key, each) > 0 for each in excepted)
    ]
    return Conflict(f"“{opposed[0][0]}”", f"“{opposed[0][1]}”") if opposed else None


def _of_steps(said: Clause, rule: Clause) -> Conflict | None:
    """What happens by itself waits for nothing that the provision does not name."""
    if not said.focus or said.stance is not Stance.MUST or _meet(said.focus, rule.keys | rule.condition):
        return None
    if AUTOMATIC in rule.keys:
        return Conflict("only after a further step", "automatic")
    is_plain = rule.stance in _PLAIN and said.surface in {Stance.FACT, Stance.NO_FACT}
    return Conflict("only on a condition", "without one") if is_plain and not rule.condition else None


def _of_amounts(said: Clause, rule: Clause) -> Conflict | None:
    """Two amounts of one kind conflict when none that the provision names allows what the text names."""
    for amount in said.quantities:
        governing = [each for each in rule.quantities if each.kind == amount.kind]
        if amount.end <= said.verb and not any(each.start >= rule.verb for each in governing):
            continue
        if governing and not any(_agree(amount, each, said, rule) for each in governing):
            return Conflict(f"“{amount.words}”", f"“{_nearest(amount, governing).words}”")
    return None


def _denies_what_is_denied(said: Clause, rule: Clause) -> bool:
    """Tell whether the text rules out an amount that the provision does not allow: "never more than ten days"."""
    return said.surface in _DENYING and any(
        amount.kind == each.kind
        and each.bound is not Bound.NONE
        and not each.allows(amount)
        and not each.equals(amount)
        for amount in said.quantities
        for each in rule.quantities
    )


def _nearest(amount: Quantity, others: Sequence[Quantity]) -> Quantity:
    return min(others, key=lambda each: abs(each.value - amount.value))


def _agree(amount: Quantity, governing: Quantity, said: Clause, rule: Clause) -> bool:
    if amount.equals(governing):
        return amount.bound is Bound.NONE or governing.bound is Bound.NONE or amount.bound is governing.bound
    if said.surface in _DENYING:
        return not governing.allows(amount) or amount.kind == "every"
    if governing.bound is Bound.NONE:
        return amount.bound is not Bound.NONE and amount.allows(governing) and rule.stance is Stance.FACT
    if not governing.allows(amount) or amount.bound not in {Bound.NONE, governing.bound}:
        return False
    # A promise may be tighter than the duty it keeps; a stated limit that differs is another limit.
    return amount.bound is Bound.NONE or (said.stance is not Stance.MUST and rule.stance in {Stance.MUST, Stance.FACT})
