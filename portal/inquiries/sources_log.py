"""Reading and writing the log of inquiries as a table (RFC 4180) or as JSON lines."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from portal.common.issues import Issues
from portal.common.moments import FORM, read_moment
from portal.common.tables import read_table
from portal.inquiries.rules_content import BETWEEN_QUESTIONS, InquiryContent, Sender, split_questions
from portal.inquiries.rules_log import LogRow
from portal.programs.rules_places import NATION

REQUIRED: Final = ("received_on", "channel", "sender_kind", "audience", "question")
SENDER: Final = ("name", "office", "email")
OPTIONAL: Final = ("number", "place", *SENDER)
WRITTEN: Final = (
    "number",
    "received_on",
    "channel",
    "sender_kind",
    "audience",
    "place",
    "status",
    "due_on",
    "question",
)
# A spreadsheet takes what begins with one of these for a formula (OWASP, CSV injection).
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
GUARD: Final = "'"


def read_log(text: str, *, file: str, as_lines: bool) -> tuple[list[LogRow], Issues]:
    """Return the inquiries of a file, the unreadable ones with their faults, and what is wrong with the file itself."""
    if as_lines:
        return list(_from_lines(text)), Issues()
    table, issues = read_table(text, file=file, required=REQUIRED, optional=OPTIONAL)
    rows = [_row(number, row.cells) for number, row in enumerate(table.rows, start=2)]
    return rows, issues


def write_log(rows: Iterable[Mapping[str, Any]], *, as_lines: bool, with_senders: bool) -> str:
    """Return the text of a file that `read_log` reads back; a cell never begins as a formula does."""
    if as_lines:
        return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    columns = (*WRITTEN, *(SENDER if with_senders else ()))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_guarded(str(row.get(name, ""))) for name in columns] for row in rows)
    return text.getvalue()


def _from_lines(text: str) -> Iterator[LogRow]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                found = json.loads(line)
            except (ValueError, RecursionError):
                found = None
            if isinstance(found, dict):
                yield _row(number, {name: _cell(value) for name, value in found.items()})
            else:
                yield LogRow(row=number, number="", content=None, fault="The line is no JSON object.")


def _cell(value: object) -> str:
    if isinstance(value, list):
        return f"\n{BETWEEN_QUESTIONS}\n".join(str(each) for each in value)
    return "" if value is None else str(value)


def _row(number: int, cells: Mapping[str, str]) -> LogRow:
    text = {name: _plain(cells.get(name, "")) for name in (*REQUIRED, *OPTIONAL)}
    day = read_moment(text["received_on"])
    if day is None or isinstance(day, datetime):
        fault = f"received_on is “{text['received_on'][:60]}”; write {FORM}."
        return LogRow(row=number, number=text["number"], content=None, fault=fault)
    return LogRow(row=number, number=text["number"], content=_content(text, day))


def _content(text: Mapping[str, str], day: date) -> InquiryContent:
    sender = Sender(**{name: text[name] for name in SENDER})
    return InquiryContent(
        channel=text["channel"],
        sender_kind=text["sender_kind"],
        audience=text["audience"],
        place=text["place"].upper() or NATION,
        received_on=day,
        questions=split_questions(text["question"]),
        senders=(sender,) if sender.is_known else (),
    )


def _guarded(cell: str) -> str:
    return f"{GUARD}{cell}" if cell.startswith(FORMULA) else cell


def _plain(cell: str) -> str:
    return cell[1:].strip() if cell.startswith(GUARD) and cell[1:].startswith(FORMULA) else cell.strip()
