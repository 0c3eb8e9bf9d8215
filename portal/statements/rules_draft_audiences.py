"""Of which kind of stakeholder a clause speaks, by the names of the kinds themselves."""

from collections.abc import Iterable, Sequence
from typing import Final

from portal.programs.rules_audiences import AudienceTree
from portal.statements.rules_words import Token, key_of

# Parts of names that tell no kind from another.
_COMMON_PARTS: Final = """
    all agency government law enforcement identification general staff federal public municipal member
"""
_COMMON: Final = frozenset(_COMMON_PARTS.split())
# "State law" is no office of a state.
_NO_OFFICE: Final = frozenset(key_of(word) for word in ("law", "court", "statute", "constitution"))
_OF: Final = frozenset({"of", "in"})
_REACH: Final = 2
_YOU: Final = "you"


def spoken_of(tokens: Sequence[Token], audiences: AudienceTree) -> str | None:
    """Return the first kind that a clause names, or None where it names none, or speaks to "you" before."""
    words = _words(audiences)
    for index, token in enumerate(tokens):
        if token.text == _YOU:
            return None
        if token.key in words and not _is_part(tokens, index):
            return words[token.key]
    return None


def _is_part(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a name only says more of something else: "the activation of a county", "state law"."""
    following = tokens[index + 1 : index + 2]
    before = {token.text for token in tokens[max(0, index - _REACH) : index]}
    return bool(before & _OF) or any(token.key in _NO_OFFICE for token in following)


def are_of_one_branch(one: str, other: str, audiences: AudienceTree) -> bool:
    """Tell whether one kind lies above the other, or both below one that is not the root."""
    first, second = audiences.chain(one), audiences.chain(other)
    shared = [kind for kind in first if kind in second]
    return one in second or other in first or any(audiences.parents[kind] is not None for kind in shared)


def told(given: str | None, named: str | None, set_for: Iterable[str], audiences: AudienceTree) -> list[str]:
    """Return the kinds of stakeholder for which a clause is judged.

    Args:
        given: For whom the draft is written, if that is known.
        named: Of which kind the clause speaks, if it names one.
        set_for: For which kinds the provision sets an obligation.
        audiences: The tree of kinds.
    """
    if given is not None:
        return [given if named is None or are_of_one_branch(given, named, audiences) else named]
    fitting = [kind for kind in set_for if named is None or are_of_one_branch(kind, named, audiences)]
    return fitting or [named or next(kind.slug for kind in audiences if kind.parent is None)]


def _words(audiences: AudienceTree) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in audiences:
        for part in kind.slug.split("-"):
            if part not in _COMMON:
                found.setdefault(key_of(part), kind.slug)
    return found
