"""Reading a table of comma-separated values (RFC 4180) with the line of every row."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from portal.common.issues import Issues

MAXIMUM_COLUMNS: Final = 200


@dataclass(frozen=True, kw_only=True)
class Row:
    """The cells of a row by the name of their column, blanks trimmed, and the line on which it begins."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell; one that the row or the table lacks is empty."""
        return self.cells.get(column, "")


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows of a table, and the columns that were not asked for."""

    rows: tuple[Row, ...] = ()
    ignored: tuple[str, ...] = ()


def read_table(
    text: str, *, file: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> tuple[Table, Issues]:
    """Return the rows that the text holds, and what is wrong with its shape; empty lines are passed over.

    The first line names the columns, in any order and case; columns of other names are ignored, and named.
    """
    issues = Issues()
    lines = _lines(text, file, issues)
    header = next(lines, None)
    if header is None:
        issues.report(f"The file is empty; its first line names the columns {', '.join(required)}.", file=file, line=1)
        return Table(), issues
    names = [name.strip().lower() for name in header[1]]
    _check_header(names, required, optional, file, issues)
    if issues:
        return Table(), issues
    known = {*required, *optional}
    rows = tuple(_rows(lines, names, known, file, issues))
    ignored = tuple(name or "a column without a name" for name in names if name not in known)
    return Table(rows=rows, ignored=ignored), issues


def _lines(text: str, file: str, issues: Issues) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        issues.report(f"The row that begins here cannot be read: {error}.", file=file, line=line)


def _check_header(
    names: list[str], required: tuple[str, ...], optional: tuple[str, ...], file: str, issues: Issues
) -> None:
    if len(names) > MAXIMUM_COLUMNS:
        issues.report(f"The file has {len(names):,} columns; the limit is {MAXIMUM_COLUMNS}.", file=file, line=1)
        return
    for name in required:
        if name not in names:
            issues.report(f"The column {name} is missing.", file=file, line=1, field=name)
    for name in (*required, *optional):
        if names.count(name) > 1:
            issues.report(f"The column {name} stands twice; keep one.", file=file, line=1, field=name)


def _rows(
    lines: Iterator[tuple[int, list[str]]], names: list[str], known: set[str], file: str, issues: Issues
) -> Iterator[Row]:
    for line, cells in lines:
        if len(cells) > len(names):
            message = f"The row has {len(cells)} cells for {len(names)} columns; quote a cell that holds a comma."
            issues.report(message, file=file, line=line)
            continue
        cells_by_name = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name in known}
        yield Row(line=line, cells=cells_by_name)
