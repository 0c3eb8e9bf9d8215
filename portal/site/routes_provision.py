"""The page of one provision: its words, its levels, and its whole history."""

from flask import abort, render_template, request

from portal.common.clock import now
from portal.common.web import public
from portal.guidance.blueprint import HEADERS, Answer, find_book, read_dates
from portal.guidance.rules_nothing import dates_of, nothing_of
from portal.site.blueprint import site
from portal.site.queries_provision import provision_page


@site.get("/guidance/<slug>/provisions/<label>")
@public
def provision(slug: str, label: str) -> Answer:
    """Show one provision on the day asked about, with its history on a line of time; takes both dates."""
    book = find_book(slug)
    read = read_dates(book)
    page = provision_page(book, label, read.moment, now())
    if page is None:
        abort(404)
    path = request.path
    standing = book.in_force(read.moment)
    page["dates"] = dates_of(read.moment, read.known_on, now(), path)
    page["nothing"] = (
        None
        if standing.governs
        else nothing_of(book, standing, read.moment, lambda day: f"{path}?effective_on={day.isoformat()}")
    )
    return render_template("guidance/provision.html", **page), 200, HEADERS
