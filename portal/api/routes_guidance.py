"""Documents, their editions, and two editions beside each other."""

from http import HTTPStatus

from flask import Response

from portal.api.answers import answer
from portal.api.forms import read_moments, read_programs
from portal.api.lists import answer_list
from portal.api.queries import comparison, edition_object
from portal.api.reading import Asked, api_blueprint, reads
from portal.api.rules_editions import document_shape
from portal.api.schemas import ListQuery, MomentQuery, PartQuery
from portal.api.schemas_guidance import CompareQuery, Comparison, DocumentList, Edition, EditionList
from portal.common.clock import now
from portal.common.web import Problem, public
from portal.guidance.queries import DocumentNotFoundError, get_book, get_obligations, list_books
from portal.guidance.rules_book import Book, EditionHead
from portal.guidance.rules_in_force import Moment, Standing

blueprint = api_blueprint("guidance", "Guidance")

NO_DOCUMENT = "There is no document of this name. /api/v1/guidance lists them."
NO_EDITION = "There is no edition of this number. The document's path with /editions lists them."
NOT_IN_FORCE = "Nothing is in force"
REASONS = {
    Standing.NOT_PUBLISHED: "Nothing had been published.",
    Standing.NOT_YET_EFFECTIVE: "What was published does not govern yet on that day.",
    Standing.WITHDRAWN: "The edition that governed was withdrawn.",
    Standing.RESCINDED: "The edition that governed was rescinded.",
    Standing.EXPIRED: "The edition that governed has expired.",
    Standing.IN_ERROR: "What would govern was published in error.",
}


@blueprint.get("/guidance")
@public
@reads(ListQuery, DocumentList)
def documents(asked: Asked) -> Response:
    """List the documents, each with the edition that governs on the day asked about."""
    instant = now()
    moments = read_moments(asked, instant)
    slugs = {program.slug for program in read_programs(asked)}
    books = [book for book in list_books(instant) if book.program in slugs]
    return answer_list(
        [book for book in books if book.published(moments[book.program].known)],
        asked,
        key=lambda book: book.slug,
        shape=lambda book: document_shape(book, moments[book.program]),
    )


@blueprint.get("/guidance/<document>")
@public
@reads(MomentQuery, Edition, missing="There is no such document, or nothing of it is in force; `reason` says why.")
def edition_in_force(document: str, asked: Asked) -> Response:
    """Give the edition that governs on the day asked about."""
    book, moment = _book_at(document, asked)
    found = book.in_force(moment)
    if not found.governs or found.edition is None:
        detail, reason = REASONS[found.standing], {"reason": found.standing.value}
        raise Problem(HTTPStatus.NOT_FOUND, NOT_IN_FORCE, detail, members=reason)
    return answer(edition_object(book, book.by_id[found.edition.id], moment))


@blueprint.get("/guidance/<document>/editions")
@public
@reads(PartQuery, EditionList, missing="There is no such document.")
def editions(document: str, asked: Asked) -> Response:
    """List the editions of a document, whole, in the order of their numbers."""
    book, moment = _book_at(document, asked)
    settings = get_obligations(book)
    return answer_list(
        book.published(moment.known),
        asked,
        key=lambda head: str(book.numbers[head.id]),
        shape=lambda head: edition_object(book, head, moment),
        weight=lambda head: len(settings.get(head.id, ())),
    )


@blueprint.get("/guidance/<document>/editions/<edition_number:number>")
@public
@reads(MomentQuery, Edition, missing="There is no such edition, or it was not published.")
def edition(document: str, number: int, asked: Asked) -> Response:
    """Give one edition, in force or not."""
    book, moment = _book_at(document, asked)
    return answer(edition_object(book, _edition(book, number, moment), moment))


@blueprint.get("/guidance/<document>/compare")
@public
@reads(CompareQuery, Comparison, missing="There is no such document, or no edition of one of the two numbers.")
def compared_editions(document: str, asked: Asked) -> Response:
    """Compare two editions, provision by provision: changed obligations first, then words, then what only moved."""
    book, moment = _book_at(document, asked)
    before = _edition(book, asked["before"], moment, parameter="from")
    after = _edition(book, asked["after"], moment, parameter="to")
    return answer(comparison(book, before, after, moment.known))


def _book_at(slug: str, asked: Asked) -> tuple[Book, Moment]:
    instant = now()
    moments = read_moments(asked, instant)
    try:
        book = get_book(slug, instant)
    except DocumentNotFoundError:
        raise Problem(HTTPStatus.NOT_FOUND, HTTPStatus.NOT_FOUND.phrase, NO_DOCUMENT) from None
    return book, moments[book.program]


def _edition(book: Book, number: int, moment: Moment, *, parameter: str | None = None) -> EditionHead:
    """Find an edition; one that was not public at the moment is missing like one that never was."""
    head = book.find_number(number, moment.known)
    if head is None:
        raise Problem(HTTPStatus.NOT_FOUND, HTTPStatus.NOT_FOUND.phrase, NO_EDITION, parameter=parameter)
    return head
