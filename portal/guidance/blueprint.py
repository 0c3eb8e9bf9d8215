"""The pages of guidance under one name, and what all of them read from an address."""

from collections.abc import Mapping

from apiflask import APIBlueprint
from flask import abort, current_app, request
from werkzeug.routing import IntegerConverter

from portal.common.clock import now
from portal.common.security import KEPT_WHILE_UNCHANGED
from portal.common.web import BadParameter
from portal.common.web_check_codes import check_codes
from portal.guidance.forms import ReadMoment, read_page_moment
from portal.guidance.queries import DocumentNotFoundError, get_book
from portal.guidance.queries_editions import Addresses
from portal.guidance.rules_book import Book
from portal.programs.queries import get_audiences

guidance = APIBlueprint("guidance", __name__, url_prefix="/guidance", enable_openapi=False)

HEADERS = {"Cache-Control": KEPT_WHILE_UNCHANGED}
AUDIENCE = "audience"
Answer = tuple[str, int, dict[str, str]]


class EditionNumber(IntegerConverter):
    """The number of an edition in an address: in ASCII digits and without leading zeros, so that it has one address."""

    regex = "[1-9][0-9]{0,8}"


def find_book(slug: str) -> Book:
    """Return the document, or answer that there is none, which is also said of one that may not be seen."""
    try:
        return get_book(slug, now())
    except DocumentNotFoundError:
        abort(404)


def read_dates(book: Book) -> ReadMoment:
    """Return both dates of the address; the first that cannot be used is refused by its name."""
    read = read_page_moment(request.args, book.zone, now())
    for name, message in read.errors.items():
        raise BadParameter(name, message)
    return read


def read_reader(args: Mapping[str, str]) -> str:
    """Return the kind of reader that the address names, or none; an unknown one is refused."""
    reader = args.get(AUDIENCE, "")
    if reader and reader not in get_audiences():
        message = f"Choose one of {', '.join(get_audiences().by_slug)}."
        raise BadParameter(AUDIENCE, message)
    return reader


def reader_of(reader: str, given: Mapping[str, str]) -> dict[str, object]:
    """Return the choice of a kind of reader, which carries the dates along."""
    audiences = get_audiences()
    every = {"value": "", "label": "Every kind of reader"}
    return {
        "audience": reader,
        "audiences": [every, *({"value": each.slug, "label": each.plural} for each in audiences)],
        "phrase": audiences.by_slug[reader].name if reader else "",
        "dates": list(given.items()),
    }


def addresses() -> Addresses:
    """Return what printed addresses are made of."""
    return Addresses(base_url=current_app.config["PORTAL"].base_url, codes=check_codes())
