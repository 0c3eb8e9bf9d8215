"""Editions of standard answers while they are written, and the end of an answer."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.common.database import Model, UTCDateTime
from portal.common.triggers import append_only

ENDS = ("published", "dropped")


class AnswerDraft(Model):
    """An edition of an answer that somebody began to write; never changes. Its item bears the same id."""

    __tablename__ = "answer_drafts"
    __guard__ = append_only("answer_drafts", ("id",))

    id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"), primary_key=True)
    program_id: Mapped[str] = mapped_column(sa.ForeignKey("programs.id"))
    slug: Mapped[str] = mapped_column(sa.String(64), index=True)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class AnswerDraftVersion(Model):
    """A draft as somebody saved it; never changes, so that no writer loses what another overwrote."""

    __tablename__ = "answer_draft_versions"
    __guard__ = append_only("answer_draft_versions", ("draft_id", "number"))

    draft_id: Mapped[str] = mapped_column(sa.ForeignKey("answer_drafts.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    # Everything that an edition says, by the names of its file's fields.
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    by_account_id: Mapped[str] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class AnswerDraftEnd(Model):
    """That a draft was published or given up; never changes."""

    __tablename__ = "answer_draft_ends"
    __guard__ = append_only("answer_draft_ends", ("draft_id",))
    __table_args__ = (sa.CheckConstraint(f"kind IN {ENDS}", name="kind_is_known"),)

    draft_id: Mapped[str] = mapped_column(sa.ForeignKey("answer_drafts.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(16))
    reason: Mapped[str] = mapped_column(sa.String(500))
    by_account_id: Mapped[str] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class AnswerRetirement(Model):
    """That an answer is given no longer, and why; never changes. What it said stays readable by its dates."""

    __tablename__ = "answer_retirements"
    __guard__ = append_only("answer_retirements", ("answer_id",))

    answer_id: Mapped[str] = mapped_column(sa.ForeignKey("standard_answers.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(sa.String(500))
    by_account_id: Mapped[str] = mapped_column(sa.ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
