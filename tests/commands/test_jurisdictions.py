"""Days of activation come from a table, whole or not at all."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from apiflask import APIFlask
from click.testing import CliRunner, Result

from portal.audit.queries import count_entries, find_head
from portal.cli import portal
from portal.common.database import db
from portal.programs.queries import get_activations, get_atlas, get_program
from portal.programs.queries_records import list_counties, list_program_rows
from tests.make import activate, make_program

Run = Callable[..., Result]
HEADER = "county_fips,county_name,state,activated_on\n"
COOK = "17031,Cook County,IL,2010-05-03\n"
PEORIA = "17143,Peoria County,IL,2010-11-09\n"


@pytest.fixture
def run(app: APIFlask, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return what imports a text as a file, on a portal with a program, on the morning of April 9, 2012."""
    assert app
    monkeypatch.setenv("PORTAL_DEMO", "1")
    monkeypatch.setenv("PORTAL_CLOCK", "2012-04-09T09:00:00-04:00")
    monkeypatch.setenv("PORTAL_DATABASE_URL", database_url)
    make_program()

    def invoke(text: str | bytes, *options: str) -> Result:
        db.session.rollback()
        file = tmp_path / "days.csv"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        result = CliRunner().invoke(portal, ["jurisdictions", "import", str(file), *options])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


def day_of(county: str, known: datetime = datetime(2012, 4, 9, 14, tzinfo=UTC)) -> date | None:
    return get_activations(get_program("secure-communities")).day(county, known)


def test_days_are_added_then_changed_then_found_unchanged(run: Run) -> None:
    first = run(HEADER + COOK + PEORIA)
    assert (first.exit_code, first.stdout) == (0, "2 added, 0 changed, 0 unchanged\nCounties: 1 added, 0 changed\n")
    second = run(HEADER + COOK.replace("05-03", "06-01") + PEORIA)
    assert (second.exit_code, second.stdout) == (0, "0 added, 1 changed, 1 unchanged\n")
    third = run(HEADER + COOK.replace("05-03", "06-01") + PEORIA)
    assert third.stdout == "0 added, 0 changed, 2 unchanged\n"
    # The clock of the demonstration runs on; by the end of the day the correction is known.
    assert day_of("17031", datetime(2012, 4, 10, tzinfo=UTC)) == date(2010, 6, 1)
    assert day_of("17031", datetime(2012, 4, 9, 12, tzinfo=UTC)) == date(2010, 5, 3)
    assert [county.name for county in get_atlas().counties("IL")] == ["Cook County", "DuPage County", "Peoria County"]


def test_an_import_is_audited_once_and_one_without_change_never(run: Run) -> None:
    run(HEADER + COOK)
    head = find_head()
    assert head is not None
    assert (head.action, head.actor_kind, head.actor_id) == ("activations.entered", "command", "jurisdictions import")
    entries = count_entries()
    run(HEADER + COOK)
    db.session.rollback()
    assert count_entries() == entries


def test_columns_may_stand_in_any_order_and_those_that_are_not_read_are_named(run: Run) -> None:
    result = run(
        "\ufeffnote,activated_on,State,county_fips,county_name\r\nx, 2010-05-03 ,il,17031 , Cook County\r\n\r\n"
    )
    assert (result.exit_code, result.stdout) == (0, "Columns ignored: note\n1 added, 0 changed, 0 unchanged\n")


def test_a_file_with_problems_is_refused_whole_with_a_line_for_each(run: Run, tmp_path: Path) -> None:
    result = run(f"{HEADER}{COOK}17043,DuPage County,XX,2010-05-03\n{PEORIA}{COOK}1,x,IL,soon\n")
    file = tmp_path / "days.csv"
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f"{file}:3: The state XX is not known; write its postal code, as in IL.",
        f"{file}:5: The county 17031 stands on line 2 already; keep one row.",
        f"{file}:6: The FIPS code 1 has not five digits, as in 01001.",
        f"{file}:6: activated_on is “soon”; write a date like 2011-08-05.",
    ]
    assert day_of("17031") is None
    assert "17143" not in get_atlas().places


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "1: The file is empty; its first line names the columns "),
        ((HEADER + COOK).encode("utf-16"), "1: The file is UTF-16; save it as UTF-8."),
        (b"\x00" * 9, "1: This line holds a control character (U+0000): take it out."),
        (HEADER.encode() + b"17031,D\xf6rte,IL,2010-05-03\n", "2: This line is not UTF-8; save the file as UTF-8."),
    ],
)
def test_a_file_that_is_no_table_is_refused(run: Run, tmp_path: Path, raw: bytes, said: str) -> None:
    result = run(raw)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{tmp_path / 'days.csv'}:{said}")


def test_lines_may_end_with_a_carriage_return_alone(run: Run) -> None:
    assert run((HEADER + COOK).replace("\n", "\r")).stdout == "1 added, 0 changed, 0 unchanged\n"


def test_a_rehearsal_says_what_would_be_done_and_keeps_nothing(run: Run) -> None:
    result = run(HEADER + COOK, "--dry-run")
    assert result.stdout == "1 added, 0 changed, 0 unchanged\nNothing was kept: this was a rehearsal.\n"
    assert day_of("17031") is None


def test_a_day_that_lies_ahead_is_left_out_and_counted(run: Run) -> None:
    result = run(HEADER + COOK + PEORIA.replace("2010-11-09", "2012-04-10"))
    assert result.stdout == (
        "1 added, 0 changed, 0 unchanged\n"
        "Counties: 1 added, 0 changed\n"
        "1 items left out: not yet known by the portal's clock.\n"
    )


def test_a_row_without_a_day_names_a_county_and_takes_nothing_back(run: Run) -> None:
    activate(make_program("other"), "17043", "2010-01-04")
    result = run(f"{HEADER}{PEORIA.replace('2010-11-09', '')}", "--program", "other")
    assert result.stdout == "0 added, 0 changed, 0 unchanged\nCounties: 1 added, 0 changed\n"


def test_with_several_programs_one_must_be_named(run: Run) -> None:
    make_program("other")
    unclear = run(HEADER + COOK)
    assert unclear.exit_code == 2
    assert "name one of other, secure-communities" in unclear.stderr
    assert run(HEADER + COOK, "--program", "nothing").exit_code == 2
    assert run(HEADER + COOK, "--program", "secure-communities").exit_code == 0
    assert day_of("17031") == date(2010, 5, 3)


def test_the_first_row_of_a_place_tells_where_the_day_comes_from(run: Run) -> None:
    run(HEADER + COOK, "--source", "A letter of the agency")
    run(HEADER + PEORIA)
    sources = {
        county.fips: county.source
        for county in list_counties(list_program_rows()[0])
        if county.fips in {"17031", "17143"}
    }
    assert sources == {"17031": "A letter of the agency", "17143": "days.csv"}
