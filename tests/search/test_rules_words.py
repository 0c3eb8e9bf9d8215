import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.rules_words import LONGEST_STEM, stems_of, words_of


def test_case_accents_and_possessives_make_no_difference() -> None:
    assert stems_of("Doña Ana’s SHERIFF") == stems_of("dona ana sheriff's") == ("dona", "ana", "sheriff")


def test_an_accent_that_stands_apart_from_its_letter_is_folded_too() -> None:
    assert stems_of("Don\u0303a") == stems_of("Do\u00f1a") == ("dona",)


def test_letters_of_other_forms_are_read_as_plain_ones() -> None:
    assert stems_of("\U0001d402\U0001d40e\U0001d412\U0001d413\U0001d412 ﬁles İ") == ("cost", "file", "i")


def test_every_other_mark_stands_between_words() -> None:
    assert stems_of('8 CFR § 287.7(a) "opt-out" _x_ 100% *') == ("8", "cfr", "287", "7", "a", "opt", "out", "x", "100")


def test_negations_and_small_words_are_words() -> None:
    assert stems_of("Do not opt out") == ("do", "not", "opt", "out")


@pytest.mark.parametrize("text", ["", "  ", "😀 😀", "%_*()", '"', "\u0301"])
def test_a_text_without_letters_and_digits_has_no_words(text: str) -> None:
    assert stems_of(text) == ()


def test_a_word_is_found_where_it_stands() -> None:
    text = "No “Doña’s” memoranda."
    assert [text[word.start : word.end] for word in words_of(text)] == ["No", "Doña’s", "memoranda"]


@given(st.text())
def test_a_stem_holds_letters_and_digits_only_so_that_no_query_language_can_see_more(text: str) -> None:
    stems = stems_of(text)
    assert all(stem.isalnum() for stem in stems)
    assert all(len(stem) <= LONGEST_STEM for stem in stems)
    assert [word.stem for word in words_of(text)] == list(stems)
