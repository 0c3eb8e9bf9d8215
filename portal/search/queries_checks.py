"""Whether the index holds what it must, no more, and is in step with its texts: what `portal db check` asks."""

from collections.abc import Collection

import sqlalchemy as sa

from portal.common.database import db
from portal.common.issues import Issues
from portal.items.models import Item
from portal.search.models import SearchText
from portal.search.models_index import engine_of

REPAIR = "run `portal search rebuild`"


def index_issues(kinds: Collection[str]) -> Issues:
    """Return what is wrong with the index; `kinds` are the kinds of items that it must hold once they are public."""
    issues = Issues()
    unindexed, hidden = count_unindexed(kinds), count_hidden()
    if unindexed:
        issues.report(f"The search index lacks {unindexed} public item(s); {REPAIR}.")
    if hidden:
        issues.report(f"The search index holds {hidden} text(s) of items that are not public; {REPAIR}.")
    if not _is_in_step():
        issues.report(f"The full-text index does not agree with its texts; {REPAIR}.")
    return issues


def count_unindexed(kinds: Collection[str]) -> int:
    """Return how many items of these kinds are public, at once or from an instant on, and have no text in the index."""
    texts = sa.select(SearchText.item_id)
    query = sa.select(sa.func.count()).where(Item.kind.in_(kinds), Item.permission.is_(None), Item.id.not_in(texts))
    return db.session.scalar(query) or 0


def count_hidden() -> int:
    """Return how many texts stand in the index of the public although their item is not the public's."""
    query = (
        sa.select(sa.func.count())
        .select_from(SearchText)
        .join(Item, Item.id == SearchText.item_id)
        .where(SearchText.permission.is_(None), Item.permission.is_not(None))
    )
    return db.session.scalar(query) or 0


def _is_in_step() -> bool:
    check = engine_of(db.engine.dialect.name).check
    try:
        found = db.session.execute(check)
    except sa.exc.DatabaseError:
        return False
    return not found.returns_rows or found.scalar_one() == 0  # type: ignore[attr-defined]  # text gives a CursorResult
