"""How dates, counts, and citations are worded."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from portal.common import formatting

EASTERN = ZoneInfo("America/New_York")


def test_a_date_is_worded_with_the_full_month_and_no_leading_zero() -> None:
    assert formatting.worded_date(date(2011, 8, 5)) == "August 5, 2011"


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_english_name(month: int) -> None:
    worded = formatting.worded_date(date(2012, month, 1))
    assert datetime.strptime(worded, "%B %d, %Y").replace(tzinfo=UTC).month == month


def test_an_instant_is_worded_as_a_date_by_the_day_it_falls_on() -> None:
    assert formatting.worded_date(datetime(2012, 4, 9, 23, 59, tzinfo=EASTERN)) == "April 9, 2012"


@pytest.mark.parametrize(
    ("phrase", "inside"),
    [
        ("Local agencies", "local agencies"),
        ("Governors’ offices", "governors’ offices"),
        ("U.S. Attorneys", "U.S. Attorneys"),
        ("FBI staff", "FBI staff"),
        ("", ""),
    ],
)
def test_a_phrase_inside_a_sentence_begins_with_a_small_letter(phrase: str, inside: str) -> None:
    assert formatting.inside_sentence(phrase) == inside


@pytest.mark.parametrize(
    ("hour", "minute", "worded"),
    [
        (0, 0, "12:00 a.m."),
        (9, 5, "9:05 a.m."),
        (11, 59, "11:59 a.m."),
        (12, 0, "12:00 p.m."),
        (23, 30, "11:30 p.m."),
    ],
)
def test_an_instant_is_worded_by_the_twelve_hour_clock(hour: int, minute: int, worded: str) -> None:
    instant = datetime(2012, 4, 9, hour, minute, tzinfo=EASTERN)
    assert formatting.worded_instant(instant) == f"April 9, 2012, {worded} EDT"


def test_an_instant_without_a_time_zone_is_refused() -> None:
    naive = datetime(2012, 4, 9, 9, 0, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        formatting.worded_instant(naive)


@pytest.mark.parametrize(("number", "worded"), [(0, "0 counties"), (1, "1 county"), (2561, "2,561 counties")])
def test_a_count_agrees_with_its_noun_and_groups_its_digits(number: int, worded: str) -> None:
    assert formatting.counted(number, "county", "counties") == worded


def test_a_regular_noun_needs_no_plural() -> None:
    assert formatting.counted(3, "edition") == "3 editions"


@pytest.mark.parametrize(
    ("noun", "worded"),
    [("sheriff", "a sheriff"), ("attorney general", "an attorney general"), ("Iowa", "an Iowa")],
)
def test_the_article_follows_the_first_letter(noun: str, worded: str) -> None:
    assert formatting.with_article(noun) == worded


@pytest.mark.parametrize(
    ("words", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b, and c")],
)
def test_words_are_joined_as_in_a_sentence(words: list[str], joined: str) -> None:
    assert formatting.listed(words) == joined


def test_a_citation_names_the_document_the_edition_and_its_date() -> None:
    cited = formatting.cited("PART-01", 3, date(2010, 10, 6))
    assert cited == "PART-01, ed. 3 (October 6, 2010)"


def test_a_digest_is_grouped_and_loses_no_digit() -> None:
    assert formatting.grouped_digest("9a41c07e55d2") == "9a41 c07e 55d2"
    assert formatting.grouped_digest("9a41c") == "9a41 c"
