"""The texts of questions by which inquiries are found."""

from collections.abc import Iterator

import sqlalchemy as sa

from portal.common.database import db
from portal.inquiries.models import Inquiry
from portal.inquiries.queries import PURGED, questions_of
from portal.inquiries.rules_search import texts_of
from portal.search.rules_texts import Text

# So many inquiries are read at once.
AT_ONCE = 500


def list_texts() -> Iterator[list[Text]]:
    """Yield those of each inquiry, in the order in which they were logged."""
    rows = db.session.execute(sa.select(Inquiry.id, Inquiry.number).order_by(Inquiry.recorded_at)).all()
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        questions = questions_of([row.id for row in some])
        for row in some:
            words = [each for each in questions.get(row.id, []) if each != PURGED]
            if words:
                yield texts_of(row.id, row.number, words)
