"""One number that grows whenever what the public may read has changed; caches are kept by it."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.common.database import Model, db


class LedgerVersion(Model):
    """How many times the public record has changed; one row that only grows."""

    __tablename__ = "ledger_version"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    version: Mapped[int] = mapped_column(default=0)


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


def advance_ledger() -> None:
    """Count one more change, in the transaction that makes it."""
    db.session().info.pop(READ, None)
    changed = db.session.execute(sa.update(LedgerVersion).values(version=LedgerVersion.version + 1))
    if changed.rowcount == 0:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult, which counts its rows
        db.session.add(LedgerVersion(version=1))
        db.session.flush()
