"""What the page of a search shows, worded for its template."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from markupsafe import Markup

from portal.guidance.queries import list_books
from portal.guidance.rules_nothing import dates_of
from portal.search.rules_snippets import Snippet
from portal.site.forms_search import PAGE, Q, ReadSearch
from portal.site.queries_search import find_results
from portal.site.rules_results import KINDS, Result, Results

ON_A_PAGE: Final = 20
FOUND: Final = Markup("<mark>{}</mark>")


@dataclass(frozen=True, kw_only=True)
class Pages:
    """Where a page stands among the pages of a list, and the addresses of those beside it."""

    number: int
    total: int
    previous_url: str | None
    next_url: str | None


def search_page(read: ReadSearch, program: str | None, now: datetime) -> dict[str, Any]:
    """Return the context of the page but for its form; see the comment of its template.

    Args:
        read: What is looked for.
        program: The slug of the program whose documents are searched; None for those of all.
        now: The instant of the request, by which it is decided what may be seen at all.
    """
    if not read.asked:
        return {"asked": False}
    books = list_books(now, program=program)
    offset = (read.page - 1) * ON_A_PAGE
    dates = _dates(read, now)
    found = find_results(books, read.form.q, read.moment.moment, dates, limit=ON_A_PAGE, offset=offset)
    fields = {Q: read.form.q} | ({"program": program} if program else {})
    return {
        "asked": True,
        "dates": dates_of(read.moment.moment, read.moment.known_on, now, f"/search?{urlencode(fields)}"),
        "results": [_line(result) for result in found.results],
        "earlier": [_line(result) for result in found.others],
        "answers": [_line(result) for result in found.answers],
        "total": found.total,
        "synonyms": found.synonyms,
        "meaning": False,
        "pages": _pages(read, found, fields | dates),
    }


def _dates(read: ReadSearch, now: datetime) -> dict[str, str]:
    """Return the dates that were given and are not today, which an address need not name."""
    today = now.astimezone(ZoneInfo(read.moment.moment.zone)).date().isoformat()
    return {name: day for name, day in read.moment.given.items() if day != today}


def _line(result: Result) -> dict[str, Any]:
    return {
        "kind": KINDS[result.kind],
        "title": result.title,
        "url": result.url,
        "snippet": marked(result.snippet),
        "status": result.status,
        "where": result.where,
        "effective_from": result.effective_from,
    }


def marked(snippet: Snippet) -> Markup:
    """Return a passage with a mark around everything that was found in it, and all else escaped."""
    return Markup().join(FOUND.format(piece.text) if piece.is_found else piece.text for piece in snippet.pieces)


def _pages(read: ReadSearch, found: Results, fields: dict[str, str]) -> Pages:
    total = ceil(found.total / ON_A_PAGE)

    def url(number: int) -> str | None:
        return f"/search?{urlencode(fields | {PAGE: str(number)})}" if 1 <= number <= total else None

    return Pages(number=read.page, total=total, previous_url=url(read.page - 1), next_url=url(read.page + 1))
