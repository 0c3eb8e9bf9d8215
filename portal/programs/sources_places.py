"""Reading and writing the tables of places: `states.csv`, and the counties with their days of activation."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from portal.common.issues import Issues
from portal.common.moments import FORM, instant, read_moment, shortest
from portal.common.tables import Row, read_table
from portal.common.written import Written
from portal.programs.models import PLACE_KINDS
from portal.programs.rules_checks import FIPS, POSTAL_CODE, STATE_FIPS, CountyFacts, place_issues
from portal.programs.rules_places import PlaceFacts
from portal.programs.rules_sources import CountyTable

STATE_COLUMNS: Final = ("code", "fips", "name", "kind", "parent")
COUNTY_COLUMNS: Final = ("county_fips", "county_name", "state", "activated_on")
# What only a record needs that was learned on another day, was taken back, or has a source of its own.
FURTHER_COLUMNS: Final = ("known", "retracted", "source")
STATE_KINDS: Final = tuple(kind for kind in PLACE_KINDS if kind != "county")

_LONGEST_NAME: Final = 120
_LONGEST_SOURCE: Final = 2_000
_LONGEST_CODE: Final = 5
_YES: Final = "yes"


class _RowReader:
    """One row while it is read; what is wrong with a cell is reported at its line."""

    def __init__(self, row: Row, file: str, issues: Issues) -> None:
        self.row, self.file, self.issues = row, file, issues
        self.is_whole = True

    def report(self, message: str, column: str) -> None:
        self.issues.report(message, file=self.file, line=self.row.line, field=column)
        self.is_whole = False

    def text(self, column: str, *, limit: int) -> str:
        cell = self.row[column]
        if not cell:
            self.report(f"The cell {column} is empty.", column)
        elif len(cell) > limit:
            self.report(f"The cell {column} has {len(cell):,} characters; the limit is {limit:,}.", column)
        return cell

    def day(self, column: str) -> date | None:
        cell = self.row[column]
        day = read_moment(cell)
        if cell and (day is None or isinstance(day, datetime)):
            self.report(f"{column} is “{cell}”; write a date like 2011-08-05.", column)
            return None
        return day


def read_states(text: str, *, file: str) -> tuple[tuple[Written[PlaceFacts], ...], Issues]:
    """Return the nation, the states, the District and the territories, and everything that is wrong with them."""
    table, issues = read_table(text, file=file, required=STATE_COLUMNS)
    read = [_state(_RowReader(row, file, issues)) for row in table.rows]
    places = tuple(place for place in read if place is not None)
    return places, Issues([*issues, *place_issues(places)])


def read_counties(text: str, *, file: str, zone: str, source: str) -> tuple[CountyTable, Issues]:
    """Return the counties with their days of activation, and everything that is wrong with the rows.

    `source` holds for each row that names none itself. A row without a day says only that there is such a county.
    """
    table, issues = read_table(text, file=file, required=COUNTY_COLUMNS, optional=FURTHER_COLUMNS)
    read = [_county(_RowReader(row, file, issues), zone, source) for row in table.rows]
    rows = tuple(county for county in read if county is not None)
    return CountyTable(rows=rows, ignored=table.ignored), issues


def write_states(places: Iterable[PlaceFacts]) -> str:
    """Return the text of the `states.csv` that `read_states` reads back."""
    rows = [(place.code, place.fips or "", place.name, place.kind, place.parent or "") for place in places]
    return _table(STATE_COLUMNS, rows)


def write_counties(counties: Sequence[CountyFacts], *, zone: str, source: str) -> str:
    """Return the text that `read_counties` reads back; it has the further columns only where a row needs one."""
    rows = [_county_cells(county, zone, source) for county in counties]
    if not any(any(row[len(COUNTY_COLUMNS) :]) for row in rows):
        return _table(COUNTY_COLUMNS, [row[: len(COUNTY_COLUMNS)] for row in rows])
    return _table((*COUNTY_COLUMNS, *FURTHER_COLUMNS), rows)


def _state(reader: _RowReader) -> Written[PlaceFacts] | None:
    row = reader.row
    code = reader.text("code", limit=_LONGEST_CODE)
    name = reader.text("name", limit=_LONGEST_NAME)
    if code and not POSTAL_CODE.fullmatch(code):
        reader.report("The code is US, or a postal code of two capital letters.", "code")
    if row["fips"] and not STATE_FIPS.fullmatch(row["fips"]):
        reader.report("The FIPS code of a state has two digits, as in 01.", "fips")
    if row["kind"] not in STATE_KINDS:
        reader.report(f"The kind {row['kind'] or '(blank)'} is not known; write {', '.join(STATE_KINDS)}.", "kind")
    if not reader.is_whole:
        return None
    facts = PlaceFacts(code=code, name=name, kind=row["kind"], parent=row["parent"] or None, fips=row["fips"] or None)
    return Written(value=facts, file=reader.file, line=row.line)


def _county(reader: _RowReader, zone: str, source: str) -> Written[CountyFacts] | None:
    row = reader.row
    if not FIPS.fullmatch(row["county_fips"]):
        reader.report(
            f"The FIPS code {row['county_fips'] or '(blank)'} has not five digits, as in 01001.", "county_fips"
        )
    name = reader.text("county_name", limit=_LONGEST_NAME)
    on = reader.day("activated_on")
    known_at = _known(reader, zone, on)
    retracted = _retracted(reader, on)
    if len(row["source"]) > _LONGEST_SOURCE:
        reader.report(f"The cell source has more than {_LONGEST_SOURCE:,} characters.", "source")
    if not reader.is_whole:
        return None
    facts = CountyFacts(
        fips=row["county_fips"],
        name=name,
        state=row["state"].upper(),
        on=on,
        known_at=known_at,
        retracted=retracted,
        source=row["source"] or source,
    )
    return Written(value=facts, file=reader.file, line=row.line)


def _known(reader: _RowReader, zone: str, on: date | None) -> datetime | None:
    written = reader.row["known"]
    known = read_moment(written) or on
    if written and read_moment(written) is None:
        reader.report(f"known is “{written}”; write {FORM}.", "known")
    # An activation is known on its own day, unless the row says when it was learned.
    return instant(known, zone) if known else None


def _retracted(reader: _RowReader, on: date | None) -> bool:
    written = reader.row["retracted"].lower()
    if written not in {"", _YES}:
        reader.report(f"The cell retracted is empty, or says {_YES}.", "retracted")
    elif written and not (on and reader.row["known"]):
        reader.report(
            "A row that takes a record back names its day, and in known since when that is known.", "retracted"
        )
    return written == _YES


def _county_cells(county: CountyFacts, zone: str, source: str) -> tuple[str, ...]:
    by_its_day = county.on and county.known_at == instant(county.on, zone) and not county.retracted
    known = shortest(county.known_at, zone).isoformat() if county.known_at and not by_its_day else ""
    return (
        county.fips,
        county.name,
        county.state,
        county.on.isoformat() if county.on else "",
        known,
        _YES if county.retracted else "",
        county.source if county.on and county.source != source else "",
    )


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return written.getvalue()
