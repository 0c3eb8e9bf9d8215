import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.rules_query import Term, also_looked_for, read_query, telling
from portal.search.rules_words import Stems


def wordings(query: str) -> list[Stems]:
    return [term.stems for term in read_query(query)]


def test_each_word_is_a_term_and_is_asked_for_once() -> None:
    assert wordings("costs complaints Costs") == [("cost",), ("complaint",)]


def test_what_stands_in_quotation_marks_is_one_term_in_its_very_order() -> None:
    assert read_query('"opt in or opt out"') == (Term(stems=("opt", "in", "or", "opt", "out"), is_quoted=True),)
    assert wordings("“opt out” today") == [("opt", "out"), ("todai",)]


def test_what_is_quoted_has_no_synonyms() -> None:
    [quoted] = read_query('"memorandum"')
    [plain] = read_query("memorandum")
    assert quoted.others == ()
    assert ("moa",) in plain.others


def test_words_without_a_space_between_them_are_one_term() -> None:
    assert wordings("8 CFR 287.7") == [("8",), ("cfr",), ("287", "7")]
    assert wordings("col:x") == [("col", "x")]


def test_a_slash_stands_between_choices() -> None:
    assert wordings("MOA/fingerprints") == [("moa",), ("fingerprint",)]


@pytest.mark.parametrize("query", ["opt out", "opt-out", "Opt  Out", "opting out"])
def test_words_that_mean_something_together_are_one_term(query: str) -> None:
    [term] = read_query(query)
    assert term.stems == ("opt", "out")
    assert ("declin",) in term.others


def test_the_longest_wording_is_taken() -> None:
    [term] = read_query("memorandum of agreement")
    assert term.stems == ("memorandum", "of", "agreement")


def test_the_other_words_are_told_once_and_as_they_are_written() -> None:
    assert also_looked_for(read_query("SIB and SIB")) == ("state identification bureau", "state bureau")


def test_the_words_of_a_sentence_are_left_out_of_what_tells_something() -> None:
    asked = read_query("What may a sheriff do about costs?")
    assert [term.stems for term in telling(asked)] == [("mai",), ("sheriff",), ("cost",)]


def test_a_query_of_such_words_alone_keeps_them() -> None:
    assert telling(read_query("and or")) == read_query("and or") != ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"unclosed', [("unclos",)]),
        ("*", []),
        ("NEAR(", [("near",)]),
        ("AND OR NOT", [("and",), ("or",), ("not",)]),
        ("(" * 300, []),
        ("%", []),
        ("_", []),
        ("a_b", [("a", "b")]),
        ('""', []),
        ('" "', []),
        ("😀🎉", []),
        ("-fingerprint", [("fingerprint",)]),
        ("stems:x'); --", [("stem", "x")]),
    ],
)
def test_every_mark_is_literal(query: str, expected: list[Stems]) -> None:
    assert wordings(query) == expected


@given(st.text(max_size=200))
def test_every_text_can_be_asked_for(query: str) -> None:
    terms = read_query(query)
    assert len(set(terms)) == len(terms)
    assert all(term.stems and all(wording for wording in term.alternatives) for term in terms)
