"""Which pages last: those of the program and of every document, edition and provision that is public."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from portal.guidance.queries import get_obligations, list_books
from portal.guidance.rules_applies import labels_ever
from portal.guidance.rules_book import Book
from portal.guidance.rules_edition_page import edition_url

WITHOUT_DATE = ("/", "/applies", "/guidance", "/faqs", "/ask", "/corrections", "/contact")


@dataclass(frozen=True, kw_only=True)
class Page:
    """A lasting page; `changed` is the day of its last change, None where it changes with the day."""

    path: str
    changed: date | None = None


def list_pages(now: datetime) -> list[Page]:
    """Return every page that is public at the instant and not the answer to a question."""
    pages = [Page(path=path) for path in WITHOUT_DATE]
    return pages + [page for book in list_books(now) for page in _pages_of(book, now)]


def _pages_of(book: Book, now: datetime) -> Iterator[Page]:
    heads, zone = book.published(now), ZoneInfo(book.zone)
    for head in heads:
        # An edition's text never changes, so that it is as old as its publication.
        changed = head.facts.published_at.astimezone(zone).date()
        yield Page(path=edition_url(book, head.id), changed=changed)
    for path in ("", "/editions", "/matrix"):
        yield Page(path=f"/guidance/{book.slug}{path}")
    for label in labels_ever([head.id for head in heads], get_obligations(book)):
        yield Page(path=f"/guidance/{book.slug}/provisions/{label}")
