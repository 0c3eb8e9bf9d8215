"""Standard answers and their editions, of which none ever changes."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.common.database import Model, UTCDateTime
from portal.common.triggers import append_only


class StandardAnswer(Model):
    """All editions of the answer to one question; its item bears the same id."""

    __tablename__ = "standard_answers"
    __guard__ = append_only("standard_answers", ("id",), ("program_id", "slug"))
    __table_args__ = (sa.UniqueConstraint("program_id", "slug"),)

    id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"), primary_key=True)
    program_id: Mapped[str] = mapped_column(sa.ForeignKey("programs.id"))
    slug: Mapped[str] = mapped_column(sa.String(64))


class AnswerEdition(Model):
    """A question and its answer as approved at an instant; its item says who may read it.

    The statements that it makes are written before it, so that from then on the databases refuse any other.
    """

    __tablename__ = "answer_editions"
    __guard__ = append_only("answer_editions", ("id",), ("answer_id", "published_at"))
    __table_args__ = (sa.UniqueConstraint("answer_id", "published_at"),)

    id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"), primary_key=True)
    answer_id: Mapped[str] = mapped_column(sa.ForeignKey("standard_answers.id"))
    question: Mapped[str] = mapped_column(sa.String(300))
    wordings: Mapped[list[str]] = mapped_column(sa.JSON)
    audience_slug: Mapped[str] = mapped_column(sa.ForeignKey("audiences.slug"))
    place_code: Mapped[str] = mapped_column(sa.ForeignKey("places.code"))
    is_public: Mapped[bool]
    owner: Mapped[str] = mapped_column(sa.String(200))
    review_by: Mapped[date | None]
    change_note: Mapped[str] = mapped_column(sa.Text)
    markdown: Mapped[str] = mapped_column(sa.Text)
    # Rendered once, with what guidance set on that day: a later edition of it changes nothing that was said.
    html: Mapped[str] = mapped_column(sa.Text)
    text: Mapped[str] = mapped_column(sa.Text)
    # On what the wording rests: {title, office, date}.
    source: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    published_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
