"""Requests for a direction, who waits for them, and what was decided."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.common.database import Model, UTCDateTime
from portal.common.triggers import append_only
from portal.directions.rules_direction import DecisionKind

KINDS = tuple(map(str, DecisionKind))


class Direction(Model):
    """That leadership was asked to decide something; never changes. Its item bears the same id."""

    __tablename__ = "directions"
    __guard__ = append_only("directions", ("id",))
    __table_args__ = (
        sa.ForeignKeyConstraint(["program_id", "label"], ["provision_labels.program_id", "provision_labels.label"]),
    )

    id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"), primary_key=True)
    program_id: Mapped[str] = mapped_column(sa.ForeignKey("programs.id"))
    label: Mapped[str] = mapped_column(sa.String(64))
    audience_slug: Mapped[str] = mapped_column(sa.ForeignKey("audiences.slug"))
    place_code: Mapped[str] = mapped_column(sa.ForeignKey("places.code"))
    question: Mapped[str] = mapped_column(sa.Text)
    by_account_id: Mapped[str] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class DirectionWaiter(Model):
    """That a question of an inquiry waits for a direction; never changes."""

    __tablename__ = "direction_waiters"
    __guard__ = append_only("direction_waiters", ("direction_id", "item_id", "position"))

    direction_id: Mapped[str] = mapped_column(sa.ForeignKey("directions.id"), primary_key=True)
    item_id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    by_account_id: Mapped[str] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class DirectionDecision(Model):
    """What a leader decided; never changes."""

    __tablename__ = "direction_decisions"
    __guard__ = append_only("direction_decisions", ("direction_id",))
    __table_args__ = (sa.CheckConstraint(f"kind IN {KINDS}", name="kind_is_known"),)

    direction_id: Mapped[str] = mapped_column(sa.ForeignKey("directions.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(16))
    words: Mapped[str] = mapped_column(sa.Text)
    by_account_id: Mapped[str] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
