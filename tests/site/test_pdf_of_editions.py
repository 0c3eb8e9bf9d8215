"""The PDFs of the whole demonstration, as the worker makes them: what an archive and a doubter find."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import page as validation
import pikepdf
import pypdfium2
import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from portal.commands.content import import_path
from portal.common.database import db
from portal.common.serving import ROOT
from portal.guidance.queries import get_book, list_editions_without_pdf
from portal.site.jobs import Worker, keep_pdf, render_edition
from tests.conftest import standing_in
from tests.make import stop_clock
from tests.pages import main_of

# After the last edition, which ended the program again.
LATER = datetime(2021, 1, 25, 14, tzinfo=UTC)
DOCUMENT = "/guidance/participation"
# What each edition says of its own days, and the day on which the next one took its place.
EDITIONS = {
    1: ("September 30, 2009", "August 17, 2010"),
    2: ("August 17, 2010", "October 6, 2010"),
    3: ("October 6, 2010", "August 5, 2011"),
    4: ("August 5, 2011", "November 20, 2014"),
    5: ("November 20, 2014", "February 20, 2017"),
    6: ("February 20, 2017", "January 20, 2021"),
    7: ("January 20, 2021", None),
}


@dataclass(frozen=True)
class Made:
    """An edition and the PDF that the portal gives for it."""

    reader: FlaskClient
    number: int
    edition_id: str
    sha256: str
    pdf: bytes


@pytest.fixture(scope="module")
def whole_record(demonstration_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with everything that had been published by January 2021, to be copied and never used itself."""
    folder = tmp_path_factory.mktemp("record")
    for portal in opened(demonstration_sqlite, folder):
        import_path(ROOT / "content")
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        del portal
    return folder / "portal.sqlite3"


@pytest.fixture(scope="module", params=EDITIONS, ids="edition {}".format)
def made(
    whole_record: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Made]:
    """Let the worker make the PDF of one edition, the others having theirs already, and fetch it as a reader does."""
    for portal in opened(whole_record, tmp_path_factory.mktemp("made")):
        book = get_book("participation", LATER)
        [head] = [each for each in book.published(LATER) if book.numbers[each.id] == request.param]
        for other in set(list_editions_without_pdf(LATER)) - {head.id}:
            keep_pdf(other, b"%PDF-1.7 of another test")
        assert Worker().work_once() == 1
        reader = portal.test_client()
        answer = reader.get(f"{DOCUMENT}/editions/{request.param}.pdf")
        assert answer.mimetype == "application/pdf"
        yield Made(reader, request.param, head.id, head.sha256, answer.data)


def opened(database: Path, folder: Path) -> Iterator[APIFlask]:
    """Stand in a portal of January 2021 on a copy of a database."""
    shutil.copy(database, folder / "portal.sqlite3")
    for portal in standing_in(f"sqlite:///{folder / 'portal.sqlite3'}", folder):
        stop_clock(portal, LATER)
        yield portal


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(each.get_textpage().get_text_range() for each in document).split())


def test_it_meets_both_standards_and_comes_out_the_same_when_made_again(made: Made) -> None:
    for profile in ("ua1", "2a"):
        report = validation.validate_pdf_bytes(made.pdf, profile=profile)
        assert report.failures == [], profile
        assert report.rules.total > 100
    with pikepdf.open(BytesIO(made.pdf)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en-US"
        assert f"edition {made.number}" in str(document.docinfo.Title)
    assert render_edition(made.edition_id) == made.pdf


def test_it_says_which_edition_it_is_and_its_code_tells_whether_it_is_current(made: Made) -> None:
    text, (day, replaced) = text_of(made.pdf), EDITIONS[made.number]
    assert f"PART-01, edition {made.number}" in text
    assert f"In effect from {day} Published {day}" in text
    assert made.sha256 in re.sub(r"\s", "", text)
    codes = set(re.findall(r"/check/((?:[0-9A-Z]{4}-)+[0-9A-Z]{4})", text))
    assert len(codes) == 1
    answer = made.reader.get(f"/check/{codes.pop()}")
    said = main_of(answer.text).text
    assert answer.status_code == 200
    assert ("Still current" if replaced is None else f"it was superseded on {replaced}") in said
