"""What is indexed, as its owner hands it over."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text of an item: the part of the item that it is (empty for the whole), its kind, its title and its words.

    `permission` opens it to its holders only; what nobody but they may find is no part of anybody else's search.
    """

    item_id: str
    part: str
    kind: str
    title: str
    words: str
    permission: str | None = None
