"""A portal whose clock stands still at noon of April 9, 2012, and a second, empty one beside it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from apiflask import APIFlask

from portal import create_app
from portal.common.database import db
from portal.config import read_settings
from tests.make import StoppedClock, stop_clock

NOON = datetime(2012, 4, 9, 16, tzinfo=UTC)


@pytest.fixture
def clock(app: APIFlask) -> StoppedClock:
    """Return the clock of the portal."""
    return stop_clock(app, NOON)


@pytest.fixture
def empty_portal(app: APIFlask, migrated_sqlite: Path, tmp_path: Path) -> Iterator[APIFlask]:
    """Return a portal on an empty database of its own; whoever asks it stands in its context."""
    path = tmp_path / "empty.sqlite3"
    shutil.copy(migrated_sqlite, path)
    portal = create_app(read_settings(demo=True, database_url=f"sqlite:///{path}", files_url=f"file://{tmp_path}/more"))
    portal.test_client_class = app.test_client_class
    stop_clock(portal, NOON)
    yield portal
    with portal.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder for files."""
    path = tmp_path / "files"
    path.mkdir()
    return path
