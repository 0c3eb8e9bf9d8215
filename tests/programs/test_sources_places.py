"""The tables of places: what they say, how they can be wrong, and that what is written is read back."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.common.issues import Issues
from portal.programs.rules_checks import CountyFacts, county_issues
from portal.programs.rules_places import PlaceFacts
from portal.programs.sources_places import read_counties, read_states, write_counties, write_states

ZONE = "America/Chicago"
STATES = """\
code,fips,name,kind,parent
US,,United States,nation,
IL,17,Illinois,state,US
PR,72,Puerto Rico,territory,US
"""
COUNTIES = """\
county_fips,county_name,state,activated_on
17031,Cook County,IL,2010-05-01
17043,DuPage County,IL,
"""
DIGITS = {"IL": "17", "PR": "72"}


def counties(text: str) -> tuple[list[CountyFacts], list[str]]:
    table, issues = read_counties(text, file="a.csv", zone=ZONE, source="a list")
    found = Issues([*issues, *county_issues(table.rows, DIGITS)])
    return [row.value for row in table.rows], [str(issue) for issue in found]


def state_lines(text: str) -> list[str]:
    return [str(issue) for issue in read_states(text, file="states.csv")[1]]


def test_a_county_is_known_to_be_activated_from_the_first_instant_of_its_day_in_the_zone_of_the_program() -> None:
    read, issues = counties(COUNTIES)
    assert issues == []
    assert read == [
        CountyFacts(
            fips="17031",
            name="Cook County",
            state="IL",
            on=date(2010, 5, 1),
            known_at=datetime(2010, 5, 1, 5, tzinfo=UTC),
            source="a list",
        ),
        CountyFacts(fips="17043", name="DuPage County", state="IL", source="a list"),
    ]


def test_columns_may_stand_in_any_order_and_case_and_others_are_named_and_ignored() -> None:
    text = (
        "\ufeffState , ACTIVATED_ON,note,county_name,county_fips\r\n il ,2010-05-01,x, Cook County ,17031\r\n,,,,\r\n"
    )
    table, issues = read_counties(text.removeprefix("\ufeff"), file="a.csv", zone=ZONE, source="a list")
    assert issues == []
    assert table.ignored == ("note",)
    assert [row.value for row in table.rows] == counties(COUNTIES)[0][:1]


@pytest.mark.parametrize(
    ("replaced", "by", "said"),
    [
        ("17031", "1703", "a.csv:2: The FIPS code 1703 has not five digits, as in 01001."),
        ("17031", "", "a.csv:2: The FIPS code (blank) has not five digits, as in 01001."),
        ("17031", "١٧٠٣١", "a.csv:2: The FIPS code ١٧٠٣١ has not five digits, as in 01001."),
        ("Cook County", "", "a.csv:2: The cell county_name is empty."),
        ("Cook County", "x" * 121, "a.csv:2: The cell county_name has 121 characters; the limit is 120."),
        (",IL,2010", ",XX,2010", "a.csv:2: The state XX is not known; write its postal code, as in IL."),
        (",IL,2010", ",,2010", "a.csv:2: The state (blank) is not known; write its postal code, as in IL."),
        (",IL,2010", ",PR,2010", "a.csv:2: The county 17031 does not lie in PR, whose codes begin otherwise."),
        ("2010-05-01", "5/1/2010", "a.csv:2: activated_on is “5/1/2010”; write a date like 2011-08-05."),
        ("2010-05-01", "2010-02-30", "a.csv:2: activated_on is “2010-02-30”; write a date like 2011-08-05."),
        ("2010-05-01", "0001-01-01", "a.csv:2: activated_on is “0001-01-01”; write a date like 2011-08-05."),
        ("17043,DuPage", "17031,Cook", "a.csv:3: The county 17031 stands on line 2 already; keep one row."),
        (
            "17043,DuPage County,IL,",
            "17031,Cook County,IL,2010-05-01",
            "a.csv:3: The county 17031 stands on line 2 already; keep one row.",
        ),
        ("17043,", "17031,", "a.csv:3: The county 17031 is called Cook County above; give it one name."),
        (
            "IL,2010-05-01",
            "IL,2010-05-01,x",
            "a.csv:2: The row has 5 cells for 4 columns; quote a cell that holds a comma.",
        ),
        ("county_name", "name", "a.csv:1: The column county_name is missing."),
        ("county_name", "state", "a.csv:1: The column state stands twice; keep one."),
        (COUNTIES, "", "a.csv:1: The file is empty; its first line names the columns "),
        ("Cook County", '"Cook', "a.csv:2: The row that begins here cannot be read: unexpected end of data."),
    ],
)
def test_each_fault_of_a_row_is_named_with_its_line(replaced: str, by: str, said: str) -> None:
    assert replaced in COUNTIES
    _, issues = counties(COUNTIES.replace(replaced, by, 1))
    assert any(line.startswith(said) for line in issues), issues


def test_a_thousand_columns_are_refused_without_naming_each() -> None:
    _, issues = counties(",".join(f"c{number}" for number in range(1_000)) + "\n")
    assert issues == ["a.csv:1: The file has 1,000 columns; the limit is 200."]


def test_a_quoted_cell_may_run_over_lines_and_the_next_row_keeps_its_line() -> None:
    _, issues = counties('county_fips,county_name,state,activated_on\n17031,"Cook\nCounty",IL,\n1,x,IL,\n')
    assert issues == ["a.csv:4: The FIPS code 1 has not five digits, as in 01001."]


HISTORY = """\
county_fips,county_name,state,activated_on,known,retracted,source
17031,Cook County,IL,2010-05-01,,,
17031,Cook County,IL,2010-05-01,2012-01-01,yes,A letter
17031,Cook County,IL,2010-06-01,2012-01-01T08:00:00-06:00,,A letter
"""


def test_a_table_may_tell_how_a_record_was_taken_back() -> None:
    read, issues = counties(HISTORY)
    assert issues == []
    assert [(each.on, each.retracted, each.source) for each in read] == [
        (date(2010, 5, 1), False, "a list"),
        (date(2010, 5, 1), True, "A letter"),
        (date(2010, 6, 1), False, "A letter"),
    ]
    assert write_counties(read, zone=ZONE, source="a list") == HISTORY


@pytest.mark.parametrize(
    ("replaced", "by", "said"),
    [
        (
            "2010-05-01,2012-01-01,yes",
            "2010-05-02,2012-01-01,yes",
            "a.csv:3: No row above says that 17031 was activated on that day; nothing to retract.",
        ),
        (
            "2010-05-01,2012-01-01,yes",
            "2010-05-01,,yes",
            "a.csv:3: A row that takes a record back names its day, and in known since when that is known.",
        ),
        (",yes,", ",maybe,", "a.csv:3: The cell retracted is empty, or says yes."),
        (
            "2012-01-01,yes",
            "soon,yes",
            (
                "a.csv:3: known is “soon”; write a date like 2011-08-05, or an instant with its zone like "
                "2011-08-05T14:00:00-04:00."
            ),
        ),
    ],
)
def test_each_fault_of_a_history_is_named_with_its_line(replaced: str, by: str, said: str) -> None:
    assert replaced in HISTORY
    assert said in counties(HISTORY.replace(replaced, by, 1))[1]


@pytest.mark.parametrize(
    ("replaced", "by", "said"),
    [
        ("IL,17,Illinois,state,US\n", "", None),
        ("IL,17", "Il,17", "states.csv:3: The code is US, or a postal code of two capital letters."),
        ("IL,17", "IL,7", "states.csv:3: The FIPS code of a state has two digits, as in 01."),
        ("IL,17", "IL,72", "states.csv:4: The FIPS code 72 stands on line 3 already; keep one."),
        ("PR,72", "IL,72", "states.csv:4: The place IL stands on line 3 already; keep one."),
        ("Illinois", "", "states.csv:3: The cell name is empty."),
        (
            "Illinois,state",
            "Illinois,county",
            "states.csv:3: The kind county is not known; write nation, state, district, territory.",
        ),
        ("Illinois,state,US", "Illinois,state,XX", "states.csv:3: The parent XX of IL is not known."),
        (
            "Illinois,state,US",
            "Illinois,state,",
            "states.csv:3: IL needs a parent: a state, the District and a territory lie in US.",
        ),
        ("US,,United", "UN,,United", "states.csv:2: The nation, and nothing else, bears the code US."),
        ("kind,parent", "kind", "states.csv:1: The column parent is missing."),
    ],
)
def test_each_fault_of_the_states_is_named_with_its_line(replaced: str, by: str, said: str | None) -> None:
    assert replaced in STATES
    lines = state_lines(STATES.replace(replaced, by, 1))
    assert said in lines if said else lines == []


TEXT = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@st.composite
def county_rows(draw: st.DrawFn) -> CountyFacts:
    on = draw(st.none() | DAYS)
    return CountyFacts(
        fips=draw(st.from_regex(r"[0-9]{5}", fullmatch=True)),
        name=draw(TEXT),
        state="IL",
        on=on,
        known_at=draw(INSTANTS) if on else None,
        retracted=draw(st.booleans()) if on else False,
        source=draw(TEXT) if on else "a list",
    )


@given(st.lists(county_rows(), max_size=6))
def test_whatever_is_written_of_counties_is_read_back_the_same(rows: list[CountyFacts]) -> None:
    table, issues = read_counties(
        write_counties(rows, zone=ZONE, source="a list"), file="a.csv", zone=ZONE, source="a list"
    )
    assert issues == []
    assert [row.value for row in table.rows] == rows


CODES = st.from_regex(r"[A-Z]{2}", fullmatch=True)
PLACES = st.builds(PlaceFacts, code=CODES, name=TEXT, kind=st.just("state"), parent=st.just("US"), fips=st.none())


@given(st.lists(PLACES, max_size=5))
def test_whatever_is_written_of_states_is_read_back_the_same(places: list[PlaceFacts]) -> None:
    read, _ = read_states(write_states(places), file="states.csv")
    assert [place.value for place in read] == places


@given(st.text(max_size=200))
def test_no_table_whatever_breaks_the_readers(text: str) -> None:
    read_counties(text, file="a.csv", zone=ZONE, source="a list")
    read_counties(COUNTIES + text, file="a.csv", zone=ZONE, source="a list")
    read_states(STATES + text, file="states.csv")
