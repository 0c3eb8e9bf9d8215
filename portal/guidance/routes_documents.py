"""The pages of many texts: the list of documents, the history of one, and its matrix."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request

from portal.common.clock import now
from portal.common.formatting import worded_date
from portal.common.web import BadParameter, public
from portal.guidance.blueprint import HEADERS, Answer, find_book, guidance, read_dates, read_reader
from portal.guidance.forms import EFFECTIVE_ON, KNOWN_ON, ReadMoment, read_page_moment, shown_date
from portal.guidance.queries import list_books
from portal.guidance.queries_documents import editions_page, list_page
from portal.guidance.queries_matrix import matrix_page
from portal.guidance.rules_book import Book
from portal.guidance.rules_edition_page import history_of
from portal.guidance.rules_in_force import Moment
from portal.guidance.rules_nothing import Nothing, dates_of, nothing_of
from portal.programs.queries import get_audiences, list_programs

COMPARE_ON = "compare_on"
PROGRAM = "program"
CHANGED = "changed"
# Whose column a narrow page shows until another is chosen; the office that asks most.
FIRST_COLUMN = "sheriff"


@guidance.get("")
@public
def documents() -> Answer:
    """List the documents with their dates and status; takes both dates, and `changed=1` for the last 12 months."""
    program = request.args.get(PROGRAM)
    slugs = [each.slug for each in list_programs()]
    if program is not None and program not in slugs:
        message = f"Choose one of {', '.join(slugs)}."
        raise BadParameter(PROGRAM, message)
    books = list_books(now(), program=program)
    zone = books[0].zone if books else "UTC"
    read = read_page_moment(request.args, zone, now())
    for name, message in read.errors.items():
        raise BadParameter(name, message)
    page = list_page(books, read.moment, changed_only=request.args.get(CHANGED) == "1")
    page |= {
        "dates": dates_of(read.moment, read.known_on, now(), "/guidance"),
        "all_url": _with(read.given),
        "changed_url": _with({**read.given, CHANGED: "1"}),
    }
    return render_template("guidance/list.html", **page), 200, HEADERS


@guidance.get("/<slug>/editions")
@public
def editions(slug: str) -> Answer:
    """Show every edition that was public, newest first, and what became of each."""
    book = find_book(slug)
    read = read_dates(book)
    return render_template("guidance/editions.html", **editions_page(book, read.moment)), 200, HEADERS


@guidance.get("/<slug>/matrix")
@public
def matrix(slug: str) -> Answer:
    """Show provisions by kind of stakeholder on a day, or what differs between two days."""
    book = find_book(slug)
    read = read_page_moment(request.args, book.zone, now())
    other, errors = _read_other(book, read)
    if other and not errors and other.on > read.moment.on:
        # The page says "was" of the earlier day, in whichever order both were asked for.
        read, other = replace(read, moment=other, given={}), read.moment
    chosen = read_reader(request.args) or _first_column()
    nothing = None if errors else _nothing(book, read, slug)
    page = matrix_page(book, read.moment, None if errors else other, chosen)
    page |= {
        "dates": dates_of(read.moment, read.known_on, now(), f"/guidance/{slug}/matrix"),
        "form": _form(read, other, chosen, errors),
        "editions": [
            replace(line, url=f"/guidance/{slug}/matrix?{EFFECTIVE_ON}={line.effective_from.isoformat()}")
            for line in history_of(book, _current(book, read.moment), read.moment)
        ],
        "nothing": nothing,
    }
    return render_template("guidance/matrix.html", **page), 400 if errors else 200, {} if errors else HEADERS


def _read_other(book: Book, read: ReadMoment) -> tuple[Moment | None, dict[str, str]]:
    errors = dict(read.errors)
    typed = request.args.get(COMPARE_ON, "")
    if not typed.strip():
        return None, errors
    other = read_page_moment({EFFECTIVE_ON: typed}, book.zone, now())
    if other.errors:
        errors[COMPARE_ON] = other.errors[EFFECTIVE_ON]
    return replace(other.moment, known=read.moment.known), errors


def _current(book: Book, moment: Moment) -> str | None:
    found = book.in_force(moment)
    return found.edition.id if found.governs and found.edition else None


def _form(read: ReadMoment, other: Moment | None, chosen: str, errors: Mapping[str, str]) -> dict[str, Any]:
    return {
        EFFECTIVE_ON: shown_date(request.args, EFFECTIVE_ON, read),
        COMPARE_ON: worded_date(other.on) if other and COMPARE_ON not in errors else request.args.get(COMPARE_ON, ""),
        KNOWN_ON: shown_date(request.args, KNOWN_ON, read) if request.args.get(KNOWN_ON) else "",
        "audience": chosen,
        "audiences": [{"value": each.slug, "label": each.plural} for each in get_audiences()],
        "errors": errors,
    }


def _first_column() -> str:
    audiences = get_audiences()
    return FIRST_COLUMN if FIRST_COLUMN in audiences else next(iter(audiences)).slug


def _nothing(book: Book, read: ReadMoment, slug: str) -> Nothing | None:
    found = book.in_force(read.moment)
    if found.governs:
        return None
    return nothing_of(book, found, read.moment, lambda day: f"/guidance/{slug}/matrix?{EFFECTIVE_ON}={day.isoformat()}")


def _with(fields: Mapping[str, str]) -> str:
    return f"/guidance?{urlencode(fields)}" if fields else "/guidance"
