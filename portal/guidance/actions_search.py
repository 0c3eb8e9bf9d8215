"""Making the search index of guidance anew."""

from collections.abc import Iterator

import sqlalchemy as sa

from portal.common.database import db
from portal.common.ledger_version import advance_ledger
from portal.guidance.models import Edition
from portal.guidance.queries import load_text
from portal.guidance.rules_search import texts_of
from portal.search.actions import rebuild
from portal.search.rules_texts import Text


def rebuild_search() -> int:
    """Index every published edition anew, those of a later instant too; returns how many texts there are.

    The index is derived and what is on record stays as it is, so that the audit has nothing to record.
    """
    count = rebuild(texts=_published_texts())
    # Pages that were kept were answered by the index as it was.
    advance_ledger()
    return count


def _published_texts() -> Iterator[list[Text]]:
    query = sa.select(Edition.id).where(Edition.published_at.is_not(None)).order_by(Edition.written)
    for edition_id in db.session.scalars(query).all():
        yield texts_of(load_text(edition_id))
