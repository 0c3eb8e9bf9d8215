"""The visibility rule, as plain objects; `queries.visible_to` says the same in SQL, and a test holds them together."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who reads: the permissions that the role gives, and the state whose limited items may be seen."""

    permissions: frozenset[str] = field(default_factory=frozenset)
    state: str | None = None


PUBLIC = Reader()


@dataclass(frozen=True, kw_only=True)
class Visibility:
    """The columns of an item that decide who may see it, and when."""

    visible_from: datetime | None
    visible_until: datetime | None
    permission: str | None
    place_code: str | None


def is_visible(item: Visibility, reader: Reader, at: datetime) -> bool:
    """Tell whether the reader may see the item at the instant."""
    return _within(item, at) and _permitted(item, reader) and _of_the_place(item, reader)


def _within(item: Visibility, at: datetime) -> bool:
    begun = item.visible_from is None or item.visible_from <= at
    return begun and (item.visible_until is None or at < item.visible_until)


def _permitted(item: Visibility, reader: Reader) -> bool:
    if item.permission is None:
        return item.visible_from is not None
    return item.permission in reader.permissions


def _of_the_place(item: Visibility, reader: Reader) -> bool:
    return item.place_code is None or item.place_code == reader.state
