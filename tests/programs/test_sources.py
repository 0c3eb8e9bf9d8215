"""The files of a program: what they say, how they can be wrong, and that what is written is read back."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.programs.rules_audiences import AudienceFacts
from portal.programs.rules_content import ProgramContent, ProgramEventContent
from portal.programs.sources import AUDIENCE_FIELDS, read_audiences, read_program, write_audiences, write_program

PROGRAM = """\
---
slug: river-watch
name: River Watch
time_zone: America/Chicago
intent: Keep the rivers watched.
legal_basis: [1 U.S.C. 1]
events:
  - {on: 2010-05-01, kind: started, source: Order 1}
  - {on: 2011-05-01, kind: ended, source: Order 2, known: "2011-06-01T12:00:00-05:00"}
---

A program about rivers.

It has two paragraphs.
"""

AUDIENCES = """\
- {slug: all, name: reader, plural: Readers, parent: null}
- {slug: local, name: town, plural: Towns, parent: all}
"""

NO_LIST = (
    "audiences.yml:1: Write a list of kinds of stakeholder, each begun with a dash: " + ", ".join(AUDIENCE_FIELDS) + "."
)


def lines_of(text: str) -> list[str]:
    _, issues = read_program(text, file="program.md")
    return [str(issue) for issue in issues]


def audience_lines_of(text: str) -> list[str]:
    _, issues = read_audiences(text, file="audiences.yml")
    return [str(issue) for issue in issues]


def test_a_program_is_read_with_its_events_in_its_own_time_zone() -> None:
    source, issues = read_program(PROGRAM, file="program.md")
    assert source is not None
    assert issues == []
    assert source.content.value == ProgramContent(
        slug="river-watch",
        name="River Watch",
        intent="Keep the rivers watched.",
        legal_basis=("1 U.S.C. 1",),
        time_zone="America/Chicago",
        description="A program about rivers.\n\nIt has two paragraphs.",
    )
    assert [event.value.known_at for event in source.events] == [
        datetime(2010, 5, 1, 5, tzinfo=UTC),
        datetime(2011, 6, 1, 17, tzinfo=UTC),
    ]
    assert [event.line for event in source.events] == [8, 9]


@pytest.mark.parametrize("written", ["on", '"on"', "'on'"])
def test_the_word_on_means_itself_whether_it_is_quoted_or_not(written: str) -> None:
    text = PROGRAM.replace("{on:", f"{{{written}:")
    assert lines_of(text) == []


@pytest.mark.parametrize(
    ("replaced", "by", "said"),
    [
        ("---\nslug", "slug", "program.md:1: The file begins with its fields between two lines ---; write them."),
        ("slug: river-watch\n", "", "program.md:2: slug is missing; write it."),
        ("river-watch", "River Watch", "program.md:2: slug holds small letters, digits and single hyphens only."),
        ("name: River Watch", "name: " + "x" * 121, "program.md:3: name has 121 characters; the limit is 120."),
        (
            "name: River Watch",
            "name: [a]",
            "program.md:3: name must be a text; it is a list or a mapping. If it is a text, put it in quotes.",
        ),
        (
            "America/Chicago",
            "Chicago",
            "program.md:4: The time zone Chicago is not known; write its IANA name, as in America/New_York.",
        ),
        (
            "America/Chicago",
            "../../etc/passwd",
            "program.md:4: The time zone ../../etc/passwd is not known; write its IANA name, as in America/New_York.",
        ),
        (
            "[1 U.S.C. 1]",
            "[[1]]",
            "program.md:6: legal_basis must be a list of texts, none of them empty; put each of them in quotes.",
        ),
        ("legal_basis: [1 U.S.C. 1]\n", "", "program.md:2: legal_basis is missing; write it."),
        ("intent:", "intend: x\nintent:", "program.md:5: There is no field intend; did you mean intent?"),
        (
            "name: River Watch",
            "name: River Watch\nname: Other",
            "program.md:4: name stands twice, first on line 3; keep one of them.",
        ),
        (
            "2010-05-01",
            "2010-02-30",
            (
                "program.md:8: on is “2010-02-30”; write a date like 2011-08-05, or an instant with its zone like "
                "2011-08-05T14:00:00-04:00."
            ),
        ),
        ("2010-05-01", "2010-05-01T00:00:00Z", "program.md:8: on is an instant; write a date like 2011-08-05."),
        ("kind: started, ", "", "program.md:8: kind is missing; write it."),
        (", source: Order 1", "", "program.md:8: source is missing; write it."),
        (
            "on: 2011-05-01, kind: ended",
            "on: 2010-05-01, kind: started",
            "program.md:9: The event started of 2010-05-01 stands on line 8 already; keep one.",
        ),
        (
            "name: River Watch",
            "name: &x River",
            "program.md:3: YAML anchors (& and *) are not used here; write the value out, or put it in quotes.",
        ),
        (
            "\n\nA program about rivers.",
            "\n\n" + "x" * 20_001,
            "program.md:11: The text has more than 20,000 characters; shorten it.",
        ),
    ],
)
def test_each_fault_of_a_program_is_named_with_its_line(replaced: str, by: str, said: str) -> None:
    assert replaced in PROGRAM
    assert said in lines_of(PROGRAM.replace(replaced, by, 1))


def test_every_fault_is_reported_in_one_run() -> None:
    text = (
        PROGRAM.replace("slug: river-watch", "slug: X Y").replace("America/Chicago", "Nowhere").replace("Order 1", "")
    )
    assert sorted(line.partition(": ")[0] for line in lines_of(text)) == [
        "program.md:2",
        "program.md:4",
        "program.md:8",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "",
            NO_LIST,
        ),
        (
            "slug: all",
            NO_LIST,
        ),
        (AUDIENCES + AUDIENCES, "audiences.yml:3: The kind all stands on line 1 already; keep one."),
        (AUDIENCES.replace("parent: all", "parent: every"), "audiences.yml:2: The parent every of local is not known."),
        (
            AUDIENCES.replace("parent: all", "parent: null"),
            "audiences.yml:2: local has no parent, and the tree has a root already; name its parent.",
        ),
        (
            AUDIENCES.replace("parent: null", "parent: local"),
            "audiences.yml:1: all lies in itself, by way of local; break the circle.",
        ),
        (
            AUDIENCES.replace("parent: all", "parent: local"),
            "audiences.yml:2: local lies in itself, by way of local; break the circle.",
        ),
        (
            "".join(reversed(AUDIENCES.splitlines(keepends=True))),
            "audiences.yml:1: local stands above its parent all; write a parent first.",
        ),
        (AUDIENCES.replace("town", "t" * 121), "audiences.yml:2: name has 121 characters; the limit is 120."),
    ],
)
def test_each_fault_of_the_kinds_is_named_with_its_line(text: str, said: str) -> None:
    assert said in audience_lines_of(text)


def test_kinds_without_a_fault_are_read_in_their_order() -> None:
    kinds, issues = read_audiences(AUDIENCES, file="audiences.yml")
    assert issues == []
    assert [(kind.value.slug, kind.value.parent, kind.line) for kind in kinds] == [
        ("all", None, 1),
        ("local", "all", 2),
    ]


PLAIN = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40)
SENTENCES = st.lists(PLAIN, min_size=1, max_size=5).map(" ".join)
NAMES = SENTENCES.filter(lambda name: len(name) <= 120)
SLUGS = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,2}", fullmatch=True)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(lambda each: each.replace(tzinfo=UTC))  # noqa: DTZ001 - the zone is put in beside
EVENTS = st.builds(ProgramEventContent, on=DAYS, kind=SLUGS, source=SENTENCES, known_at=INSTANTS)
PROGRAMS = st.builds(
    ProgramContent,
    slug=SLUGS,
    name=NAMES,
    intent=SENTENCES,
    legal_basis=st.lists(SENTENCES, min_size=1, max_size=3).map(tuple),
    time_zone=st.sampled_from(["America/New_York", "UTC", "Pacific/Guam"]),
    description=st.lists(SENTENCES, max_size=3).map("\n\n".join),
)


@given(PROGRAMS, st.lists(EVENTS, max_size=3, unique_by=lambda event: (event.on, event.kind)))
def test_whatever_is_written_of_a_program_is_read_back_the_same(
    content: ProgramContent, events: list[ProgramEventContent]
) -> None:
    source, issues = read_program(write_program(content, tuple(events)), file="program.md")
    assert issues == []
    assert source is not None
    assert (source.content.value, [event.value for event in source.events]) == (content, events)


KINDS = st.builds(AudienceFacts, slug=SLUGS, name=NAMES, plural=NAMES, parent=st.none())


@given(st.lists(KINDS, min_size=1, max_size=6, unique_by=lambda kind: kind.slug))
def test_whatever_is_written_of_kinds_is_read_back_the_same(kinds: list[AudienceFacts]) -> None:
    read, _ = read_audiences(write_audiences(tuple(kinds)), file="audiences.yml")
    assert [kind.value for kind in read] == kinds


@given(st.text(max_size=300))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    read_program(f"---\n{text}\n---\n", file="program.md")
    read_audiences(text, file="audiences.yml")
