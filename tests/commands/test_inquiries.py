"""`portal inquiries`: a log comes in row by row, and goes out without who asked."""

import csv
import json
import stat
from pathlib import Path

import pytest

from portal.common.database import db
from portal.inquiries.models import Inquiry, Person
from portal.inquiries.rules_content import Sender
from tests.commands.test_users import Run, run
from tests.make import make_inquiry, make_program

__all__ = ["run"]

HEADER = "received_on,channel,sender_kind,audience,place,question,name,email"
GOOD = "2010-08-20,letter,law-enforcement,sheriff,IL,May we stay out?,Sheriff,sheriff@county.test"
SECOND = '2010-08-23,phone,press,public,,"Is it voluntary?\n---\nSince when?",,'


def written(folder: Path, *rows: str, name: str = "log.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


@pytest.fixture
def ready(run: Run) -> Run:
    make_program()
    db.session.rollback()
    return run


def test_a_log_is_brought_in_once(ready: Run, tmp_path: Path) -> None:
    path = written(tmp_path, GOOD, SECOND)
    assert ready("inquiries", "import", str(path)).stdout == "2 added, 0 unchanged, 0 quarantined\n"
    assert ready("inquiries", "import", str(path)).stdout == "0 added, 2 unchanged, 0 quarantined\n"
    numbers = db.session.scalars(db.select(Inquiry.number).order_by(Inquiry.number)).all()
    assert numbers == ["2010-0001", "2010-0002"]
    assert [each.email for each in db.session.scalars(db.select(Person))] == ["sheriff@county.test"]


def test_a_row_that_cannot_be_taken_is_set_aside_with_its_number_and_the_reason(ready: Run, tmp_path: Path) -> None:
    bad = (
        GOOD.replace("2010-08-20", "last week"),
        GOOD.replace("2010-08-20", "2013-01-01"),
        GOOD.replace("letter", "pigeon"),
        GOOD.replace("sheriff,IL", "martian,IL"),
        GOOD.replace("May we stay out?", "His number is 123-45-6789."),
        GOOD.replace("sheriff@county.test", "sheriff"),
    )
    result = ready("inquiries", "import", str(written(tmp_path, *bad, GOOD)))
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == [f"Row {number}" for number in range(2, 8)]
    assert "write a date" in lines[0]
    assert "Social Security number" in lines[4]
    assert lines[-1] == "1 added, 0 unchanged, 6 quarantined"


def test_a_rehearsal_keeps_nothing(ready: Run, tmp_path: Path) -> None:
    result = ready("inquiries", "import", str(written(tmp_path, GOOD)), "--dry-run")
    assert "Nothing was kept" in result.stdout
    assert db.session.scalars(db.select(Inquiry)).all() == []


@pytest.mark.parametrize("text", ["", "number,question\n", "received_on,channel\n2010-01-01,letter\n"])
def test_what_is_no_log_changes_nothing(ready: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "log.csv"
    path.write_text(text, encoding="utf-8")
    result = ready("inquiries", "import", str(path))
    assert result.exit_code == 1
    assert str(path) in result.stderr


@pytest.mark.parametrize("name", ["log.csv", "log.jsonl"])
def test_what_is_written_out_reads_back_and_is_for_its_owner_alone(ready: Run, tmp_path: Path, name: str) -> None:
    make_inquiry("May we stay out?", "Since when?", received="2010-08-20", sender=Sender(name="Ann", email="a@b.test"))
    make_inquiry("=1+1 is what?", received="2010-08-23", channel="phone")
    path = tmp_path / name
    assert ready("inquiries", "export", str(path)).stdout == f"2 inquiries written to {path}.\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text(encoding="utf-8")
    assert "a@b.test" not in text
    assert "May we stay out?" in text
    assert ready("inquiries", "import", str(path)).stdout.splitlines()[-1] == "0 added, 2 unchanged, 0 quarantined"


def test_no_cell_begins_as_a_formula_does(ready: Run, tmp_path: Path) -> None:
    make_inquiry("=HYPERLINK(1) is what?", sender=Sender(name="@SUM(1)"))
    path = tmp_path / "log.csv"
    ready("inquiries", "export", str(path), "--with-senders")
    [row] = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    assert (row["question"], row["name"]) == ("'=HYPERLINK(1) is what?", "'@SUM(1)")


def test_lines_that_are_no_json_are_set_aside(ready: Run, tmp_path: Path) -> None:
    good = {
        "received_on": "2010-08-20",
        "channel": "letter",
        "sender_kind": "press",
        "audience": "public",
        "question": ["Is it voluntary?", "Since when?"],
    }
    path = tmp_path / "log.jsonl"
    path.write_text(f"{json.dumps(good)}\nnothing\n[]\n{'[' * 2000}\n", encoding="utf-8")
    lines = ready("inquiries", "import", str(path)).stdout.splitlines()
    assert lines[-1] == "1 added, 0 unchanged, 3 quarantined"
    assert lines[0] == "Row 2: The line is no JSON object."
