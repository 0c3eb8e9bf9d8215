"""Files of guidance are read whole, with the line of everything that is wrong, and never raise."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.common.issues import Issues
from portal.guidance.rules_sources import EditionSource, SourceNote
from portal.guidance.sources import read_document, read_edition, read_events
from tests.cost import cost

EDITION = """---
number: 2
title: Participation in Secure Communities
summary: One paragraph, plain words.
applies_to: State identification bureaus and local law enforcement agencies
published: 2010-08-17
effective_from: 2010-08-17
change_note: A jurisdiction may now ask, in writing, not to be activated.
legal: [8 U.S.C. 1722, 28 U.S.C. 534]
source: {title: Setting the Record Straight, office: ICE, date: 2010-08-17}
---

## Sending and receiving

/// provision | receive-match-replies
    number: "2.10"
    heading: Receiving match replies
    obligations:
      - audience: local
        level: optional
        action: Receive the immigration match reply
        how_to_decline: Tell the state identification bureau in writing.
        authority: 28 U.S.C. 534(a)(4)
      - {audience: state-identification-bureau, level: conditional,
         condition: Does your message switch accept the replies?, authority: ""}
    was: [match-messages]          # lineage: earlier labels that this continues

The words of the provision, in Markdown. See [[federal-exchange]].

  A second paragraph.
///
"""


def read(text: str, file: str = "2.md") -> tuple[EditionSource, list[str]]:
    edition, issues = read_edition(text.encode(), file=file)
    assert edition is not None
    return edition, [str(issue) for issue in issues]


def issues_of(text: str, file: str = "2.md") -> list[str]:
    return [str(issue) for issue in read_edition(text.encode(), file=file)[1]]


def replaced(old: str, new: str) -> list[str]:
    assert old in EDITION
    return issues_of(EDITION.replace(old, new, 1))


def test_an_edition_is_read_as_the_contract_writes_it() -> None:
    edition, issues = read(EDITION)
    assert issues == []
    assert (edition.number, edition.published, edition.effective_from) == (2, date(2010, 8, 17), date(2010, 8, 17))
    assert edition.legal == ("8 U.S.C. 1722", "28 U.S.C. 534")
    assert edition.source == SourceNote(title="Setting the Record Straight", office="ICE", date=date(2010, 8, 17))
    (provision,) = edition.provisions
    assert (provision.label, provision.number) == ("receive-match-replies", "2.10")
    assert (provision.section, provision.was) == ("Sending and receiving", ("match-messages",))
    assert provision.markdown == (
        "The words of the provision, in Markdown. See [[federal-exchange]].\n\n  A second paragraph."
    )
    local, bureau = provision.obligations
    assert (local.audience, local.level, local.place, local.applies_when) == ("local", "optional", "US", "always")
    assert (bureau.condition, bureau.authority) == ("Does your message switch accept the replies?", "")


def test_every_part_knows_its_file_and_line() -> None:
    edition, _ = read(EDITION, file="content/2.md")
    (provision,) = edition.provisions
    bureau = provision.obligations[1]
    lines = EDITION.split("\n")
    assert edition.file == provision.file == bureau.file == "content/2.md"
    assert lines[edition.line_of("legal") - 1].startswith("legal:")
    assert lines[provision.line - 1].startswith("/// provision")
    assert "heading:" in lines[provision.line_of("heading") - 1]
    assert lines[provision.line_of("markdown") - 1].startswith("The words")
    assert "was:" in lines[provision.line_of("was") - 1]
    assert "how_to_decline" in lines[provision.obligations[0].line_of("how_to_decline") - 1]
    assert "condition:" in lines[bureau.line_of("condition") - 1]
    assert "- {audience" in lines[bureau.line_of("deadline") - 1]


def test_an_instant_may_stand_where_a_date_does() -> None:
    edition, issues = read(EDITION.replace("published: 2010-08-17", "published: 2010-08-17T14:30:00-04:00"))
    assert issues == []
    assert edition.published == datetime(2010, 8, 17, 18, 30, tzinfo=UTC)


def test_lines_may_end_as_they_do_on_other_systems() -> None:
    assert read(EDITION.replace("\n", "\r\n"))[0] == read(EDITION)[0]


def test_text_is_composed_on_reading() -> None:
    assert read(EDITION.replace("plain words", "cafe\u0301"))[0].summary == "One paragraph, caf\u00e9."


def test_a_value_that_yaml_would_guess_at_stays_the_text_that_was_written() -> None:
    edition, issues = read(EDITION.replace('"2.10"', "2.10").replace("audience: local", "audience: no"))
    assert issues == []
    assert edition.provisions[0].number == "2.10"
    assert edition.provisions[0].obligations[0].audience == "no"


FAULTS = [
    ("title: Part", "xtitle: Part", "2.md:3: There is no field xtitle; did you mean title?"),
    ("number: 2", "xnumber: 2", "2.md:2: number is missing; write it."),
    ("number: 2", "number: two", "2.md:2: number is “two”; write a whole number, such as 2."),
    ("number: 2", "number: 3", "2.md:2: number is 3, but the file is named 2.md; make them equal."),
    ("number: 2", "number: ٢", "2.md:2: number is “٢”; write a whole number"),
    ("number: 2", "number: 99999999999999999999", "2.md:2: number is “99999999999999999999”; write a whole number"),
    ("published: 2010-08-17", "published: 2010-02-30", "2.md:6: published is “2010-02-30”; write a date like"),
    ("published: 2010-08-17", "published: 2010-08-17T10:00", "2.md:6: published is “2010-08-17T10:00”; write a date"),
    ("published: 2010-08-17", "published: now", "2.md:6: published is “now”"),
    ("published: 2010-08-17", "published: 0001-01-01", "2.md:6: published is “0001-01-01”"),
    ("published: 2010-08-17", "published: 2010-08-17T10:00:00+99:99", "2.md:6: published is"),
    ("summary: One", "title: Again\nsummary: One", "2.md:4: title stands twice, first on line 3; keep one of them."),
    ("summary: One paragraph, plain", "summary: One: two", "2.md:4: This is not valid YAML: a colon followed by a"),
    ("legal: [8 U.S.C. 1722, 28 U.S.C. 534]", "legal: {a: b}", "2.md:9: legal must be a list of texts"),
    ("legal: [8", "legal: [8, 'x", "This is not valid YAML"),
    ("legal: [8", "legal: &a [8", "2.md:9: YAML anchors (& and *) are not used here"),
    ("legal: [8", "legal: !!python/name:os.system [8", "2.md:9: YAML tags (!) are not used here"),
    ("summary: One", "summary: [One", "This is not valid YAML"),
    ("summary: One", "? [a, b]\n: c\nsummary: One", "2.md:4: A key is a list or a mapping here"),
    ("office: ICE", "ofice: ICE", "2.md:10: There is no field ofice; did you mean office?"),
    ("date: 2010-08-17}", "date: soon}", "2.md:10: date is “soon”"),
    ("    heading: Rec", "    xheading: Rec", "2.md:17: There is no field xheading; did you mean heading?"),
    ("    heading: Rec", "    xheading: Rec", "2.md:16: heading is missing"),
    ("level: optional", "level: [optional]", "2.md:20: level must be a text; it is a list or a mapping."),
    ("level: optional", "xlevel: optional", "2.md:20: There is no field xlevel; did you mean level?"),
    ("      - audience: local", "      - audience:", "2.md:19: audience is missing"),
    ("    obligations:\n", "    obligations: none\n", "This is not valid YAML"),
    ("was: [match-messages]", "was: [[a]]", "2.md:26: was must be a list of texts"),
    ("    heading: Rec", "heading: Rec", "2.md:17: This looks like a field of the head"),
    ("    obligations:", "\n    obligations:", "2.md:19: This looks like a field of the head"),
    ("    obligations:", "\tobligations:", "2.md:18: This is not valid YAML"),
    ("\n///\n", "\n", "2.md:15: provision receive-match-replies has no end; write /// on a line of its own after it."),
    ("\n///\n", "\n////\n", "2.md:31: The block of line 15 ends with ///, as it began; correct it."),
    ("\n///\n", "\n/// note: x\n///\n", "2.md:31: This mark of a block is left over (///); take it out."),
    ("/// provision", "text\n\n/// provision", "2.md:15: Words stand in a provision; this line is outside of one"),
    ("/// provision", "### Deep\n\n/// provision", "2.md:15: A section is headed with ## and a title"),
    ("/// provision", "///\n\n/// provision", "2.md:15: This mark ends no block"),
    ("/// provision", "/// provisionn", "2.md:15: There is no block named provisionn; the only one is provision."),
    ("## Sending", "## Empty\n\n## Sending", "2.md:13: The section “Empty” is empty; take it out."),
    ("plain words", "plain \u202ewords", "2.md:4: This line holds a mark that turns the direction of reading (U+202E"),
    ("plain words", "plain \x00words", "2.md:4: This line holds a control character (U+0000): take it out."),
    ("plain words", "plain \u2028words", "2.md:4: This line holds a control character (U+2028): take it out."),
]


@pytest.mark.parametrize(("old", "new", "message"), FAULTS, ids=[message for _, _, message in FAULTS])
def test_each_fault_is_reported_on_its_line_with_what_to_do(old: str, new: str, message: str) -> None:
    found = replaced(old, new)
    assert any(message in each for each in found), found


def test_all_faults_of_a_file_are_reported_in_one_run() -> None:
    text = EDITION
    for old, new in (
        ("title:", "xtitle:"),
        ("2010-08-17\neff", "soon\neff"),
        ("level: opt", "xlevel: opt"),
        ("\n///", ""),
    ):
        text = text.replace(old, new, 1)
    assert len(issues_of(text)) >= 6


def test_a_duplicate_section_is_reported() -> None:
    again = EDITION + "\n## Sending and receiving\n" + EDITION.split("## Sending and receiving\n")[1]
    assert "2.md:33: The section “Sending and receiving” stands twice; put its provisions together." in issues_of(again)


def test_a_block_inside_another_is_reported_and_both_are_read() -> None:
    edition, issues = read(
        EDITION.replace("The words", "/// provision | inner\n    number: '3'\n    heading: In\n\nThe")
    )
    assert [provision.label for provision in edition.provisions] == ["receive-match-replies", "inner"]
    assert any("2.md:15: provision receive-match-replies has no end" in each for each in issues)


def test_a_block_of_four_slashes_is_a_block_like_any_other() -> None:
    four = EDITION.replace("/// provision", "//// provision").replace("\n///\n", "\n////\n")
    assert read(four) == read(EDITION)


def test_a_line_break_at_the_end_of_a_line_of_the_words_is_kept() -> None:
    edition, _ = read(EDITION.replace("See [[fed", "See  \n[[fed"))
    assert "See  \n" in edition.provisions[0].markdown


WITHOUT_FRONT_MATTER = ["", "\n", "---", "---\n", "text", "---\ntitle: x", "- a\n- b", "---\n- a\n---\n", "---\n---\n"]


@pytest.mark.parametrize("text", WITHOUT_FRONT_MATTER)
def test_a_file_without_its_fields_is_refused_with_one_message(text: str) -> None:
    edition, issues = read_edition(text.encode(), file="2.md")
    assert edition is None
    assert [issue.line for issue in issues] == [1]


def test_a_file_that_is_not_utf_8_names_the_line() -> None:
    raw = EDITION.encode().replace(b"plain", b"pl\xffin")
    assert "2.md:4: This line is not UTF-8; save the file as UTF-8." in map(str, read_edition(raw, file="2.md")[1])


def test_faults_besides_a_broken_character_are_reported_too() -> None:
    raw = EDITION.replace("title:", "xtitle:", 1).encode().replace(b"plain", b"pl\xffin")
    assert len(read_edition(raw, file="2.md")[1]) == 2


@pytest.mark.parametrize(
    "head", ["[" * 20_000, "{" * 20_000, "- " * 10_000, "? " * 10_000, "a: {" * 5_000, "!" * 20_000]
)
def test_yaml_that_would_take_long_is_refused_at_once(head: str) -> None:
    assert issues_of(f"---\n{head}\n---\n")
    assert cost(lambda: issues_of(f"---\n{head}\n---\n")) < 100


DOCUMENT = """slug: participation
identifier: PART-01
title: Participation in Secure Communities
office: U.S. Immigration and Customs Enforcement
owner: Office of Policy
review_by: 2012-08-05
intent: Say who must do what.
"""


def test_a_document_is_read() -> None:
    document, issues = read_document(DOCUMENT.encode(), file="document.yml")
    assert issues == []
    assert document is not None
    assert (document.identifier, document.review_by) == ("PART-01", date(2012, 8, 5))
    assert document.line_of("owner") == 5


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("owner: Office of Policy\n", "", "document.yml:1: owner is missing; write it."),
        (
            "2012-08-05",
            "2012-08-05T00:00:00Z",
            "document.yml:6: review_by is an instant; write a date like 2011-08-05.",
        ),
        ("slug:", "slugg:", "document.yml:1: There is no field slugg; did you mean slug?"),
        (DOCUMENT, "- a", "document.yml:1: Write the fields of the document"),
        (DOCUMENT, "a: b\n---\nc: d", "document.yml:2: A second YAML document begins here; a file holds one."),
    ],
)
def test_a_fault_of_a_document_is_reported(old: str, new: str, message: str) -> None:
    issues = read_document(DOCUMENT.replace(old, new).encode(), file="document.yml")[1]
    assert any(message in str(issue) for issue in issues), issues


EVENTS = """- {kind: suspended, on: 2011-05-01, place: IL, reason: A review, source: Letter of May 1}
- kind: effective_moved
  on: 2011-09-01
  known: 2011-08-01T09:00:00-04:00
  source: {title: Letter, office: ICE, date: 2011-08-01}
"""


def test_events_are_read() -> None:
    events, issues = read_events(EVENTS.encode(), file="2.events.yml")
    assert issues == []
    assert [(event.kind, event.on, event.place, event.line) for event in events] == [
        ("suspended", date(2011, 5, 1), "IL", 1),
        ("effective_moved", date(2011, 9, 1), "US", 2),
    ]
    assert events[1].known == datetime(2011, 8, 1, 13, tzinfo=UTC)
    assert events[1].source == "Letter, ICE, 2011-08-01"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind: suspended", "2.events.yml:1: Write a list of events"),
        ("- a", "2.events.yml:1: Write a list of events"),
        ("- {kind: expired}", "2.events.yml:1: on is missing; write it."),
        ("- {kind: expired, on: tomorrow}", "2.events.yml:1: on is “tomorrow”"),
        ("- {knd: expired, on: 2011-05-01}", "2.events.yml:1: There is no field knd; did you mean kind?"),
    ],
)
def test_a_fault_of_the_events_is_reported(text: str, message: str) -> None:
    issues = read_events(text.encode(), file="2.events.yml")[1]
    assert any(message in str(issue) for issue in issues), issues


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n"])
def test_an_empty_file_of_events_says_that_nothing_happened(text: str) -> None:
    assert read_events(text.encode(), file="2.events.yml") == ((), [])


PIECES = st.sampled_from(
    [
        *EDITION.split("\n"),
        "---",
        "///",
        "////",
        "/// provision | a",
        "    x: y",
        "    - {",
        "## S",
        "\ufeff",
        "[[",
        "\t",
    ]
)


@given(st.lists(PIECES, max_size=30).map("\n".join))
def test_no_arrangement_of_lines_breaks_the_reader(text: str) -> None:
    assert isinstance(read_edition(text.encode(), file="2.md")[1], Issues)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode(errors="ignore")))
def test_no_bytes_break_the_readers(raw: bytes) -> None:
    for whole in (raw, b"---\n" + raw + b"\n---\n", EDITION.encode() + raw):
        assert isinstance(read_edition(whole, file="2.md")[1], Issues)
    assert isinstance(read_document(raw, file="document.yml")[1], Issues)
    assert isinstance(read_events(raw, file="2.events.yml")[1], Issues)
