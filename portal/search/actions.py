"""Changing the index; the owner of an item calls this in the transaction that publishes it."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from portal.common.database import db
from portal.search.models import SearchText
from portal.search.models_index import engine_of
from portal.search.rules_texts import Text
from portal.search.rules_words import stems_of


def index_texts(*, texts: Sequence[Text]) -> None:
    """Let the texts of an item be found, by the public from when on it may be seen, or by who has its permission."""
    rows = [_row(text) for text in texts]
    db.session.add_all(rows)
    db.session.flush()
    added = [{"id": row.id, "stems": row.stems} for row in rows]
    db.session.execute(engine_of(db.engine.dialect.name).add, added)


def forget_texts(*, item_id: str) -> None:
    """Take the texts of an item out of the index, as if they had never been there."""
    rows = db.session.scalars(sa.select(SearchText).where(SearchText.item_id == item_id)).all()
    engine = engine_of(db.engine.dialect.name)
    for row in rows:
        db.session.execute(engine.remove(row.id, row.stems))
        db.session.delete(row)
    db.session.flush()
    db.session.execute(engine.settle)


def rebuild(*, texts: Iterable[Sequence[Text]]) -> int:
    """Empty the index and fill it with the texts of each item; returns how many texts there are."""
    db.session.execute(engine_of(db.engine.dialect.name).clear)
    db.session.execute(sa.delete(SearchText))
    count = 0
    for of_item in texts:
        index_texts(texts=of_item)
        count += len(of_item)
    return count


def _row(text: Text) -> SearchText:
    return SearchText(
        item_id=text.item_id,
        part=text.part,
        kind=text.kind,
        permission=text.permission,
        title=text.title,
        words=text.words,
        stems=" ".join(stems_of(f"{text.title} {text.words}")),
    )
