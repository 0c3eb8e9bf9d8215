"""Searching everything public: what was in force at a moment, and apart from it what the other editions say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from urllib.parse import urlencode

from portal.answers.queries_page import standing_ids
from portal.guidance.rules_book import Book, EditionHead
from portal.guidance.rules_in_force import Moment, effective_date
from portal.search.queries import Hit, find
from portal.search.rules_query import Terms, read_query, telling
from portal.search.rules_words import stems_of
from portal.site.queries_names import find_names
from portal.site.rules_results import Result, Results, plain_snippet

Holding = tuple[Book, EditionHead]

# Other editions repeat one another, so that the best few tell enough.
MOST_OTHERS: Final = 20
# Who asks more has its own page with every answer.
MOST_ANSWERS: Final = 5


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """The documents of a search at its moment; `dates` are those of its address, and every result carries them on."""

    books: tuple[Book, ...]
    moment: Moment
    dates: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def governing(self) -> dict[str, Holding]:
        """Return the edition of each document that governs, suspended or not, by its id."""
        found = [(book, book.in_force(self.moment)) for book in self.books]
        editions = [(book, each.edition.id) for book, each in found if each.governs and each.edition]
        return {edition_id: (book, book.by_id[edition_id]) for book, edition_id in editions}

    @cached_property
    def others(self) -> dict[str, Holding]:
        """Return every other edition that was public, by its id."""
        public = {head.id: (book, head) for book in self.books for head in book.published(self.moment.known)}
        return {edition_id: each for edition_id, each in public.items() if edition_id not in self.governing}


def find_results(
    books: Iterable[Book], q: str, moment: Moment, dates: Mapping[str, str], *, limit: int, offset: int
) -> Results:
    """Return what is found: names first, then texts that governed at the moment, and apart those that did not.

    Args:
        books: The documents among which is searched.
        q: What to look for.
        moment: The day asked about, and the instant whose knowledge counts; nothing published later is found.
        dates: The two dates as every address shall carry them on, by the names of their fields.
        limit: How many results to return at most.
        offset: How many to pass over; the other editions come with the first page only.
    """
    shelf = Shelf(books=tuple(books), moment=moment, dates=dates)
    names = (*find_names(q, moment, dates), *_documents(q, shelf))
    shown = names[offset : offset + limit]
    found = find(q, shelf.governing.keys(), limit=limit - len(shown), offset=max(offset - len(names), 0))
    return Results(
        results=(*shown, *(_in_force(hit, *shelf.governing[hit.item_id], shelf) for hit in found.hits)),
        total=len(names) + found.total,
        others=() if offset else _others(q, shelf),
        answers=() if offset else _answers(q, shelf),
        synonyms=found.also,
    )


def _others(q: str, shelf: Shelf) -> tuple[Result, ...]:
    found = find(q, shelf.others.keys(), limit=MOST_OTHERS, offset=0)
    return tuple(_not_in_force(hit, *shelf.others[hit.item_id], shelf) for hit in found.hits)


def _answers(q: str, shelf: Shelf) -> tuple[Result, ...]:
    programs = dict.fromkeys(book.program for book in shelf.books)
    slugs = {each: slug for program in programs for each, slug in standing_ids(program, shelf.moment).items()}
    found = find(q, slugs.keys(), limit=MOST_ANSWERS, offset=0)
    return tuple(
        Result(kind=hit.kind, title=hit.title, url=_address(f"/faqs/{slugs[hit.item_id]}", shelf), snippet=hit.snippet)
        for hit in found.hits
    )


def _in_force(hit: Hit, book: Book, head: EditionHead, shelf: Shelf) -> Result:
    path = f"/guidance/{book.slug}"
    return _result(hit, book, head, shelf, _address(f"{path}/provisions/{hit.part}" if hit.part else path, shelf))


def _not_in_force(hit: Hit, book: Book, head: EditionHead, shelf: Shelf) -> Result:
    address = _address(f"/guidance/{book.slug}/editions/{book.numbers[head.id]}", shelf)
    return _result(hit, book, head, shelf, f"{address}#{hit.part}" if hit.part else address)


def _result(hit: Hit, book: Book, head: EditionHead, shelf: Shelf, url: str) -> Result:
    return Result(
        kind=hit.kind,
        title=hit.title,
        url=url,
        snippet=hit.snippet,
        status=book.status(head.facts, shelf.moment).value,
        where=f"{book.title}, edition {book.numbers[head.id]}",
        effective_from=effective_date(head.facts, shelf.moment.known),
    )


def _documents(q: str, shelf: Shelf) -> list[Result]:
    terms = telling(read_query(q))
    return [_document(book, head, shelf) for book, head in shelf.governing.values() if terms and _is_named(book, terms)]


def _is_named(book: Book, terms: Terms) -> bool:
    """Tell whether every term stands in the document's identifier or its title, in one wording or another."""
    names = f" {' '.join(stems_of(f'{book.identifier} {book.title}'))} "
    return all(any(f" {' '.join(wording)} " in names for wording in term.alternatives) for term in terms)


def _document(book: Book, head: EditionHead, shelf: Shelf) -> Result:
    return Result(
        kind="document",
        title=book.title,
        url=_address(f"/guidance/{book.slug}", shelf),
        snippet=plain_snippet(book.intent),
        status=book.status(head.facts, shelf.moment).value,
        where=book.identifier,
        effective_from=effective_date(head.facts, shelf.moment.known),
    )


def _address(path: str, shelf: Shelf) -> str:
    return f"{path}?{urlencode(shelf.dates)}" if shelf.dates else path
