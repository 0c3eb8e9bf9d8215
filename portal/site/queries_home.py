"""Everything that the home page shows: the program today, what governs, and what changed lately."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from portal.answers.queries_page import newest_answers
from portal.common.formatting import inside_sentence, worded_date
from portal.guidance.queries import get_text, list_books
from portal.guidance.queries_compare import compare_editions, earlier_of, mark_in
from portal.guidance.rules_book import Book, EditionHead
from portal.guidance.rules_compare import LevelChange, ProvisionChange
from portal.guidance.rules_in_force import NATION, Moment, Status, effective_date
from portal.guidance.rules_marks import Mark
from portal.programs.queries import (
    ProgramFacts,
    get_activations,
    get_atlas,
    get_audiences,
    list_program_events,
)
from portal.programs.rules_places import place_name
from portal.site.rules_question import Choice

NEWEST_CHANGES = 3
NEWEST_ANSWERS = 5

# How the home page words where a program stands, after the last event of its life.
STANDINGS = {
    "announced": "was announced",
    "started": "has been in operation",
    "discontinued": "was discontinued",
    "revived": "was revived",
    "revoked": "was revoked",
}


@dataclass(frozen=True, kw_only=True)
class LineOfChange:
    """One change of an obligation, as a line."""

    on: date
    audience: str
    heading: str
    url: str
    before: Mark
    after: Mark
    note: str | None = None


def home_of(program: ProgramFacts, now: datetime) -> dict[str, Any]:
    """Return the context of the home page; see the comment of its template."""
    today = now.astimezone(ZoneInfo(program.time_zone)).date()
    moment = Moment(on=today, known=now, zone=program.time_zone)
    books = list_books(now, program=program.slug)
    changes, changes_url = _changes(books, moment)
    return {
        "program": {"sentence": program.intent, "standing": _standing(program, moment)},
        "today": today,
        "form": _form(),
        "in_force": [_line(book, head, moment) for book in books if (head := _governing(book, moment))],
        "upcoming": [_line(book, head, moment) for book in books for head in _upcoming(book, moment)],
        "activated": _activated(program, moment),
        "changes": changes,
        "changes_url": changes_url,
        "answered": newest_answers(program.slug, moment, NEWEST_ANSWERS),
        "documents": [_document(book, moment) for book in books],
        "last_changed": max(
            (_published_on(head, book) for book in books for head in book.published(now)), default=None
        ),
    }


def _standing(program: ProgramFacts, moment: Moment) -> str:
    events = [event for event in list_program_events(program, moment.known) if event.on <= moment.on]
    if not events:
        return f"Today is {worded_date(moment.on)}. No event of {program.name} is on record yet."
    last = events[-1]
    words = STANDINGS.get(last.kind, last.kind)
    preposition = "since" if last.kind == "started" else "on"
    return f"{program.name} {words} {preposition} {worded_date(last.on)}."


def _form() -> dict[str, Any]:
    kinds = [Choice(value=kind.slug, label=kind.name[:1].upper() + kind.name[1:]) for kind in get_audiences()]
    states = [Choice(value=place.code.lower(), label=place.name) for place in get_atlas().states]
    return {
        "audience": "",
        "state": "",
        "audiences": [Choice(value="", label="Choose your kind of office"), *kinds],
        "states": [Choice(value="", label="Any state or territory"), *states],
    }


def _governing(book: Book, moment: Moment) -> EditionHead | None:
    found = book.in_force(moment)
    return book.by_id[found.edition.id] if found.governs and found.edition else None


def _upcoming(book: Book, moment: Moment) -> list[EditionHead]:
    return [head for head in book.published(moment.known) if book.status(head.facts, moment) == Status.FUTURE]


def _line(book: Book, head: EditionHead, moment: Moment) -> dict[str, Any]:
    number = book.numbers[head.id]
    effective = effective_date(head.facts, moment.known)
    url = f"/guidance/{book.slug}/editions/{number}"
    return {"title": book.title, "url": url, "number": number, "since": effective, "effective_from": effective}


def _activated(program: ProgramFacts, moment: Moment) -> dict[str, int] | None:
    state = get_activations(program).of(NATION, get_atlas(), moment.on, moment.known)
    return {"count": state.counties_active, "total": state.counties} if state.counties else None


def _changes(books: list[Book], moment: Moment) -> tuple[list[LineOfChange], str | None]:
    """Return the changes of obligations by the last edition that changed any, in the document that did so last."""
    pairs = [(book, *pair) for book in books for pair in _neighbors(book, moment)]
    for book, before, after in sorted(pairs, key=lambda each: each[2].facts.published_at, reverse=True):
        lines = _changed_lines(book, before, after, moment)
        if lines:
            numbers = book.numbers
            return lines[:NEWEST_CHANGES], f"/guidance/{book.slug}/compare/{numbers[before.id]}...{numbers[after.id]}"
    return [], None


def _neighbors(book: Book, moment: Moment) -> list[tuple[EditionHead, EditionHead]]:
    heads = book.published(moment.known)
    return list(pairwise(heads))


def _changed_lines(book: Book, before: EditionHead, after: EditionHead, moment: Moment) -> list[LineOfChange]:
    found = compare_editions(book, before, after, moment.known)
    on = effective_date(after.facts, moment.known)
    return [_changed_line(book, change, level, on) for change in found for level in change.levels]


def _changed_line(book: Book, change: ProvisionChange, level: LevelChange, on: date) -> LineOfChange:
    where = "" if level.place == NATION else f", {place_name(get_atlas(), level.place)}"
    return LineOfChange(
        on=on,
        audience=inside_sentence(get_audiences().by_slug[level.audience].plural) + where,
        heading=(change.after or change.before[0]).heading,
        url=f"/guidance/{book.slug}/provisions/{change.label}",
        before=mark_in(earlier_of(change, level), level),
        after=mark_in(change.after, level),
    )


def _document(book: Book, moment: Moment) -> dict[str, Any]:
    head = _governing(book, moment)
    count = len(get_text(head.id).provisions) if head else 0
    return {
        "title": book.title,
        "identifier": book.identifier,
        "summary": get_text(head.id).summary if head else book.intent,
        "url": f"/guidance/{book.slug}",
        "matrix_url": f"/guidance/{book.slug}/matrix",
        "editions_url": f"/guidance/{book.slug}/editions",
        "provisions": count,
    }


def _published_on(head: EditionHead, book: Book) -> date:
    return head.facts.published_at.astimezone(ZoneInfo(book.zone)).date()
