"""A text is judged before anything of it is stored: what is wrong, on which line, and what to do."""

from dataclasses import replace
from datetime import date

import pytest

from portal.guidance.rules_sources import DocumentSource
from portal.guidance.rules_synonyms import Synonyms
from portal.guidance.rules_texts import document_issues, label_owners, text_issues
from portal.guidance.sources import read_edition
from tests.guidance.texts import FIRST, SECOND, SETTING, changed, edition, issues_of


def test_good_editions_have_no_issues() -> None:
    assert issues_of(FIRST, SECOND) == []


PROVISIONS = [
    ("| activation-date", "| honor-detainers", "1.md:25: The label honor-detainers stands twice, first on line 12"),
    ('"1.2"', '"1.1"', "1.md:26: The number 1.1 stands twice, first on line 12"),
    ("| activation-date", "| Activation Date", "1.md:25: “Activation Date” cannot be a label"),
    ("| activation-date", "|", "1.md:25: “” cannot be a label"),
    ("| activation-date", "| agreements", "1.md:25: The label agreements belongs to the document memoranda"),
    ("| activation-date", "| " + "a" * 65, "1.md:25: The label has more than 64 characters; shorten it."),
    ("Activation date", "A" * 301, "1.md:27: The heading has more than 300 characters; shorten it."),
    ("heading: Activation date", "heading: Date\n    was: [other]", "No earlier edition has the label other"),
    ("heading: Activation date", "heading: Date\n    was: [activation-date]", "activation-date cannot continue itself"),
    ("[[activation-date]]", "[[activation-dates]]", "1.md:22: [[activation-dates]] leads nowhere"),
    ("[[activation-date]]", "[[activation-dates]]", "did you mean activation-date?"),
    ("The date is agreed on.\n", "", "1.md:25: The provision activation-date has no words"),
    ("The date is agreed on.", "One.\n\n<script>x</script>", "1.md:37: HTML is not part of these texts (<script)"),
    ("The date is agreed on.", "[x](javascript:y)", "1.md:35: The link to javascript:y is not safe"),
    ("The date is agreed on.", "One.\n\n" + "[" * 9_000, "1.md:37: Too many brackets are opened"),
    ("The date is agreed on.", "word " * 4_001, "1.md:35: The text has 20,005 characters; the limit is 20,000."),
    ("The date is agreed on.", "> " * 900 + "x", "1.md:35: Quotations and lists lie more than 10 deep"),
    ("The date is agreed on.", "> /// x", "A mark of a block is left over"),
]


@pytest.mark.parametrize(("old", "new", "message"), PROVISIONS, ids=[message for _, _, message in PROVISIONS])
def test_what_is_wrong_with_a_provision_is_named_on_its_line(old: str, new: str, message: str) -> None:
    found, faults = read_edition(changed(old, new).encode(), file="1.md")
    assert found is not None
    issues = [*faults, *text_issues({1: found}, {}, document="participation", setting=SETTING)]
    assert any(message in str(each) for each in issues), issues


GONE = "The label activation-date, which edition 1 has, is gone."


def without_date(text: str) -> str:
    return text[: text.index("/// provision | activation-date")].replace(" See [[activation-date]].", "")


def test_a_label_that_vanishes_without_a_word_is_reported_at_the_change_note() -> None:
    assert issues_of(FIRST, without_date(SECOND)) == [
        f"2.md:8: {GONE} Say which provision continues it (was: [activation-date]), or name it in change_note."
    ]


def test_a_label_may_vanish_when_the_change_note_names_it_or_another_continues_it() -> None:
    note = changed("The date is another.", "activation-date ends.", SECOND)
    assert issues_of(FIRST, without_date(note)) == []
    heir = changed("heading: Honoring detainers", "heading: All\n    was: [activation-date]", SECOND)
    assert issues_of(FIRST, without_date(heir)) == []


def test_a_change_note_that_names_a_longer_label_does_not_name_this_one() -> None:
    note = changed("The date is another.", "The provision re-activation-date ends.", SECOND)
    assert any(GONE in each for each in issues_of(FIRST, without_date(note)))


REQUIRED = [
    ("title: Participation\n", "1.md:2: title is missing: guidance needs a title (28 CFR 813.5); write it."),
    ("summary: Who must do what.\n", "1.md:2: summary is missing: guidance needs a short summary at its top"),
    ("applies_to: Local agencies\n", "1.md:2: applies_to is missing: guidance needs the activities or persons"),
    ("legal: [8 CFR 287.7]\n", "1.md:2: legal is missing: guidance needs a citation of the law"),
    ("effective_from: 2010-08-17\n", "1.md:2: effective_from is missing"),
    ("source: {title: A letter, office: The agency, date: 2010-08-17}\n", "1.md:2: source is missing"),
]


@pytest.mark.parametrize(("line", "message"), REQUIRED, ids=[message for _, message in REQUIRED])
def test_an_element_that_guidance_must_have_is_asked_for(line: str, message: str) -> None:
    assert any(each.startswith(message) for each in issues_of(changed(line, "")))


def test_a_later_edition_must_say_what_changed() -> None:
    assert issues_of(FIRST, changed("change_note: The date is another.\n", "", SECOND)) == [
        "2.md:2: change_note is missing: say what changed since edition 1."
    ]


def test_a_draft_needs_no_dates_and_no_source() -> None:
    draft = SECOND
    for line in ("published: 2010-10-06\n", "effective_from: 2010-10-06\n"):
        draft = changed(line, "", draft)
    draft = changed("source: {title: A letter, office: The agency, date: 2010-10-06}\n", "", draft)
    assert issues_of(FIRST, draft) == []


def test_editions_are_numbered_as_they_were_published() -> None:
    earlier = changed("published: 2010-10-06", "published: 2010-08-01", SECOND).replace(
        "date: 2010-10-06", "date: 2010-08-01"
    )
    assert issues_of(FIRST, earlier) == [
        "2.md:6: published lies before that of edition 1; editions are numbered as they were published."
    ]


def test_an_edition_that_would_govern_only_until_its_predecessor_must_say_so() -> None:
    retroactive = changed("effective_from: 2010-10-06", "effective_from: 2010-08-01", SECOND)
    (message,) = issues_of(FIRST, retroactive)
    assert message.startswith("2.md:7: effective_from lies before that of edition 1, so that this edition would govern")
    noted = changed("The date is another.", "This governs until August 17, 2010.", retroactive)
    assert issues_of(FIRST, noted) == []


def test_a_text_is_not_published_before_its_source() -> None:
    assert issues_of(changed("date: 2010-08-17}", "date: 2010-08-18}")) == [
        "1.md:6: published lies before the date of the source; a text is published on the day of its source."
    ]


def test_nothing_follows_a_draft() -> None:
    assert "2.md:2: Edition 1 is a draft" in issues_of(changed("published: 2010-08-17\n", ""), SECOND)[0]


def test_a_gap_in_the_numbers_is_reported() -> None:
    third = changed("number: 2", "number: 3", SECOND)
    found = text_issues({1: edition(FIRST), 3: edition(third, 3)}, {}, document="participation", setting=SETTING)
    assert [str(each).split(";")[0] for each in found] == ["3.md:2: There is no edition 2"]


def test_an_edition_without_provisions_is_refused() -> None:
    assert issues_of(FIRST[: FIRST.index("///")]) == ["1.md:2: The edition has no provision; write at least one."]


def test_an_edition_of_five_thousand_provisions_is_refused_at_once() -> None:
    many = FIRST + "".join(
        f"/// provision | p-{at}\n    number: 'x{at}'\n    heading: H\n\nW.\n///\n" for at in range(501)
    )
    assert issues_of(many) == ["1.md:2: The edition has 503 provisions; the limit is 500. Divide it."]


def document(**given: str) -> DocumentSource:
    texts = {"slug": "participation", "identifier": "PART-01", "title": "T", "office": "O", "owner": "W", "intent": "I"}
    return DocumentSource(**{**texts, **given}, review_by=date(2012, 8, 5), file="document.yml")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"slug": "Participation"}, "“Participation” cannot be a slug"),
        ({"slug": "other"}, "slug is other, but the folder is named participation; make them equal."),
        ({"identifier": "MEMO-01"}, "The identifier MEMO-01 is that of memoranda/document.yml too; write another."),
        ({"office": "x" * 201}, "office has more than 200 characters; shorten it."),
    ],
)
def test_what_is_wrong_with_a_document_is_named(given: dict[str, str], message: str) -> None:
    other = DocumentSource(
        slug="memoranda", identifier="MEMO-01", title="T", office="O", owner="W", review_by=None, intent="I",
        file="memoranda/document.yml",
    )  # fmt: skip
    (found,) = document_issues(document(**given), folder="participation", others=[other])
    assert message in str(found)


@pytest.mark.parametrize(
    ("synonyms", "message"),
    [
        ({"decline": Synonyms()}, "decline has 0 synonyms;"),
        ({"decline": Synonyms(acts=("x" * 61,))}, "cannot be a synonym;"),
        ({"decline": Synonyms(acts=("--",))}, "“--” cannot be a synonym;"),
        (
            {"decline": Synonyms(acts=("opt out",), opposites=("Opt  out",))},
            "stands twice, for decline and for decline;",
        ),
    ],
)
def test_what_is_wrong_with_synonyms_is_named(synonyms: dict[str, Synonyms], message: str) -> None:
    given = replace(document(), synonyms=synonyms)
    (found,) = document_issues(given, folder="participation")
    assert message in str(found)


def test_a_good_document_has_no_issues() -> None:
    assert document_issues(document(), folder="participation") == []


def test_a_label_belongs_to_the_document_that_published_it_first() -> None:
    first, second = edition(FIRST), edition(changed("2010-08-17", "2010-08-18", FIRST))
    draft = edition(changed("published: 2010-08-17\n", ""))
    owners = label_owners({"b": [first], "a": [second], "0": [draft]}, SETTING.zone)
    assert owners == {"honor-detainers": "b", "activation-date": "b"}
