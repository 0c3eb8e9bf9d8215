"""The only place that asks for the time; everything else takes it as an argument."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import Flask, current_app
from sqlalchemy.orm import Mapped, mapped_column

from portal.common.database import Model, UTCDateTime, database_is_ready, db, transaction


class ClockStart(Model):
    """The offset, in seconds, of a demonstration's clock from the real time; written once, never changed."""

    __tablename__ = "clock_start"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    offset_seconds: Mapped[float]
    set_at: Mapped[datetime] = mapped_column(UTCDateTime)
    id: Mapped[int] = mapped_column(primary_key=True, default=1)


class Clock:
    """Real time plus a fixed offset; the offset is zero outside a demonstration."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        """Keep the offset from the real time."""
        self.offset = offset

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return datetime.now(UTC) + self.offset


def now() -> datetime:
    """Return the present instant in UTC by the clock of the running portal."""
    return clock_of(current_app).now()


def clock_of(app: Flask) -> Clock:
    """Return the clock of a portal, for what runs outside of its requests; it is another one once it was started."""
    clock: Clock = app.extensions["portal-clock"]
    return clock


def today(zone: str) -> date:
    """Return the present civil date in the named IANA time zone."""
    return now().astimezone(ZoneInfo(zone)).date()


def start_clock(app: Flask, start: datetime | None) -> None:
    """Give the portal its clock; the first start of a demonstration stores its offset for every later process."""
    app.extensions["portal-clock"] = Clock()
    if start is None:
        return
    with app.app_context():
        if database_is_ready(ClockStart.__tablename__):
            app.extensions["portal-clock"] = Clock(_stored_offset(start))


def _stored_offset(start: datetime) -> timedelta:
    row = db.session.get(ClockStart, 1)
    if row is None:
        row = _store_offset(start)
    offset = timedelta(seconds=row.offset_seconds)
    db.session.remove()
    return offset


def _store_offset(start: datetime) -> ClockStart:
    real = datetime.now(UTC)
    with transaction():
        # Another process may have stored its offset since we looked; the first one holds for all.
        row = db.session.get(ClockStart, 1)
        if row is None:
            row = ClockStart(offset_seconds=(start - real).total_seconds(), set_at=real)
            db.session.add(row)
    return row
