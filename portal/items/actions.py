"""Writing items; only the feature that owns the thing calls these, in the transaction that changes it."""

from datetime import datetime

from portal.common.database import db
from portal.items.models import Item


def add_item(
    *,
    item_id: str,
    kind: str,
    title: str,
    program_id: str | None = None,
    path: str | None = None,
    visible_from: datetime | None = None,
    permission: str | None = None,
    place_code: str | None = None,
) -> Item:
    """Add the row by which a new thing can be seen: by the public from an instant, or by holders of a permission."""
    item = Item(
        id=item_id,
        kind=kind,
        program_id=program_id,
        title=title,
        path=path,
        visible_from=visible_from,
        visible_until=None,
        permission=permission,
        place_code=place_code,
    )
    db.session.add(item)
    db.session.flush()
    return item


def open_item(*, item_id: str, visible_from: datetime) -> Item:
    """Open an item to the public from an instant on; one that is open already keeps the earlier instant."""
    item = db.session.get_one(Item, item_id)
    if item.permission is None and item.visible_from is not None:
        visible_from = min(visible_from, item.visible_from)
    item.permission = None
    item.visible_from = visible_from
    return item


def hide_item(*, item_id: str, permission: str) -> Item:
    """Show an item to the holders of a permission only, from when on it may be."""
    item = db.session.get_one(Item, item_id)
    item.permission = permission
    item.visible_from = None
    return item


def rename_item(*, item_id: str, title: str) -> Item:
    """Give an item another title."""
    item = db.session.get_one(Item, item_id)
    item.title = title
    return item


def close_item(*, item_id: str, visible_until: datetime) -> Item:
    """End the time in which an item can be seen; what was cancelled before it opened never opens."""
    item = db.session.get_one(Item, item_id)
    item.visible_until = visible_until
    return item
