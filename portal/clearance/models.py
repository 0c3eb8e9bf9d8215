"""Who wrote at a text, which offices were asked about it, and what they decided: one mechanism for every text."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.clearance.rules_steps import Decision, Step
from portal.common.database import Model, UTCDateTime
from portal.common.triggers import append_only

STEPS = tuple(map(str, Step))
DECISIONS = tuple(map(str, Decision))


class Contribution(Model):
    """That somebody wrote at a text, and so neither clears nor signs it; never changes."""

    __tablename__ = "contributions"
    __guard__ = append_only("contributions", ("item_id", "account_id"))

    item_id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class ClearanceRequest(Model):
    """That an office was asked about a text, by its hash, until a day; never changes."""

    __tablename__ = "clearance_requests"
    __guard__ = append_only("clearance_requests", ("id",), ("item_id", "sha256", "step"))
    __table_args__ = (
        sa.UniqueConstraint("item_id", "sha256", "step"),
        sa.CheckConstraint(f"step IN {STEPS}", name="step_is_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    item_id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    step: Mapped[str] = mapped_column(sa.String(16))
    due_on: Mapped[date]
    by_account_id: Mapped[str] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class ClearanceDecision(Model):
    """What an office decided about a text that it read, by its hash; never changes.

    `turn` counts the decisions of one step about one item, so that of two at once the database takes one.
    """

    __tablename__ = "clearance_decisions"
    __guard__ = append_only("clearance_decisions", ("id",), ("item_id", "step", "turn"))
    __table_args__ = (
        sa.UniqueConstraint("item_id", "step", "turn"),
        sa.CheckConstraint(f"step IN {STEPS}", name="step_is_known"),
        sa.CheckConstraint(f"decision IN {DECISIONS}", name="decision_is_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    item_id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"))
    step: Mapped[str] = mapped_column(sa.String(16))
    turn: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    decision: Mapped[str] = mapped_column(sa.String(24))
    reason: Mapped[str] = mapped_column(sa.Text)
    by_account_id: Mapped[str] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class ObjectionAnswer(Model):
    """How an objection was met, by who wrote the text; never changes."""

    __tablename__ = "objection_answers"
    __guard__ = append_only("objection_answers", ("decision_id",))

    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("clearance_decisions.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(sa.Text)
    by_account_id: Mapped[str] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
