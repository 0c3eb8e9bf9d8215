from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.statements.rules_check import Book, Outcome, Provision

BREAKFAST = Provision(
    id="breakfast",
    audience="schools",
    text="Every school that takes part in the lunch program must offer a free breakfast to each eligible pupil.",
)
LOGS = Provision(
    id="logs",
    audience="program staff",
    text="Every inquiry must be logged in the portal within two business days and retained for three years.",
)
WINDOWS = Provision(
    id="windows", audience="owners", text="Windows of a listed building must not be replaced without a permit."
)
DOGS = Provision(
    id="dogs",
    audience="visitors",
    text="Dogs must be on a leash in all parks. A camping permit is issued automatically upon payment of the fee.",
)
MEETING = Provision(
    id="meeting", audience="groups", text="Any jurisdiction or community group may request an outreach meeting."
)
BOOK = Book([BREAKFAST, LOGS, WINDOWS, DOGS, MEETING])


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        ("Offering breakfast is optional for schools in the lunch program.", "breakfast"),
        ("A school may refuse an eligible pupil a free breakfast.", "breakfast"),
        ("Inquiries must be logged in the portal within ten business days.", "logs"),
        ("Logging an inquiry in the portal is voluntary.", "logs"),
        ("Windows of a listed building may be replaced without a permit.", "windows"),
        ("No permit is needed for replacing the windows of a listed building.", "windows"),
        ("Camping permits are issued only after an interview with a ranger.", "dogs"),
        ("Dogs do not have to be on a leash in parks.", "dogs"),
        ("Only jurisdictions can ask for an outreach meeting.", "meeting"),
    ],
)
def test_a_contradiction_is_found_given_the_provision_and_in_the_book(text: str, provision: str) -> None:
    assert BOOK.judge(text, provision).outcome is Outcome.CONTRADICTS
    assert [finding.provision for finding in BOOK.findings(text)] == [provision]


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        ("Eligible pupils get breakfast at school free of charge.", "breakfast"),
        ("No school may refuse an eligible pupil a free breakfast.", "breakfast"),
        ("Every inquiry has to be recorded in the portal within two business days.", "logs"),
        ("It is not true that logging an inquiry in the portal is voluntary.", "logs"),
        ("You cannot replace windows in a listed building unless you hold a permit.", "windows"),
        ("If you hold a permit, windows of a listed building may be replaced.", "windows"),
        ("Under the old rules, dogs were not required to be on a leash in parks.", "dogs"),
        ("You asked whether dogs may be off the leash in parks.", "dogs"),
        ("A community group may ask for an outreach meeting.", "meeting"),
    ],
)
def test_what_agrees_raises_nothing(text: str, provision: str) -> None:
    assert BOOK.judge(text, provision).outcome is not Outcome.CONTRADICTS
    assert BOOK.findings(text) == []


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        ("Attendance at the business breakfast is optional for speakers.", "breakfast"),
        ("The concert hall is closed on Mondays.", "dogs"),
    ],
)
def test_what_is_about_something_else_is_unrelated(text: str, provision: str) -> None:
    assert BOOK.judge(text, provision).outcome is Outcome.UNRELATED
    assert BOOK.findings(text) == []


def test_a_finding_quotes_both_passages_and_says_why() -> None:
    text = "Thank you for your letter. Logging an inquiry in the portal is voluntary. Goodbye."
    [finding] = BOOK.findings(text)
    assert text[finding.start : finding.end] == finding.sentence == "Logging an inquiry in the portal is voluntary."
    assert finding.passage in LOGS.text
    assert finding.reason == f"text: optional; provision: required (“{finding.passage}”)"


def test_offsets_are_code_points_whatever_stands_before() -> None:
    text = "İstanbul 🙂 writes. Logging an inquiry in the portal is voluntary."
    [finding] = BOOK.findings(text)
    assert text[finding.start : finding.end] == "Logging an inquiry in the portal is voluntary."


def test_the_level_of_a_provision_goes_before_words_that_only_describe() -> None:
    bare = Provision(id="survey", text="Businesses answer the yearly survey.")
    text = "Answering the yearly survey is mandatory for businesses."
    assert Book([bare]).judge(text, "survey").outcome is Outcome.CONSISTENT
    optional = replace(bare, level="optional")
    assert Book([optional]).judge(text, "survey").outcome is Outcome.CONTRADICTS


def test_the_synonyms_of_a_provision_are_words_by_which_it_is_found() -> None:
    bare = Provision(id="exchange", text="The federal exchange is mandatory.")
    text = "Interoperability is optional."
    assert Book([bare]).findings(text) == []
    known = replace(bare, synonyms=("interoperability",))
    assert [finding.provision for finding in Book([known]).findings(text)] == ["exchange"]


def test_a_provision_that_is_not_in_the_book_cannot_be_judged() -> None:
    with pytest.raises(KeyError):
        BOOK.judge("Anything.", "unknown")


def test_a_book_without_provisions_finds_nothing() -> None:
    assert Book([]).findings("Logging an inquiry in the portal is voluntary.") == []


@given(st.text())
def test_any_text_can_be_checked(text: str) -> None:
    for finding in BOOK.findings(text):
        assert text[finding.start : finding.end] == finding.sentence


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("Plants from abroad must be inspected.", "Plants from abroad are inspected only if the importer requests it."),
        ("Answering the survey is voluntary for companies.", "A company that ignores the survey will be fined."),
        (
            "Prints are checked against both the criminal and the federal list.",
            "Prints are checked only against the list.",
        ),
        ("Claims must be settled within 45 days.", "Claims are settled within 90 days."),
        (
            "Records must not be disclosed without consent in writing.",
            "Records may be disclosed if you agree by telephone.",
        ),
        ("Library cards are free for residents.", "Residents pay for a library card."),
    ],
)
def test_conditions_threats_amounts_and_manners_contradict(rule: str, text: str) -> None:
    assert Book([Provision(id="rule", text=rule)]).judge(text, "rule").outcome is Outcome.CONTRADICTS


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (
            "Contracts over $25,000 must be awarded by competition.",
            "A contract of $9,000 need not be awarded by competition.",
        ),
        ("A suspension may not exceed ten days.", "No suspension lasts more than ten days."),
        ("Claims must be settled within 45 days.", "We settle most claims within two weeks."),
        ("Teachers must have a degree.", "Foster parents are not required to have a degree."),
    ],
)
def test_other_cases_and_tighter_promises_do_not(rule: str, text: str) -> None:
    assert Book([Provision(id="rule", text=rule)]).judge(text, "rule").outcome is not Outcome.CONTRADICTS
