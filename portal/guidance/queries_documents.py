"""The list of guidance documents, and the history of one: what each page shows, gathered for its template."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from portal.common.formatting import worded_date
from portal.guidance.queries import get_text
from portal.guidance.queries_editions import document_of, entered_on, published_on, twelve_months_before
from portal.guidance.rules_book import Book, EditionHead
from portal.guidance.rules_edition_page import edition_url, governed_days
from portal.guidance.rules_in_force import ENDINGS, EventFacts, Moment, effective_date
from portal.programs.queries import get_atlas
from portal.programs.rules_places import NATION, place_name

# What happened to an edition, in a sentence; `on` and `where` are put in.
EVENT_WORDS = {
    "effective_moved": "Its effective date was moved to {on}.",
    "cancelled": "It was cancelled before it took effect.",
    "in_error": "It was found to have been published in error.",
    "withdrawn": "It was withdrawn.",
    "rescinded": "It was rescinded.",
    "expired": "It expired.",
    "suspended": "It was suspended{where}.",
    "reinstated": "It was reinstated{where}.",
}


def list_page(books: list[Book], moment: Moment, *, changed_only: bool) -> dict[str, Any]:
    """Return what the list of guidance shows but for its dates; see the comment of its template."""
    since = twelve_months_before(moment.on)
    rows = [row for book in books if (row := _row(book, moment, since)) is not None]
    changed = [row for row in rows if row["lately"]]
    return {
        "since": since,
        "changed_only": changed_only,
        "total": len(rows),
        "changed": len(changed),
        "documents": changed if changed_only else rows,
        "last_changed": max((row["revised_on"] or row["issued_on"] for row in rows), default=None),
    }


def editions_page(book: Book, moment: Moment) -> dict[str, Any]:
    """Return what the history of a document shows; see the comment of its template."""
    heads = book.published(moment.known)
    lines = [_line(book, head, before, moment) for before, head in zip([None, *heads], heads, strict=False)]
    return {
        "document": document_of(book),
        "editions": lines[::-1],
        "last_changed": published_on(heads[-1], book) if heads else None,
    }


def _row(book: Book, moment: Moment, since: date) -> dict[str, Any] | None:
    heads = book.published(moment.known)
    if not heads:
        return None
    found = book.in_force(moment)
    shown = book.by_id[found.edition.id] if found.edition else heads[-1]
    issued, revised = published_on(heads[0], book), published_on(shown, book)
    lately, lately_on = _lately(book, shown, issued, moment, since)
    return {
        "identifier": book.identifier,
        "title": book.title,
        "url": f"/guidance/{book.slug}",
        "office": book.office,
        "number": book.numbers[shown.id],
        "issued_on": issued,
        "effective_from": effective_date(shown.facts, moment.known),
        "revised_on": revised if shown.id != heads[0].id else None,
        "status": book.status(shown.facts, moment).value,
        "lately": lately,
        "lately_on": lately_on,
    }


def _lately(
    book: Book, shown: EditionHead, issued: date, moment: Moment, since: date
) -> tuple[str | None, date | None]:
    """Return whether the document was withdrawn, added or revised within the year, the first that fits."""
    ended = [event.on for event in shown.facts.events if event.kind in ENDINGS and event.known_at <= moment.known]
    happened = [
        ("Withdrawn", ended[0] if ended else None),
        ("Added", issued),
        ("Revised", published_on(shown, book)),
    ]
    for word, day in happened:
        if day is not None and since < day <= moment.on:
            return word, day
    return None, None


def _line(book: Book, head: EditionHead, before: EditionHead | None, moment: Moment) -> dict[str, Any]:
    first, last = governed_days(book, head.facts, moment)
    number, text = book.numbers[head.id], get_text(head.id)
    return {
        "number": number,
        "url": edition_url(book, head.id),
        "title": head.title,
        "effective_from": effective_date(head.facts, moment.known),
        "governed_until": last,
        "governed": first is not None and first <= moment.on,
        "published_on": published_on(head, book),
        "entered_on": entered_on(text, book),
        "status": book.status(head.facts, moment).value,
        "change_note": head.change_note or None,
        "compare_url": f"/guidance/{book.slug}/compare/{book.numbers[before.id]}...{number}" if before else None,
        "events": [_event(book, event) for event in head.facts.events if event.known_at <= moment.known],
    }


def _event(book: Book, event: EventFacts) -> dict[str, Any]:
    where = "" if event.place == NATION else f" in {place_name(get_atlas(), event.place)}"
    words = EVENT_WORDS[event.kind].format(on=worded_date(event.on), where=where)
    announced = event.known_at.astimezone(ZoneInfo(book.zone)).date()
    on = announced if event.kind in {"effective_moved", "in_error", "cancelled"} else event.on
    return {"on": on, "words": f"{words} {event.reason}".strip()}
