"""What every test may ask for: a migrated portal on either database, and the session to look into it.

Each worker migrates one database of each kind once; a test gets a fresh copy of it.
"""

import os
import shutil
import warnings
from collections.abc import Iterator
from contextvars import Context
from pathlib import Path

import hypothesis
import pytest
import sqlalchemy as sa
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal import create_app
from portal.accounts.hashing import EXTENSION, PasswordCost, Passwords
from portal.commands.content import import_path
from portal.common.database import db
from portal.common.schema import upgrade_database
from portal.config import read_settings
from tests.make import stop_clock

# How long an example takes says who else uses the machine; what grows too fast is found by tests of cost.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")

# The least that argon2 takes: what is tested here is who is let in, not how long it takes.
CHEAP = PasswordCost(memory=8, passes=1, lanes=1)
CONTENT = Path(__file__).parent.parent / "content"
BASE_SETTINGS = {"demo": True, "demo_password": "correct horse battery staple", "clock": "2012-04-09T09:00:00-04:00"}


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite file at the newest migration, to be copied and never used itself."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    app = create_app(read_settings(**BASE_SETTINGS, database_url=f"sqlite:///{path}"))
    with app.app_context():
        upgrade_database()
        db.session.execute(sa.text("DELETE FROM clock_start"))
        db.session.commit()
        _put_into_one_file()
        db.engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.URL]:
    """Return the address of a running PostgreSQL: the one that PORTAL_TEST_DATABASE_URL names, or one from pip."""
    given = os.environ.get("PORTAL_TEST_DATABASE_URL")
    if given:
        yield sa.make_url(given)
        return
    # Importing it creates a system user where there is none; a run against another server must not. It warns of a
    # folder that only a desktop has.
    with warnings.catch_warnings(action="ignore"):
        import pgserver  # noqa: PLC0415 - as said above

    server = pgserver.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="stop")
    yield sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    server.cleanup()


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: sa.URL) -> Iterator[sa.URL]:
    """Return the address of a PostgreSQL database at the newest migration, to be copied and never used itself."""
    name = f"portal_template_{os.getpid()}"
    with _database(postgresql_server, name) as url:
        app = create_app(read_settings(**BASE_SETTINGS, database_url=url.render_as_string(hide_password=False)))
        with app.app_context():
            upgrade_database()
            db.session.execute(sa.text("DELETE FROM clock_start"))
            db.session.commit()
            db.engine.dispose()
        yield url


@pytest.fixture(scope="session")
def demonstration_sqlite(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite file that holds the demonstration, to be copied and never used itself."""
    path = tmp_path_factory.mktemp("demonstration") / "template.sqlite3"
    shutil.copy(migrated_sqlite, path)
    _bring_in_demonstration(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def demonstration_postgresql(migrated_postgresql: sa.URL, postgresql_server: sa.URL) -> Iterator[sa.URL]:
    """Return the address of a PostgreSQL database that holds the demonstration, to be copied and never used itself."""
    name = f"portal_demonstration_{os.getpid()}"
    with _database(postgresql_server, name, template=migrated_postgresql.database) as url:
        _bring_in_demonstration(url.render_as_string(hide_password=False))
        yield url


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """Return the address of a fresh migrated SQLite database, for tests of what does not know which kind it is."""
    shutil.copy(migrated_sqlite, tmp_path / "portal.sqlite3")
    return f"sqlite:///{tmp_path / 'portal.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a fresh migrated database; the test runs once on each kind."""
    yield from _copied(request, "migrated", tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def demonstration_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a fresh database that holds the demonstration; the test runs once on each kind."""
    yield from _copied(request, "demonstration", tmp_path)


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[APIFlask]:
    """Return the portal on a fresh database, its clock at the demonstration's start, inside its context."""
    yield from standing_in(database_url, tmp_path)


@pytest.fixture
def demonstration(demonstration_url: str, tmp_path: Path) -> Iterator[APIFlask]:
    """Return the portal with the demonstration, its clock at its start, inside its context."""
    yield from standing_in(demonstration_url, tmp_path)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shared_demonstration(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[APIFlask]:
    """Return the portal with the demonstration for tests that only read, which share what it remembers."""
    folder = tmp_path_factory.mktemp("shared")
    for url in _copied(request, "demonstration", folder):
        portal = create_app(read_settings(**BASE_SETTINGS, database_url=url, files_url=f"file://{folder}/files"))
        yield portal
        with portal.app_context():
            db.engine.dispose()


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    """Return a browser without a cookie."""
    return app.test_client()


class Browser(FlaskClient):
    """A browser on the portal's own machine, each of whose requests knows nothing of the test or of the one before."""

    def open(self, *args: object, **kwargs: object) -> TestResponse:
        # What the test has read would otherwise hide what the request writes.
        db.session.rollback()
        # The test stands inside the portal's context already, which the request would share, who is signed in included.
        return Context().run(super().open, *args, **{"buffered": True, **kwargs})


def standing_in(url: str, folder: Path) -> Iterator[APIFlask]:
    """Build a portal on a database, with its files in a folder, and stand inside its context."""
    settings = read_settings(
        **BASE_SETTINGS, database_url=url, files_url=f"file://{folder}/files", mail_url=f"file://{folder}/outbox"
    )
    portal = create_app(settings)
    portal.extensions[EXTENSION] = Passwords(CHEAP)
    portal.test_client_class = Browser
    with portal.app_context():
        yield portal
        db.session.remove()
        db.engine.dispose()


def _bring_in_demonstration(url: str) -> None:
    for portal in standing_in(url, Path()):
        # An hour before the clock of the tests starts, since the audit does not step back.
        stop_clock(portal)
        import_path(CONTENT)
        db.session.execute(sa.text("DELETE FROM clock_start"))
        db.session.commit()
        _put_into_one_file()


def _put_into_one_file() -> None:
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _copied(request: pytest.FixtureRequest, template: str, folder: Path) -> Iterator[str]:
    made = request.getfixturevalue(f"{template}_{request.param}")
    if request.param == "sqlite":
        shutil.copy(made, folder / "portal.sqlite3")
        yield f"sqlite:///{folder / 'portal.sqlite3'}"
        return
    server: sa.URL = request.getfixturevalue("postgresql_server")
    with _database(server, f"portal_{folder.name}_{os.getpid()}", template=made.database) as fresh:
        yield fresh.render_as_string(hide_password=False)


class _database:  # noqa: N801 - it is used as the context manager that it is
    """A database that lives as long as its block."""

    def __init__(self, server: sa.URL, name: str, *, template: str | None = None) -> None:
        self.server, self.name, self.template = server, name, template or "template1"

    def __enter__(self) -> sa.URL:
        self._run(f'DROP DATABASE IF EXISTS "{self.name}"')
        self._run(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')
        return self.server.set(database=self.name)

    def __exit__(self, *_: object) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        engine = sa.create_engine(self.server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as connection:
            connection.execute(sa.text(statement))
