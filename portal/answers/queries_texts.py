"""The texts of answers by which they are found."""

from collections.abc import Iterator

import sqlalchemy as sa

from portal.answers.models import AnswerEdition
from portal.answers.rules_search import text_of
from portal.common.database import db
from portal.search.rules_texts import Text


def list_texts() -> Iterator[list[Text]]:
    """Yield that of each edition of an answer, also of one of a later instant."""
    query = sa.select(AnswerEdition).order_by(AnswerEdition.published_at)
    for row in db.session.scalars(query).all():
        yield [text_of(row.id, question=row.question, wordings=row.wordings, answer=row.text, public=row.is_public)]
