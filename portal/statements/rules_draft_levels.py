"""Which level a clause states, by its stance towards the act of a provision."""

from collections.abc import Mapping
from typing import Final

from portal.guidance.rules_levels import AppliedLevel, Level
from portal.statements.rules_alignment import OF_PEOPLE, WEIGHT_OF_PEOPLE
from portal.statements.rules_draft_claims import Claim
from portal.statements.rules_items import WITHOUT_CONTENT
from portal.statements.rules_stances import Stance
from portal.statements.rules_words import tokens_of

_OF_AN_ACT: Final[Mapping[Stance, Level]] = {
    Stance.MUST: Level.MANDATORY,
    Stance.MAY: Level.OPTIONAL,
    Stance.FREE: Level.OPTIONAL,
    Stance.NEED_NOT: Level.OPTIONAL,
    Stance.MUST_NOT: Level.PROHIBITED,
}
# Who must take part may not decline; who may take part is not told whether they may decline.
_OF_AN_OPPOSITE: Final[Mapping[Stance, Level]] = {
    Stance.MUST: Level.PROHIBITED,
    Stance.FREE: Level.OPTIONAL,
    Stance.NEED_NOT: Level.OPTIONAL,
}
_OF_AN_OFFER: Final[Mapping[Stance, Level]] = {Stance.FACT: Level.OPTIONAL, Stance.NO_FACT: Level.PROHIBITED}
# That those who object are not activated offers them a way out.
_OF_AN_OPPOSITE_OFFER: Final[Mapping[Stance, Level]] = {Stance.NO_FACT: Level.OPTIONAL}
# Of what happens without the reader: that it may be ended or need not be is to call it a choice.
_OF_WHAT_HAPPENS: Final[Mapping[Stance, Level]] = {
    Stance.FACT: Level.AUTOMATIC,
    Stance.MUST: Level.AUTOMATIC,
    Stance.FREE: Level.OPTIONAL,
    Stance.NEED_NOT: Level.OPTIONAL,
    Stance.MUST_NOT: Level.PROHIBITED,
}
_ENOUGH_OF_A_CONDITION: Final = 0.5


def stated_level(claim: Claim, governing: str, condition: str = "") -> str | None:
    """Return the level that a claim states, or None where it states none.

    Args:
        claim: What a clause says.
        governing: The level in force; what is automatic is no act of the reader's.
        condition: The question on which a conditional level depends.
    """
    if claim.stance is None:
        return None
    if governing == AppliedLevel.AUTOMATIC:
        # Where an act of somebody ends it, it is called theirs to choose.
        ended = claim.stance is Stance.NO_FACT and claim.condition
        return Level.OPTIONAL.value if ended else _OF_WHAT_HAPPENS.get(claim.stance)
    level = (_OF_AN_OPPOSITE if claim.is_opposite else _OF_AN_ACT).get(claim.stance)
    if level is None and claim.is_way_out and claim.stance is Stance.NO_FACT:
        return Level.PROHIBITED.value
    if level is None and claim.is_offer:
        level = (_OF_AN_OPPOSITE_OFFER if claim.is_opposite else _OF_AN_OFFER).get(claim.stance)
    if level is Level.MANDATORY and governing == AppliedLevel.CONDITIONAL and _tells(claim, condition):
        return Level.CONDITIONAL.value
    return level.value if level else None


def _tells(claim: Claim, condition: str) -> bool:
    """Tell whether the sentence of a claim speaks of a condition, by the weight of the words that they share."""
    weights = {
        token.key: WEIGHT_OF_PEOPLE if token.key in OF_PEOPLE else 1.0
        for token in tokens_of(condition)
        if token.is_word and token.key not in WITHOUT_CONTENT and token.key != "be"
    }
    told = sum(weight for key, weight in weights.items() if key in claim.keys)
    return told >= _ENOUGH_OF_A_CONDITION * sum(weights.values())
