"""Who may see what: the one visibility predicate, for every page, feed, count, export and search."""

from datetime import datetime

import sqlalchemy as sa

from portal.items.models import Item
from portal.items.rules import Reader


def visible_to(reader: Reader, at: datetime | sa.BindParameter[datetime]) -> sa.ColumnElement[bool]:
    """Return the predicate on `items` that holds for what the reader may see at the instant, given now or later."""
    begun = sa.or_(Item.visible_from.is_(None), Item.visible_from <= at)
    not_ended = sa.or_(Item.visible_until.is_(None), Item.visible_until > at)
    public = sa.and_(Item.permission.is_(None), Item.visible_from.is_not(None))
    permitted = sa.or_(public, Item.permission.in_(sorted(reader.permissions)))
    of_the_place = sa.or_(Item.place_code.is_(None), Item.place_code == (reader.state or ""))
    return sa.and_(begun, not_ended, permitted, of_the_place)
