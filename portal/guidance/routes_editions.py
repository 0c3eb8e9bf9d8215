"""The pages of guidance documents: what is in force, and every edition under its number."""

from flask import abort, render_template, request

from portal.common.clock import now
from portal.common.web import public
from portal.guidance.blueprint import (
    HEADERS,
    Answer,
    addresses,
    find_book,
    guidance,
    read_dates,
    read_reader,
    reader_of,
)
from portal.guidance.queries_editions import document_of, edition_page
from portal.guidance.rules_edition_page import history_of
from portal.guidance.rules_nothing import dates_of, nothing_of


@guidance.get("/<slug>")
@public
def in_force(slug: str) -> Answer:
    """Show the edition that governs; takes both dates."""
    book = find_book(slug)
    read = read_dates(book)
    found = book.in_force(read.moment)
    today_url = f"/guidance/{slug}"
    dates = dates_of(read.moment, read.known_on, now(), today_url)
    if not found.governs or found.edition is None:
        page = {
            "document": document_of(book),
            "dates": dates,
            "nothing": nothing_of(
                book, found, read.moment, lambda day: f"/guidance/{slug}?effective_on={day.isoformat()}"
            ),
            "editions": history_of(book, None, read.moment),
        }
        return render_template("guidance/nothing.html", **page), 404, {}
    head = book.by_id[found.edition.id]
    reader = read_reader(request.args)
    page = edition_page(book, head, read.moment, reader, addresses())
    page |= {"dates": dates, "reader": reader_of(reader, read.given)}
    return render_template("guidance/edition.html", **page), 200, HEADERS


@guidance.get("/<slug>/editions/<edition_number:number>")
@public
def edition(slug: str, number: int) -> Answer:
    """Show one edition, which stays under this address for good."""
    book = find_book(slug)
    read = read_dates(book)
    head = book.find_number(number, read.moment.known)
    if head is None:
        abort(404)
    reader = read_reader(request.args)
    page = edition_page(book, head, read.moment, reader, addresses())
    page |= {"dates": None, "reader": reader_of(reader, read.given)}
    return render_template("guidance/edition.html", **page), 200, HEADERS
