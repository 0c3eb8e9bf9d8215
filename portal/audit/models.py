"""The audit chain: who did what, each entry bound to the one before it by its hash."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.common.database import Model, UTCDateTime
from portal.common.triggers import append_only


class AuditEvent(Model):
    """One deed, who did it, to what, and when; never changes, and holds no text and no personal data.

    The actor is a plain value and not a key, so that accounts may record as well and a removed account stays named.
    """

    __tablename__ = "audit_events"
    __guard__ = append_only("audit_events", ("seq",), ("hash",))
    __table_args__ = (sa.CheckConstraint("seq >= 1", name="seq_from_one"), sa.UniqueConstraint("hash"))

    # The number is given by the action that records, never by the database: a chain has no gaps.
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    actor_kind: Mapped[str] = mapped_column(sa.String(20))
    actor_id: Mapped[str] = mapped_column(sa.String(64))
    actor_role: Mapped[str | None] = mapped_column(sa.String(20))
    action: Mapped[str] = mapped_column(sa.String(64))
    object_kind: Mapped[str] = mapped_column(sa.String(32))
    object_id: Mapped[str] = mapped_column(sa.String(64))
    content_hash: Mapped[str | None] = mapped_column(sa.String(64))
    details: Mapped[dict[str, str | int | None]] = mapped_column(sa.JSON)
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))
