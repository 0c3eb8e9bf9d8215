"""Everything that the pages of a document and its editions show, gathered for their templates."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from portal.common.check_codes import CheckCodes, EditionMark, mark_of
from portal.common.formatting import cited
from portal.guidance.queries import find_pdf, get_text
from portal.guidance.rules_book import Book, EditionHead, EditionText
from portal.guidance.rules_edition_page import (
    Names,
    banner_of,
    edition_url,
    governed_days,
    history_of,
    replaced_by,
    sections_of,
)
from portal.guidance.rules_in_force import Moment, effective_date
from portal.guidance.rules_marks import sources_of_all
from portal.programs.queries import get_atlas, get_audiences


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """What printed addresses are made of: the portal's own origin, and its codes."""

    base_url: str
    codes: CheckCodes


def edition_page(book: Book, head: EditionHead, moment: Moment, reader: str, addresses: Addresses) -> dict[str, Any]:
    """Return the context of an edition's page; see the comment of its template."""
    text = get_text(head.id)
    names = Names(audiences=get_audiences(), atlas=get_atlas())
    return {
        "document": document_of(book),
        "edition": _brief(book, head, text, moment) | _kept(book, head, text, addresses),
        "notice": banner_of(book, head, moment, names, ("US",)),
        "sections": sections_of(book, text, names, reader),
        "editions": history_of(book, head.id, moment),
        "last_changed": published_on(head, book),
    }


def document_of(book: Book) -> dict[str, str]:
    """Return what every page says of the document."""
    path = f"/guidance/{book.slug}"
    return {
        "title": book.title,
        "identifier": book.identifier,
        "office": book.office,
        "url": path,
        "editions_url": f"{path}/editions",
        "matrix_url": f"{path}/matrix",
        "compare_url": f"{path}/compare",
    }


def published_on(head: EditionHead, book: Book) -> date:
    """Return the civil day of publication in the program's zone."""
    return head.facts.published_at.astimezone(ZoneInfo(book.zone)).date()


def entered_on(text: EditionText, book: Book) -> date | None:
    """Return the day on which a record of the past was entered here; None for what was published here."""
    return text.recorded_at.astimezone(ZoneInfo(book.zone)).date() if text.is_record_of_the_past else None


def edition_code(book: Book, sha256: str, codes: CheckCodes) -> str:
    """Return the check code that an edition's page and its PDF carry."""
    return codes.issue(EditionMark(document=mark_of(book.slug), sha256_start=sha256[:16]))


def _brief(book: Book, head: EditionHead, text: EditionText, moment: Moment) -> dict[str, Any]:
    number, effective = book.numbers[head.id], effective_date(head.facts, moment.known)
    _, until = governed_days(book, head.facts, moment)
    replaced = replaced_by(book, head, moment)
    pdf = find_pdf(head.id)
    return {
        "number": number,
        "title": text.title,
        "status": book.status(head.facts, moment).value,
        "summary": text.summary,
        "applies_to": text.applies_to,
        "effective_from": effective,
        "governed_until": until,
        "ahead": effective > moment.on,
        "published_on": published_on(head, book),
        "entered_on": entered_on(text, book),
        "source": source_of(text),
        "replaces": {"number": replaced[0].number, "url": replaced[0].url, "effective_from": replaced[1]}
        if replaced
        else None,
        "change_note": text.change_note or None,
        "legal": sources_of_all(text.legal),
        "citation": cited(book.identifier, number, effective),
        "pdf": {"url": f"{edition_url(book, head.id)}.pdf", "size_bytes": pdf.size_bytes} if pdf else None,
        "intro": None,
    }


def _kept(book: Book, head: EditionHead, text: EditionText, addresses: Addresses) -> dict[str, Any]:
    sha256 = text.sha256 or ""
    return {
        "sha256": sha256,
        "permalink": addresses.base_url + edition_url(book, head.id),
        "check_url": f"{addresses.base_url}/check/{edition_code(book, sha256, addresses.codes)}",
    }


def source_of(text: EditionText) -> dict[str, Any] | None:
    """Return where a record of the past was published, and when; None for what was published here."""
    if not text.source:
        return None
    return {**text.source, "date": date.fromisoformat(text.source["date"])}


def twelve_months_before(day: date) -> date:
    """Return the same day a year earlier; of February 29 the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
