"""What is indexed, as its owner hands it over."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text of an item: the part of the item that it is (empty for the whole), its kind, its title and its words."""

    item_id: str
    part: str
    kind: str
    title: str
    words: str
