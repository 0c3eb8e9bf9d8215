"""What is written as a file reads back as the same values, and every other YAML reader agrees."""

import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from portal.common.yaml_texts import yaml_field, yaml_scalar
from portal.guidance.rules_sources import (
    DocumentSource,
    EditionSource,
    EventSource,
    ObligationSource,
    ProvisionSource,
    SourceNote,
)
from portal.guidance.rules_synonyms import Synonyms
from portal.guidance.sources import read_document, read_edition, read_events
from portal.guidance.sources_writing import write_document, write_edition, write_events

PARTICIPATION = Path("content/guidance/participation")

# What a value holds once it was read: composed, without control characters, without spaces around it.
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp", "Mn")), max_size=150
).map(lambda text: text.strip())
AWKWARD = st.sampled_from(
    ["yes", "no", "null", "~", "2.10", "2010-08-17", "0x1F", "1e3", "- a", "a: b", "a #b", "# a", "[a]", "{a}", "a:",
     "'a'", '"a"', "a\\b", "\N{NO-BREAK SPACE}a", "*a", "&a", "!a", "%a", "@a", "`a`", "---", "///", "=", "<<", "| a",
     "> a", "? a", "é ’ 日本", "two  spaces " + "and many words more " * 8, "long words " * 15 + "end"]
).map(str.strip)  # fmt: skip
TEXTS = (WORDS | AWKWARD).map(lambda text: unicodedata.normalize("NFC", text))
NEEDED = TEXTS.filter(bool)
DAYS = st.dates(date(1776, 1, 2), date(2999, 12, 30))
# Hypothesis asks for bounds without a zone, and adds the zone itself.
MOMENTS = DAYS | st.datetimes(datetime(1776, 1, 2), datetime(2999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001
LABELS = st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,4})?", fullmatch=True)
MARKDOWN = st.lists(NEEDED.filter(lambda line: not line.startswith("/") and ":" not in line), min_size=1, max_size=4)

OBLIGATIONS = st.builds(
    ObligationSource,
    audience=NEEDED,
    place=NEEDED,
    level=NEEDED,
    condition=TEXTS,
    then=TEXTS,
    otherwise=TEXTS,
    applies_when=NEEDED,
    action=TEXTS,
    deadline=TEXTS,
    how_to_decide=TEXTS,
    how_to_decline=TEXTS,
    authority=TEXTS,
)
PROVISIONS = st.builds(
    ProvisionSource,
    label=LABELS,
    number=NEEDED,
    heading=NEEDED,
    section=st.just(""),
    markdown=MARKDOWN.map("\n\n".join),
    was=st.lists(LABELS, max_size=2).map(tuple),
    obligations=st.lists(OBLIGATIONS, max_size=2).map(tuple),
)
PHRASES = st.lists(NEEDED, max_size=2).map(tuple)
# A label without any synonym is refused, and not written.
SYNONYMS = st.builds(Synonyms, acts=st.lists(NEEDED, min_size=1, max_size=2).map(tuple), opposites=PHRASES)
EDITIONS = st.builds(
    EditionSource,
    number=st.integers(1, 9999),
    title=NEEDED,
    summary=NEEDED,
    applies_to=NEEDED,
    published=st.none() | MOMENTS,
    effective_from=st.none() | MOMENTS,
    change_note=TEXTS,
    legal=st.lists(NEEDED, min_size=1, max_size=3).map(tuple),
    source=st.none() | st.builds(SourceNote, title=NEEDED, office=TEXTS, date=st.none() | MOMENTS),
    provisions=st.lists(PROVISIONS, max_size=3).map(tuple),
)


@given(EDITIONS)
def test_an_edition_reads_back_as_it_was_written(edition: EditionSource) -> None:
    assert read_edition(write_edition(edition).encode(), file="draft.md") == (edition, [])


@given(
    st.builds(
        DocumentSource,
        slug=LABELS,
        identifier=NEEDED,
        title=NEEDED,
        office=NEEDED,
        owner=NEEDED,
        review_by=DAYS,
        intent=NEEDED,
        synonyms=st.dictionaries(LABELS, SYNONYMS, max_size=2),
    )
)
def test_a_document_reads_back_as_it_was_written(document: DocumentSource) -> None:
    assert read_document(write_document(document).encode(), file="document.yml") == (document, [])


@given(
    st.lists(
        st.builds(
            EventSource, kind=NEEDED, on=MOMENTS, known=st.none() | MOMENTS, place=NEEDED, reason=TEXTS, source=TEXTS
        )
    )
)
def test_events_read_back_as_they_were_written(events: list[EventSource]) -> None:
    assert read_events(write_events(events).encode(), file="1.events.yml") == (tuple(events), [])


@given(TEXTS)
def test_a_text_reads_back_in_any_reader_of_yaml(text: str) -> None:
    assert yaml.safe_load(f"a: {yaml_scalar(text)}") == {"a": text}
    assert yaml.safe_load("\n".join(yaml_field("a", text))) == {"a": text}


def test_plain_words_are_written_without_quotation_marks() -> None:
    assert yaml_scalar("Is a county of your state, or two, to be activated?") == (
        "Is a county of your state, or two, to be activated?"
    )


def test_a_long_text_is_folded_over_several_lines() -> None:
    lines = list(yaml_field("summary", "several words " * 20 + "end"))
    assert lines[0] == "summary: >-"
    assert max(len(line) for line in lines) <= 102


def test_sections_are_written_once_above_their_provisions() -> None:
    provisions = tuple(
        ProvisionSource(label=label, number="1", heading="H", section=section, markdown="Words.")
        for label, section in (("a", ""), ("b", "One"), ("c", "One"), ("d", "Two"))
    )
    edition = EditionSource(
        number=1,
        title="T",
        summary="S",
        applies_to="A",
        published=None,
        effective_from=None,
        change_note="",
        legal=("8 U.S.C. 1722",),
        source=None,
        provisions=provisions,
    )
    text = write_edition(edition)
    assert text.count("## One") == text.count("## Two") == 1
    assert read_edition(text.encode(), file="1.md") == (edition, [])


@pytest.mark.parametrize("path", sorted(PARTICIPATION.glob("*.md")), ids=lambda path: path.name)
def test_the_demonstration_reads_back_as_it_was_written(path: Path) -> None:
    edition, issues = read_edition(path.read_bytes(), file=path.name)
    assert edition is not None
    assert issues == []
    assert read_edition(write_edition(edition).encode(), file=path.name) == (edition, [])
