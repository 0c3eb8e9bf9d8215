"""Searching the texts that were public at a moment: first what was in force then, after it the other editions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.api.rules_editions import Shape
from portal.guidance.rules_book import Book
from portal.guidance.rules_in_force import Moment, Status
from portal.search.queries import Hit, find

IN_FORCE = frozenset({Status.IN_FORCE, Status.SUSPENDED})


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """An edition among which is searched, with its number and its status at the moment."""

    document: str
    number: int
    status: Status


@dataclass(frozen=True, kw_only=True)
class Results:
    """Some of the results, and how many there are in all."""

    rows: tuple[Shape, ...]
    total: int


def find_results(q: str, books: Iterable[Book], moments: Mapping[str, Moment], *, limit: int, offset: int) -> Results:
    """Return the results from `offset` on: those of the editions in force, then those of the others."""
    shelves = {edition_id: shelf for book in books for edition_id, shelf in _shelves(book, moments[book.program])}
    in_force = [edition_id for edition_id, shelf in shelves.items() if shelf.status in IN_FORCE]
    others = [edition_id for edition_id, shelf in shelves.items() if shelf.status not in IN_FORCE]
    first = find(q, in_force, limit=limit, offset=offset)
    rest = find(q, others, limit=limit - len(first.hits), offset=max(0, offset - first.total))
    rows = tuple(_row(hit, shelves[hit.item_id]) for hit in (*first.hits, *rest.hits))
    return Results(rows=rows, total=first.total + rest.total)


def _shelves(book: Book, moment: Moment) -> list[tuple[str, Shelf]]:
    return [
        (
            head.id,
            Shelf(document=book.slug, number=book.numbers[head.id], status=book.status(head.facts, moment)),
        )
        for head in book.published(moment.known)
    ]


def _row(hit: Hit, shelf: Shelf) -> Shape:
    anchor = f"#{hit.part}" if hit.part else ""
    return {
        "kind": hit.kind,
        "title": hit.title,
        "url": f"/guidance/{shelf.document}/editions/{shelf.number}{anchor}",
        "snippet": hit.snippet.text,
        "status": shelf.status.value,
        "document": shelf.document,
        "edition": shelf.number,
        "provision": hit.part or None,
    }
