"""How near an earlier question is, in worded bands."""

import pytest

from portal.inquiries.queries_offers import shared_words
from portal.inquiries.rules_nearness import Band, band_of

ASKED = "May our county decline the activation?"


@pytest.mark.parametrize(
    ("earlier", "band"),
    [
        ("May a county decline activation?", Band.SAME),
        ("Can our county be activated?", Band.CLOSE),
        ("Who pays the county?", Band.RELATED),
        ("What will that be?", Band.RELATED),
    ],
)
def test_the_band_follows_from_the_telling_words_that_both_have(earlier: str, band: Band) -> None:
    assert band_of(ASKED, shared_words(ASKED, earlier)) is band


def test_a_question_without_telling_words_is_near_to_nothing() -> None:
    assert band_of("What will that be?", shared_words("What will that be?", "What will that be?")) is Band.RELATED


def test_words_that_only_hold_a_sentence_together_are_no_reason() -> None:
    assert shared_words("Will they decline that with us?", "They will not decline it with that.") == ("decline",)
