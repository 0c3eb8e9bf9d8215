"""What a sentence says of an act: that it must, need not, may or must not be, is or is not; and what opposes."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Stance(StrEnum):
    """How a clause stands to the act that it speaks of; the words are those of a finding's reason."""

    MUST = "required"
    SHOULD = "recommended"
    MAY = "allowed"
    FREE = "optional"
    NEED_NOT = "not required"
    MUST_NOT = "not allowed"
    FACT = "so"
    NO_FACT = "not so"

    @property
    def denied(self) -> "Stance":
        """Return what is left when the whole is untrue: "it is not true that it must be" leaves it not required."""
        return _DENIED[self]

    @property
    def reversed(self) -> "Stance":
        """Return what it says of the opposite act: who may not refuse must accept."""
        return _REVERSED[self]

    def opposes(self, governing: "Stance") -> bool:
        """Tell whether a text that says this of an act contradicts a rule that says the other."""
        return self in _OPPOSED[governing]


_DENIED: Final[Mapping[Stance, Stance]] = {
    Stance.MUST: Stance.NEED_NOT,
    Stance.NEED_NOT: Stance.MUST,
    Stance.MAY: Stance.MUST_NOT,
    Stance.MUST_NOT: Stance.MAY,
    Stance.FREE: Stance.MUST,
    Stance.SHOULD: Stance.NEED_NOT,
    Stance.FACT: Stance.NO_FACT,
    Stance.NO_FACT: Stance.FACT,
}
_REVERSED: Final[Mapping[Stance, Stance]] = {
    Stance.MUST: Stance.MUST_NOT,
    Stance.MUST_NOT: Stance.MUST,
    Stance.MAY: Stance.NEED_NOT,
    Stance.NEED_NOT: Stance.MAY,
    Stance.FREE: Stance.FREE,
    Stance.SHOULD: Stance.MUST_NOT,
    Stance.FACT: Stance.NO_FACT,
    Stance.NO_FACT: Stance.FACT,
}
# By what the rule says: what a text may not say. A row names only what cannot stand beside the rule.
_OPPOSED: Final[Mapping[Stance, frozenset[Stance]]] = {
    Stance.MUST: frozenset({Stance.FREE, Stance.NEED_NOT, Stance.MUST_NOT, Stance.NO_FACT}),
    Stance.SHOULD: frozenset({Stance.MUST, Stance.MUST_NOT}),
    Stance.MAY: frozenset({Stance.MUST_NOT, Stance.MUST, Stance.NO_FACT}),
    Stance.FREE: frozenset({Stance.MUST, Stance.MUST_NOT}),
    Stance.NEED_NOT: frozenset({Stance.MUST}),
    Stance.MUST_NOT: frozenset({Stance.MUST, Stance.MAY, Stance.FREE, Stance.FACT}),
    Stance.FACT: frozenset({Stance.NO_FACT, Stance.MUST_NOT, Stance.NEED_NOT, Stance.FREE}),
    Stance.NO_FACT: frozenset({Stance.FACT, Stance.MUST, Stance.MAY, Stance.FREE}),
}
