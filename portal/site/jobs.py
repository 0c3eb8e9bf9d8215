"""What the worker does after a transaction: what is still to do is derived from the record, never queued by hand."""

from typing import Final

from flask import current_app

from portal.audit.rules import Actor
from portal.common.clock import now
from portal.common.database import db, transaction
from portal.common.logs import log
from portal.common.pdf import EDITION_STYLESHEET, PdfFailedError, PdfRefusedError, render_pdf
from portal.common.web_check_codes import check_codes
from portal.common.web_files import file_store
from portal.config import Settings
from portal.guidance.actions import record_pdf
from portal.guidance.queries import document_slug_of, find_pdf, get_book, list_editions_without_pdf
from portal.guidance.queries_editions import Addresses
from portal.guidance.queries_print import print_page

WORKER: Final = Actor(kind="worker", id="pdf")


class Worker:
    """Makes the PDFs that published editions lack; several may run at once, and the first to finish one is recorded."""

    def __init__(self) -> None:
        """Start with no text known to be unfit."""
        # A text that cannot become a PDF gives the same each time; it is tried again by the next worker only.
        self._refused: set[str] = set()

    def work_once(self) -> int:
        """Make every PDF that is lacking by now; return how many were made. Needs the portal's context."""
        lacking = [each for each in list_editions_without_pdf(now()) if each not in self._refused]
        db.session.rollback()
        return sum(self._make(edition_id) for edition_id in lacking)

    def _make(self, edition_id: str) -> bool:
        try:
            content = render_edition(edition_id)
        except PdfRefusedError as error:
            self._refused.add(edition_id)
            log.error("pdf_refused", edition=edition_id, reason=str(error))
            return False
        except PdfFailedError as error:
            log.error("pdf_failed", edition=edition_id, reason=str(error))
            return False
        return keep_pdf(edition_id, content)


def render_edition(edition_id: str) -> bytes:
    """Return the PDF of a published edition; made again, it has the same bytes. Raises PdfError."""
    settings: Settings = current_app.config["PORTAL"]
    book = get_book(document_slug_of(edition_id), now())
    addresses = Addresses(base_url=settings.base_url, codes=check_codes())
    page = print_page(book, book.by_id[edition_id], addresses, demonstration=settings.demo)
    # A printed edition has no frame, which only a request could give.
    html = current_app.jinja_env.get_template("print/edition.html").render(page)
    # The rendering takes seconds, and no other writer is kept waiting for it.
    db.session.rollback()
    return render_pdf(html, stylesheet=EDITION_STYLESHEET.read_text(encoding="utf-8"))


def keep_pdf(edition_id: str, content: bytes) -> bool:
    """Store a PDF and record it, unless another worker was faster; return whether it was recorded."""
    sha256 = file_store().put(content)
    with transaction():
        if find_pdf(edition_id) is not None:
            return False
        record_pdf(edition_id=edition_id, file_sha256=sha256, size_bytes=len(content), by=WORKER, at=now())
    return True
