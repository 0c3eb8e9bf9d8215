"""Texts that may hold personal data, apart from the records that speak of them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.common.database import Model, UTCDateTime
from portal.common.triggers import append_only


class Body(Model):
    """The words that somebody wrote to us, or we to them; never changes.

    Whoever refers to it keeps the salted hash, which proves what was written and tells nothing of it.
    """

    __tablename__ = "bodies"
    __guard__ = append_only("bodies", ("id",))

    id: Mapped[str] = mapped_column(sa.String(26), primary_key=True)
    salt: Mapped[str] = mapped_column(sa.String(32))
    text: Mapped[str] = mapped_column(sa.Text)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
