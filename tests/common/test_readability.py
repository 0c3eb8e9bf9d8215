import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.common.readability import count_syllables, readability, split_sentences
from tests.cost import cost

SYLLABLES = {
    "the": 1, "table": 2, "agreement": 3, "jurisdiction": 4, "activation": 4, "fingerprints": 3, "exchange": 2,
    "received": 2, "requested": 3, "offices": 3, "agencies": 3, "sheriff": 2, "immigration": 4, "identification": 6,
    "bureau": 2, "asked": 1, "places": 2, "rules": 1, "create": 2, "area": 3, "being": 2, "voluntary": 4, "people": 2,
    "mandatory": 4, "various": 3, "region": 2, "state": 1, "enforcement": 3, "statement": 2, "reply": 2, "guidance": 2,
    "authority": 4, "possible": 3, "serious": 3, "evaluate": 4, "official": 3, "287": 1, "I": 1,
}  # fmt: skip


@pytest.mark.parametrize(("word", "syllables"), SYLLABLES.items())
def test_the_syllables_of_the_words_of_guidance_are_counted(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


def test_a_sentence_does_not_end_inside_a_citation_or_after_a_short_form() -> None:
    text = "See 8 U.S.C. 1722 and Pub. L. 110-329. No. 5 is open. “It may.” Is it?\n\nAll of it\n\n48 hours pass."
    assert split_sentences(text) == [
        "See 8 U.S.C. 1722 and Pub. L. 110-329.",
        "No. 5 is open.",
        "“It may.”",
        "Is it?",
        "All of it",
        "48 hours pass.",
    ]


def test_the_grade_is_that_of_the_published_formula() -> None:
    # 9 words, 12 syllables: 0.39 * 9 + 11.8 * 12 / 9 - 15.59.
    figures = readability("The sheriff may receive the match reply this year.")
    assert (figures.words, figures.sentences, figures.words_per_sentence) == (9, 1, 9.0)
    assert figures.grade == pytest.approx(0.39 * 9 + 11.8 * 12 / 9 - 15.59, abs=0.05)


def test_plain_words_have_a_lower_grade_than_heavy_ones() -> None:
    plain = readability("Tell the bureau in writing. It will call you. You may then ask for a new date.")
    heavy = readability("Jurisdictions contemplating nonparticipation communicate notification documentation formally.")
    assert plain.grade < 5
    assert heavy.grade > 15


def test_long_sentences_are_quoted() -> None:
    long = "This sentence " + "goes on and " * 8 + "ends."
    assert readability(f"Short one. {long} Another.").long_sentences == (long,)


@pytest.mark.parametrize("text", ["", "\n\n", "... !", "—"])
def test_a_text_without_words_has_no_figures(text: str) -> None:
    assert readability(text).words == readability(text).grade == 0


@given(st.text(max_size=300))
def test_any_text_can_be_measured(text: str) -> None:
    figures = readability(text)
    assert figures.sentences <= figures.words


@pytest.mark.parametrize("piece", ["a", "a.", "a. ", "A.B.", "ement", "\n\n", "a-", ". A"])
def test_a_long_text_is_measured_quickly(piece: str) -> None:
    assert cost(lambda: readability(piece * 5_000)) < 50
