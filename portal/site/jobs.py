"""What the worker does after a transaction: what is still to do is derived from the record, never queued by hand."""

from email.message import EmailMessage
from typing import Final

from flask import current_app

from portal.audit.rules import Actor
from portal.common.clock import now
from portal.common.database import db, transaction
from portal.common.logs import log, without_mail_addresses
from portal.common.mail import MailFailedError, MailRefusedError, MailUncertainError
from portal.common.pdf import EDITION_STYLESHEET, PdfFailedError, PdfRefusedError, render_pdf
from portal.common.web_check_codes import check_codes
from portal.common.web_files import file_store
from portal.common.web_mail import mail_carrier, mail_host, mail_sender
from portal.config import Settings
from portal.guidance.actions import record_pdf
from portal.guidance.queries import document_slug_of, find_pdf, get_book, list_editions_without_pdf
from portal.guidance.queries_editions import Addresses
from portal.guidance.queries_print import print_page
from portal.notices.actions import record_result, take_mail
from portal.notices.queries import get_mail, list_due
from portal.notices.rules_mail import Outcome, message_of

WORKER: Final = Actor(kind="worker", id="pdf")


class Worker:
    """Makes the PDFs that published editions lack and sends the mails that wait; several may run at once.

    The first to finish a PDF is recorded, and the first to take a mail sends it.
    """

    def __init__(self) -> None:
        """Start with no text known to be unfit."""
        # A text that cannot become a PDF gives the same each time; it is tried again by the next worker only.
        self._refused: set[str] = set()

    def work_once(self) -> int:
        """Send every mail that is due and make every PDF that is lacking; return how much was done.

        Needs the portal's context. Mails come first, since a PDF takes seconds and somebody waits for an answer.
        """
        waiting = list_due(now())
        lacking = [each for each in list_editions_without_pdf(now()) if each not in self._refused]
        db.session.rollback()
        return sum(send_mail(mail_id) for mail_id in waiting) + sum(self._make(each) for each in lacking)

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


def send_mail(mail_id: str) -> bool:
    """Send one mail, unless another worker took it; return whether it was handed over."""
    with transaction():
        number = take_mail(mail_id=mail_id, at=now())
        content = get_mail(mail_id)
    if number is None:
        return False
    message = message_of(content, sender=mail_sender(), message_id=f"<{mail_id}@{mail_host()}>", at=now())
    outcome, reply = _hand_over(mail_id, message)
    with transaction():
        # A server repeats the address that it refuses, which would outlive the purge of the mail.
        kept = without_mail_addresses(reply)
        record_result(mail_id=mail_id, number=number, outcome=outcome, reply=kept, at=now())
    return outcome is Outcome.DELIVERED


def _hand_over(mail_id: str, message: EmailMessage) -> tuple[Outcome, str]:
    try:
        mail_carrier().send(mail_id, message)
    except MailFailedError as error:
        log.warning("mail_failed", mail=mail_id)
        return Outcome.FAILED, str(error)
    except MailRefusedError as error:
        log.error("mail_refused", mail=mail_id)
        return Outcome.REFUSED, str(error)
    except MailUncertainError as error:
        log.error("mail_uncertain", mail=mail_id)
        return Outcome.UNCERTAIN, str(error)
    return Outcome.DELIVERED, ""


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
