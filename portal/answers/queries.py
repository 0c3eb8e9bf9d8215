"""Reading standard answers, as far as a reader may see them."""

from datetime import datetime

import sqlalchemy as sa

from portal.answers.models import AnswerEdition, StandardAnswer
from portal.answers.models_drafts import AnswerRetirement
from portal.answers.rules_answer import Answer, AnswerText, Retirement
from portal.answers.rules_content import AnswerContent
from portal.common.cache import cached
from portal.common.database import db
from portal.items.models import Item
from portal.items.queries import visible_to
from portal.items.rules import PUBLIC, Reader
from portal.programs.models import Program
from portal.statements.queries import load_statements


class AnswerNotFoundError(LookupError):
    """No answer that may be seen bears this slug."""


def list_answers(program: str, reader: Reader, at: datetime) -> list[Answer]:
    """Return the answers of a program that the reader may see at the instant, by the question asked now."""
    query = sa.select(StandardAnswer.id).join(Item, Item.id == StandardAnswer.id).where(visible_to(reader, at))
    visible = set(db.session.scalars(query))
    answers = cached(("answers", program), lambda: load_answers(program))
    return [answer for answer in answers if answer.id in visible]


def list_faqs(program: str, at: datetime) -> list[Answer]:
    """Return the answers that the public may see at the instant."""
    return list_answers(program, PUBLIC, at)


def get_faq(slug: str, programs: list[str], at: datetime) -> Answer:
    """Return the answer that the public may see; raises AnswerNotFoundError."""
    found = [answer for program in programs for answer in list_faqs(program, at) if answer.slug == slug]
    if not found:
        raise AnswerNotFoundError(slug)
    return found[0]


def load_answers(program: str) -> tuple[Answer, ...]:
    """Return every answer of a program, as the database has it now and whoever may see it."""
    statements = load_statements(program)
    editions: dict[str, list[AnswerText]] = {}
    query = (
        sa.select(AnswerEdition, StandardAnswer.slug)
        .join(StandardAnswer, StandardAnswer.id == AnswerEdition.answer_id)
        .join(Program, Program.id == StandardAnswer.program_id)
        .where(Program.slug == program)
        .order_by(StandardAnswer.slug, AnswerEdition.published_at)
    )
    slugs: dict[str, str] = {}
    for row, slug in db.session.execute(query):
        slugs[row.answer_id] = slug
        of_it = editions.setdefault(row.answer_id, [])
        stated = tuple(each.content for each in statements.get(row.id, []))
        of_it.append(
            AnswerText(
                id=row.id,
                number=len(of_it) + 1,
                content=_content(row),
                html=row.html,
                text=row.text,
                recorded_at=row.recorded_at,
                statements=stated,
            )
        )
    ends = {row.answer_id: Retirement(at=row.at, reason=row.reason) for row in db.session.scalars(_RETIREMENTS)}
    return tuple(
        Answer(
            id=answer_id,
            slug=slug,
            program=program,
            editions=tuple(editions[answer_id]),
            retirement=ends.get(answer_id),
        )
        for answer_id, slug in slugs.items()
    )


_RETIREMENTS = sa.select(AnswerRetirement)


def _content(row: AnswerEdition) -> AnswerContent:
    return AnswerContent(
        question=row.question,
        wordings=tuple(row.wordings),
        audience=row.audience_slug,
        place=row.place_code,
        public=row.is_public,
        owner=row.owner,
        review_by=row.review_by,
        change_note=row.change_note,
        markdown=row.markdown,
        source=dict(row.source),
        published_at=row.published_at,
    )
