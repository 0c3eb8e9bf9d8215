"""Writing standard answers: each edition with what it states, by the guidance of its day."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from portal.answers.models import AnswerEdition, StandardAnswer
from portal.answers.queries_wording import Worded, Wording, Words
from portal.answers.rules_content import ANSWER, EDITION, STAFF, AnswerContent, AnswerRecord
from portal.answers.rules_search import text_of
from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.common.database import db, new_id
from portal.common.ledger_version import advance_ledger
from portal.common.markup import Rendered
from portal.items.actions import add_item, rename_item
from portal.programs.models import Program
from portal.programs.rules_tally import Tally
from portal.search.actions import index_texts
from portal.search.rules_texts import Text
from portal.statements.actions import make_statements


def enter_answers(*, program: Program, answers: Iterable[AnswerRecord], by: Actor, at: datetime) -> Tally:
    """Add the editions of answers that are not there yet; what is on record stays as it was said.

    An edition that was published before `at` is a record of the past, and the audit entry says from which date.
    """
    tally, wording = Tally(), Wording(program.id, program.time_zone)
    for answer in answers:
        row = _find(program, answer.slug) or _add(program, answer)
        stored = set(db.session.scalars(sa.select(AnswerEdition.published_at).where(AnswerEdition.answer_id == row.id)))
        for content in answer.editions:
            if content.published_at in stored:
                tally.unchanged += 1
            else:
                _publish(program, row, content, wording.of(_words(content)), by=by, at=at)
                tally.added += 1
    if tally.wrote:
        advance_ledger()
    return tally


def _words(content: AnswerContent) -> Words:
    return Words(markdown=content.markdown, audience=content.audience, place=content.place, at=content.published_at)


def _find(program: Program, slug: str) -> StandardAnswer | None:
    query = sa.select(StandardAnswer).where(StandardAnswer.program_id == program.id, StandardAnswer.slug == slug)
    return db.session.scalars(query).one_or_none()


def _add(program: Program, answer: AnswerRecord) -> StandardAnswer:
    first = answer.editions[0]
    item = add_item(
        item_id=new_id(),
        kind=ANSWER,
        title=first.question,
        program_id=program.id,
        path=f"/faqs/{answer.slug}" if first.public else None,
        visible_from=first.published_at,
        permission=None if first.public else STAFF,
    )
    row = StandardAnswer(id=item.id, program_id=program.id, slug=answer.slug)
    db.session.add(row)
    db.session.flush()
    return row


def _publish(
    program: Program, answer: StandardAnswer, content: AnswerContent, worded: Worded, *, by: Actor, at: datetime
) -> None:
    item = add_item(
        item_id=new_id(),
        kind=EDITION,
        title=content.question,
        program_id=program.id,
        path=f"/faqs/{answer.slug}" if content.public else None,
        visible_from=content.published_at,
        permission=None if content.public else STAFF,
    )
    # The statements come first: once the edition is on record, the database takes no more.
    make_statements(
        item_id=item.id,
        program_id=program.id,
        statements=worded.statements,
        speaker=content.owner,
        said_on=content.published_at.astimezone(ZoneInfo(program.time_zone)).date(),
        known_at=content.published_at,
        at=at,
    )
    db.session.add(_edition(item.id, answer, content, worded.rendered, at=at))
    rename_item(item_id=answer.id, title=content.question)
    db.session.flush()
    index_texts(texts=[_text(item.id, content, worded)])
    details: dict[str, str | int | None] = {
        "published_at": content.published_at.isoformat(),
        "source_date": content.source["date"],
        "statements": len(worded.statements),
    }
    action = "answer.entered" if content.published_at < at else "answer.published"
    record(action=action, object_kind=EDITION, object_id=item.id, details=details, by=by, at=at)


def _text(item_id: str, content: AnswerContent, worded: Worded) -> Text:
    return text_of(
        item_id,
        question=content.question,
        wordings=content.wordings,
        answer=worded.rendered.text,
        public=content.public,
    )


def _edition(
    item_id: str, answer: StandardAnswer, content: AnswerContent, rendered: Rendered, *, at: datetime
) -> AnswerEdition:
    return AnswerEdition(
        id=item_id,
        answer_id=answer.id,
        question=content.question,
        wordings=list(content.wordings),
        audience_slug=content.audience,
        place_code=content.place,
        is_public=content.public,
        owner=content.owner,
        review_by=content.review_by,
        change_note=content.change_note,
        markdown=content.markdown,
        html=rendered.html,
        text=rendered.text,
        source=dict(content.source),
        published_at=content.published_at,
        recorded_at=at,
    )
