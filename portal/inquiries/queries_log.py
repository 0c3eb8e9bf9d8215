"""The log of inquiries as a file has it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from portal.common.database import db
from portal.inquiries.models import Inquiry
from portal.inquiries.queries import list_inquiries, list_senders, questions_of
from portal.inquiries.queries_page import today_of
from portal.inquiries.rules_content import BETWEEN_QUESTIONS, STAFF, InquiryContent
from portal.items.rules import Reader
from portal.programs.queries import ProgramFacts


def has_number(program_id: str, number: str) -> bool:
    """Tell whether an inquiry bears this number."""
    query = sa.select(Inquiry.id).where(Inquiry.program_id == program_id, Inquiry.number == number)
    return db.session.scalar(query) is not None


def find_alike(program_id: str, content: InquiryContent) -> str | None:
    """Return the id of an inquiry that came on the same day, by the same way, with the same questions."""
    query = sa.select(Inquiry.id).where(
        Inquiry.program_id == program_id,
        Inquiry.received_on == content.received_on,
        Inquiry.channel == content.channel,
        Inquiry.sender_kind == content.sender_kind,
        Inquiry.audience_slug == content.audience,
        Inquiry.place_code == content.place,
    )
    questions = questions_of(list(db.session.scalars(query)))
    return next((each for each, words in questions.items() if tuple(words) == content.questions), None)


def list_log(program: ProgramFacts, at: datetime, *, as_lines: bool, with_senders: bool) -> list[dict[str, Any]]:
    """Return the whole log, oldest first; who asked only where that is wanted."""
    inquiries = list_inquiries(program.slug, Reader(permissions=frozenset({STAFF})), at)[::-1]
    questions = questions_of([each.id for each in inquiries])
    today = today_of(program.time_zone, at)
    rows: list[dict[str, Any]] = []
    for each in inquiries:
        words = questions.get(each.id, [])
        row: dict[str, Any] = {
            "number": each.number,
            "received_on": each.received_on.isoformat(),
            "channel": each.channel,
            "sender_kind": each.sender_kind,
            "audience": each.audience,
            "place": each.place,
            "status": each.course.status.value,
            "due_on": each.due_on(today).isoformat(),
            "question": words if as_lines else f"\n{BETWEEN_QUESTIONS}\n".join(words),
        }
        sender = list_senders(each.id)[:1] if with_senders else []
        for known in sender:
            row |= {"name": known.sender.name, "office": known.sender.office, "email": known.sender.email}
        rows.append(row)
    return rows
