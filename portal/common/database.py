"""The database: one declarative base, UTC instants, and the one place that opens a writing transaction."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# SQLite keeps acknowledged commits over a power cut only with synchronous=FULL; NORMAL lost them in
# 391 of 500 simulated cuts. The values are what the pragma reads back, so that they can be asserted.
SQLITE_PRAGMAS: dict[str, int | str] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 10_000,
    "trusted_schema": 0,
    "secure_delete": 1,
    "recursive_triggers": 1,
}

# One number names the portal's writers to PostgreSQL's advisory locks.
WRITER_LOCK = 0x504F5254


class Base(DeclarativeBase):
    """A plain base: Flask-SQLAlchemy rejects a dataclass as its model class."""

    metadata = sa.MetaData(naming_convention=NAMING)


class Model(MappedAsDataclass, Base, kw_only=True):
    """What every table of the portal derives from: a dataclass with keyword arguments only."""

    __abstract__ = True


db = SQLAlchemy(model_class=Base)


class UTCDateTime(sa.types.TypeDecorator[datetime]):
    """An instant in UTC; SQLite forgets the zone of a datetime, so it is put back on reading.

    Raises ValueError for a datetime without a zone: a civil time is not an instant.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware datetime into UTC, without its zone where the database cannot keep one."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "an instant needs a time zone"
            raise ValueError(message)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware datetime in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def new_id() -> str:
    """Return an opaque identifier of 26 characters that tells nothing about order or content."""
    return secrets.token_hex(13)


@contextmanager
def transaction() -> Iterator[None]:
    """Open the one kind of transaction that may write, and commit it; any exception rolls all of it back.

    Writers take turns on both databases (BEGIN IMMEDIATE, an advisory lock), so that what an action reads
    is still so when it writes, and the audit chain has one next number.
    """
    _take_the_turn()
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def rehearsal() -> Iterator[None]:
    """Do everything that `transaction` does, then take it all back: what `--dry-run` runs in."""
    _take_the_turn()
    try:
        yield
        db.session.flush()
    finally:
        db.session.rollback()


def _take_the_turn() -> None:
    # What was read before the turn came may be stale by now, so the reading transaction ends here.
    db.session.rollback()
    connection = db.session.connection(execution_options={"portal_writes": True})
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})


def database_is_ready(table: str) -> bool:
    """Tell whether the named table exists, that is, whether the migration that makes it has run."""
    return sa.inspect(db.engine).has_table(table)


def connect_database(app: Flask, url: str) -> None:
    """Bind the portal to its database and assert that the connection is as safe as it must be."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(url)
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            sa.event.listen(db.engine, "connect", _open_sqlite)
            sa.event.listen(db.engine, "begin", _begin_sqlite)
            _assert_sqlite(db.engine)


def _engine_options(url: str) -> dict[str, Any]:
    # What is written may be personal, and an error is logged; so no error shows what was written.
    hidden = {"hide_parameters": True}
    if url.startswith("sqlite"):
        return hidden
    limits = "-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s -c timezone=UTC"
    # Whether an index helps depends on the word that is searched and on how many ids are given, so that a plan made
    # once for all of them, as PostgreSQL makes after some repetitions, took four to six times as long.
    planning = "-c plan_cache_mode=force_custom_plan"
    return {**hidden, "pool_pre_ping": True, "connect_args": {"options": f"{limits} {planning}"}}


def _open_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's connection has no type of its own
    # SQLAlchemy says BEGIN itself (below), because the driver's own deferred BEGIN fails under load.
    connection.isolation_level = None
    cursor = connection.cursor()
    for name, value in SQLITE_PRAGMAS.items():
        cursor.execute(f"PRAGMA {name}={value}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("portal_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _assert_sqlite(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        for name, expected in SQLITE_PRAGMAS.items():
            found = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            if found != expected:
                message = f"PORTAL_DATABASE_URL: SQLite gives {name}={found}, the portal needs {expected}"
                raise RuntimeError(message)
