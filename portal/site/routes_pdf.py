"""The PDF of an edition, made once after its publication and served as it was made."""

from flask import abort, request
from werkzeug.wrappers import Response

from portal.common.files import FileStoreError
from portal.common.logs import log
from portal.common.security import KEPT_WHILE_UNCHANGED
from portal.common.web import Problem, public
from portal.common.web_files import file_store
from portal.guidance.blueprint import find_book, read_dates
from portal.guidance.queries import find_pdf
from portal.site.blueprint import site

SECONDS_UNTIL_MADE = 10


@site.get("/guidance/<slug>/editions/<edition_number:number>.pdf")
@public
def edition_pdf(slug: str, number: int) -> Response:
    """Serve the PDF of an edition; until the worker has made it, say when to come back."""
    book = find_book(slug)
    head = book.find_number(number, read_dates(book).moment.known)
    if head is None:
        abort(404)
    made = find_pdf(head.id)
    if made is None:
        detail = (
            "The PDF is made within seconds of publication. Try again in a moment, or read the page of the edition."
        )
        raise Problem(503, "The PDF is being made", detail, retry_after=SECONDS_UNTIL_MADE)
    response = Response(_content(made.file_sha256), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{book.identifier}-edition-{number}.pdf"'
    response.headers["Cache-Control"] = KEPT_WHILE_UNCHANGED
    response.set_etag(made.file_sha256)
    return response.make_conditional(request.environ)


def _content(sha256: str) -> bytes:
    try:
        return file_store().get(sha256)
    except FileStoreError as error:
        log.error("pdf_unreadable", file=sha256, reason=str(error))
        detail = (
            "The stored file is missing or damaged, and is not served. The page of the edition holds the same text."
        )
        raise Problem(503, "The PDF cannot be read", detail) from error
