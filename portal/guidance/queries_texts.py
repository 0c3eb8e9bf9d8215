"""The texts of guidance by which it is found."""

from collections.abc import Iterator

import sqlalchemy as sa

from portal.common.database import db
from portal.guidance.models import Edition
from portal.guidance.queries import load_text
from portal.guidance.rules_search import texts_of
from portal.search.rules_texts import Text


def list_texts() -> Iterator[list[Text]]:
    """Yield those of each published edition, also of one of a later instant."""
    query = sa.select(Edition.id).where(Edition.published_at.is_not(None)).order_by(Edition.written)
    for edition_id in db.session.scalars(query).all():
        yield texts_of(load_text(edition_id))
