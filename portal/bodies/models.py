"""Texts that may hold personal data, apart from the records that speak of them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.common.database import Model, UTCDateTime
from portal.common.triggers import purgeable


class Body(Model):
    """The words that somebody wrote to us, or we to them; never changes, but that it may be purged once.

    Whoever refers to it keeps the salted hash, which proves what was written and tells nothing of it. Purged, it has
    neither text nor salt.
    """

    __tablename__ = "bodies"
    __guard__ = purgeable("bodies", ("id",), emptied=("text", "salt"), kept=("id", "recorded_at"))

    id: Mapped[str] = mapped_column(sa.String(26), primary_key=True)
    salt: Mapped[str] = mapped_column(sa.String(32))
    text: Mapped[str] = mapped_column(sa.Text)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    purged_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
