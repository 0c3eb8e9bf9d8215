from pathlib import Path

import pytest
import sqlalchemy as sa
from apiflask import APIFlask
from click.testing import CliRunner, Result

from portal.cli import portal
from portal.common.database import db, transaction
from tests.make import make_document, make_edition, make_program


@pytest.fixture
def run(app: APIFlask, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Return what runs the console script on the database of the test."""
    assert app
    monkeypatch.setenv("PORTAL_DEMO", "1")
    monkeypatch.setenv("PORTAL_DATABASE_URL", database_url)
    monkeypatch.setenv("PORTAL_FILES_URL", f"file://{tmp_path}/files")
    make_edition(make_document(make_program()), published="2012-01-01")
    with transaction():
        db.session.execute(sa.text("UPDATE search_texts SET words = 'lost', stems = 'lost'"))
    return CliRunner()


def count(word: str) -> int:
    found = db.session.scalar(sa.text("SELECT count(*) FROM search_texts WHERE words = :word"), {"word": word})
    db.session.rollback()
    return found or 0


def checked(run: CliRunner) -> Result:
    return run.invoke(portal, ["db", "check"])


def test_a_rebuild_makes_the_index_anew_as_the_check_asks_for(run: CliRunner) -> None:
    assert (checked(run).exit_code, checked(run).stderr) == (
        1,
        "The full-text index does not agree with its texts; run `portal search rebuild`.\n",
    )
    done = run.invoke(portal, ["search", "rebuild"])
    assert (done.exit_code, done.stdout) == (0, "2 text(s) indexed.\n")
    assert checked(run).exit_code == 0
    assert count("lost") == 0


def test_a_rehearsal_of_a_rebuild_changes_nothing(run: CliRunner) -> None:
    done = run.invoke(portal, ["search", "rebuild", "--dry-run"])
    assert (done.exit_code, done.stdout) == (0, "2 text(s) would be indexed.\n")
    assert count("lost") == 2
