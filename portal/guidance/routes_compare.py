"""The page that compares two editions of a document."""

import re

from flask import abort, redirect, render_template, request
from werkzeug.wrappers import Response

from portal.common.web import BadParameter, public
from portal.guidance.blueprint import HEADERS, Answer, find_book, guidance, read_dates
from portal.guidance.queries_compare import compare_page

PAIR = re.compile(r"([1-9][0-9]{0,5})\.\.\.([1-9][0-9]{0,5})")
EDITIONS = "editions"
FORM = "Name two editions by their numbers, as in 2...3."


@guidance.get("/<slug>/compare/<pair>")
@public
def comparison(slug: str, pair: str) -> Answer:
    """Show what changed from one edition to another, in either direction."""
    book = find_book(slug)
    read = read_dates(book)
    found = PAIR.fullmatch(pair)
    if found is None:
        raise BadParameter(EDITIONS, FORM)
    heads = [book.find_number(int(number), read.moment.known) for number in found.groups()]
    earlier, later = heads
    if earlier is None or later is None:
        abort(404)
    page = compare_page(book, earlier, later, book.published(read.moment.known))
    return render_template("guidance/compare.html", **page), 200, HEADERS


@guidance.get("/<slug>/compare")
@public
def chosen_comparison(slug: str) -> Response:
    """Lead from the form's two fields to the address of the comparison."""
    find_book(slug)
    pair = f"{request.args.get('from', '')}...{request.args.get('to', '')}"
    if not PAIR.fullmatch(pair):
        raise BadParameter(EDITIONS, FORM)
    return redirect(f"/guidance/{slug}/compare/{pair}", code=303)
