import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.common.redline import Kind, Span, word_redline
from tests.cost import cost

EQUAL, STRUCK, ADDED = Kind.EQUAL, Kind.STRUCK, Kind.ADDED


def side(spans: list[Span], other: Kind) -> str:
    return "".join(span.text for span in spans if span.kind != other)


def test_words_are_struck_and_added_where_they_changed_and_nowhere_else() -> None:
    before = "A jurisdiction may notify the bureau in writing."
    after = "A jurisdiction must notify the bureau and the agency in writing."
    assert word_redline(before, after) == [
        Span(EQUAL, "A jurisdiction"),
        Span(STRUCK, " may"),
        Span(ADDED, " must"),
        Span(EQUAL, " notify the bureau"),
        Span(ADDED, " and the agency"),
        Span(EQUAL, " in writing."),
    ]


def test_a_sentence_at_the_end_of_a_paragraph_strikes_nothing() -> None:
    assert word_redline("One.\n\nTwo.", "One. More.\n\nTwo.") == [
        Span(EQUAL, "One."),
        Span(ADDED, " More."),
        Span(EQUAL, "\n\nTwo."),
    ]


def test_a_new_paragraph_is_added_whole() -> None:
    assert word_redline("One.", "One.\n\nTwo.") == [Span(EQUAL, "One."), Span(ADDED, "\n\nTwo.")]


def test_an_end_of_a_paragraph_is_never_divided_between_two_runs() -> None:
    spans = word_redline("One two.\n\nThree four.\n\nFive", "One 2.\n\n3 four.\n\nFive\n\nSix")
    assert sum(span.text.count("\n\n") for span in spans) == sum(span.text.count("\n") for span in spans) / 2


@pytest.mark.parametrize(("before", "after", "spans"), [
    ("", "", []),
    ("Same.", "Same.", [Span(EQUAL, "Same.")]),
    ("", "New.", [Span(ADDED, "New.")]),
    ("Old.", "", [Span(STRUCK, "Old.")]),
])  # fmt: skip
def test_what_is_the_same_new_or_gone_is_one_run(before: str, after: str, spans: list[Span]) -> None:
    assert word_redline(before, after) == spans


def test_common_words_are_not_taken_for_junk() -> None:
    before = "the " * 300 + "end"
    assert word_redline(before, before.replace("end", "stop"))[0] == Span(EQUAL, ("the " * 300).strip())


def test_a_long_provision_is_compared_sentence_by_sentence() -> None:
    sentences = [f"Sentence {number} says what is to be done in case {number}." for number in range(500)]
    after = [*sentences[:250], "Sentence 250 says what is to be left in case 250.", *sentences[251:]]
    assert word_redline(" ".join(sentences), " ".join(after))[1:3] == [Span(STRUCK, " done"), Span(ADDED, " left")]


TEXTS = st.lists(st.sampled_from(["a", "b", "the", "end.", "\n\n", "\n", " ", "  ", "\t", "(c)"]), max_size=60)


@given(TEXTS.map(" ".join) | st.text(max_size=80), TEXTS.map("".join) | st.text(max_size=80))
def test_the_runs_of_each_side_joined_are_its_text(before: str, after: str) -> None:
    spans = word_redline(before, after)
    assert side(spans, ADDED) == before
    assert side(spans, STRUCK) == after
    assert all(one.kind != other.kind for one, other in pairwise(spans))


@given(TEXTS.map(" ".join), TEXTS.map(" ".join))
def test_long_texts_keep_every_character_too(before: str, after: str) -> None:
    old, new = before + " word. x" * 2_001, after + " word. x" * 2_000
    spans = word_redline(old, new)
    assert (side(spans, ADDED), side(spans, STRUCK)) == (old, new)


@pytest.mark.parametrize(("before", "after"), [
    ("a " * 10_000, "a b " * 5_000),
    ("a b " * 900, "b a a " * 600),
    ("a. " * 5_000, "b. a. " * 3_000),
    ("\n\n" * 9_000, "\n " * 9_000),
    (" ".join(str(number) for number in range(1_900)), " ".join(str(number) for number in range(1_900, 0, -1))),
])  # fmt: skip
def test_no_texts_take_long(before: str, after: str) -> None:
    assert cost(lambda: word_redline(before, after), rounds=1) < 100


def test_a_document_of_22_000_words_is_compared_in_a_moment() -> None:
    choose = random.Random(22)  # noqa: S311 - a fixed choice of words, nothing secret
    words = [f"word{number}" for number in range(900)]
    before = [" ".join(choose.choices(words, k=73)) + "." for _ in range(300)]
    after = list(before)
    for position in range(0, 300, 3):
        edited = after[position].split(" ")
        edited[20:24] = ["changed", "words", "stand"]
        edited[50] = "here"
        after[position] = " ".join(edited)
    assert cost(lambda: [word_redline(old, new) for old, new in zip(before, after, strict=True)]) < 4
