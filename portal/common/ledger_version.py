"""One number that grows whenever what the public may read has changed; caches are kept by it."""

from collections.abc import Callable
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.pool import PoolProxiedConnection

from portal.common.database import Model, db


class LedgerVersion(Model):
    """How many times the public record has changed; one row that only grows."""

    __tablename__ = "ledger_version"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    version: Mapped[int] = mapped_column(default=0)


# It is asked of the table: a mapped class would want every other model to be there already.
QUESTION: Final = str(sa.select(LedgerVersion.__table__.c.version))

# Under this name a session keeps the version that its present transaction has read.
READ = "portal-ledger-version"


def ledger_version() -> int:
    """Return the number of changes so far; a transaction asks once, since a page is made of many memories."""
    session = db.session()
    read: tuple[object, int] | None = session.info.get(READ)
    if read is None or read[0] is not session.get_transaction():
        version = session.scalar(sa.select(LedgerVersion.version)) or 0
        read = session.info[READ] = (session.get_transaction(), version)
    return read[1]


def committed_version(engine: sa.Engine) -> Callable[[], int | None]:
    """Return what asks the database for the version outside of every request: by one statement, in no transaction.

    It costs a tenth of a session, and stands before every page that is answered from memory. What it returns gives
    None while the database does not answer.
    """
    errors = (sa.exc.SQLAlchemyError, engine.dialect.loaded_dbapi.Error)

    def ask() -> int | None:
        try:
            return _ask_once(engine)
        except errors:
            return None

    return ask


def _ask_once(engine: sa.Engine) -> int:
    connection = engine.raw_connection()
    try:
        version = _ask_by_itself(connection) if engine.dialect.name == "postgresql" else _ask(connection)
    except BaseException:
        connection.invalidate()
        raise
    # It goes back to the pool that all others use.
    connection.close()
    return version


def _ask_by_itself(connection: PoolProxiedConnection) -> int:
    # Else PostgreSQL would open a transaction with the statement; SQLite's connections never do so by themselves.
    driver = _driver_of(connection)
    driver.autocommit = True
    try:
        return _ask(connection)
    finally:
        driver.autocommit = False


def _ask(connection: PoolProxiedConnection) -> int:
    row = _driver_of(connection).execute(QUESTION).fetchone()
    return int(row[0]) if row else 0


def _driver_of(connection: PoolProxiedConnection) -> Any:  # noqa: ANN401 - the drivers' connections share no type
    return connection.driver_connection


def advance_ledger() -> None:
    """Count one more change, in the transaction that makes it."""
    db.session().info.pop(READ, None)
    changed = db.session.execute(sa.update(LedgerVersion).values(version=LedgerVersion.version + 1))
    if changed.rowcount == 0:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult, which counts its rows
        db.session.add(LedgerVersion(version=1))
        db.session.flush()
