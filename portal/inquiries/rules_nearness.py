"""How near an earlier question is to another, in three worded bands."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from portal.search.rules_query import FUNCTION_WORD
from portal.search.rules_words import stems_of


class Band(IntEnum):
    """How near; a machine's guess, which decides nothing."""

    RELATED = 1
    CLOSE = 2
    SAME = 3


BAND_WORDS: Final = {Band.SAME: "Same question", Band.CLOSE: "Close", Band.RELATED: "Related"}
# Shares of the telling words that both questions have.
SAME_FROM: Final = 0.8
CLOSE_FROM: Final = 0.5
SHORTEST: Final = 4


def band_of(asked: str, shared: Sequence[str]) -> Band:
    """Return how near a question is that shares these of the words that were asked."""
    words = (word.strip(".,;:?!()").lower() for word in asked.split())
    told = (word for word in words if len(word) >= SHORTEST and not FUNCTION_WORD.fullmatch(word))
    telling = {stem for word in told for stem in stems_of(word)}
    both = {stem for word in shared for stem in stems_of(word)}
    share = len(both & telling) / len(telling) if telling else 0.0
    if share >= SAME_FROM:
        return Band.SAME
    return Band.CLOSE if share >= CLOSE_FROM else Band.RELATED
