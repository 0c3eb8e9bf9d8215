"""Searching the texts that were public at a moment: first what was in force then, after it the other editions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.answers.queries_page import standing_ids
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
    """Return the results from `offset` on: of the editions in force, of the answered questions, of other editions."""
    books = list(books)
    programs = dict.fromkeys(book.program for book in books)
    slugs = {each: slug for name in programs for each, slug in standing_ids(name, moments[name]).items()}
    shelves = {edition_id: shelf for book in books for edition_id, shelf in _shelves(book, moments[book.program])}
    in_force = [edition_id for edition_id, shelf in shelves.items() if shelf.status in IN_FORCE]
    others = [edition_id for edition_id, shelf in shelves.items() if shelf.status not in IN_FORCE]
    first = find(q, in_force, limit=limit, offset=offset)
    left = limit - len(first.hits)
    second = find(q, slugs, limit=left, offset=max(0, offset - first.total))
    before = first.total + second.total
    rest = find(q, others, limit=left - len(second.hits), offset=max(0, offset - before))
    rows = (
        *(_row(hit, shelves[hit.item_id]) for hit in first.hits),
        *(_answer(hit, slugs[hit.item_id]) for hit in second.hits),
        *(_row(hit, shelves[hit.item_id]) for hit in rest.hits),
    )
    return Results(rows=rows, total=before + rest.total)


def _shelves(book: Book, moment: Moment) -> list[tuple[str, Shelf]]:
    return [
        (
            head.id,
            Shelf(document=book.slug, number=book.numbers[head.id], status=book.status(head.facts, moment)),
        )
        for head in book.published(moment.known)
    ]


def _answer(hit: Hit, slug: str) -> Shape:
    return {
        "kind": hit.kind,
        "title": hit.title,
        "url": f"/faqs/{slug}",
        "snippet": hit.snippet.text,
        # It is the answer that stands at the moment.
        "status": Status.IN_FORCE.value,
        "document": None,
        "edition": None,
        "provision": None,
    }


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
