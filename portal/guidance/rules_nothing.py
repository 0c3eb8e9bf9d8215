"""The two clocks in words, and why nothing is in force: what every page that shows guidance says of itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from portal.guidance.rules_book import Book
from portal.guidance.rules_in_force import EditionFacts, InForce, Moment, Standing, effective_date, voiding


@dataclass(frozen=True, kw_only=True)
class Dates:
    """The day asked about, the day by whose end it was known, and the same page for today where it is another."""

    effective_on: date
    known_on: date
    ahead: bool
    today_url: str | None


@dataclass(frozen=True, kw_only=True)
class NamedEdition:
    """An edition by its number, with its page."""

    number: int
    url: str


@dataclass(frozen=True, kw_only=True)
class Nothing:
    """Why nothing is in force, since when, and for which day something was."""

    reason: str
    document: str
    on: date | None
    by: date
    explanation: str | None
    edition: NamedEdition | None
    retry_url: str | None
    retry_on: date | None


def dates_of(moment: Moment, known_on: date, now: datetime, today_url: str) -> Dates:
    """Return the two clocks as a page words them; `today_url` is offered where the page is not of today and now."""
    today = now.astimezone(ZoneInfo(moment.zone)).date()
    is_today = moment.on == today and known_on == today
    return Dates(
        effective_on=moment.on,
        known_on=known_on,
        ahead=moment.on > today,
        today_url=None if is_today else today_url,
    )


def nothing_of(book: Book, standing: InForce, moment: Moment, url_of: Callable[[date], str]) -> Nothing:
    """Return why nothing of the document is in force; `url_of` gives the same page for another day, as known now."""
    found = _edition(book, standing, moment)
    retry_on = _retry_on(standing, found, moment)
    return Nothing(
        reason=standing.standing.value,
        document=book.title,
        on=_on(book, standing, found, moment),
        by=min(moment.on, moment.known.astimezone(ZoneInfo(moment.zone)).date()),
        explanation=_explanation(standing, found, moment),
        edition=_named(book, found) if standing.standing != Standing.NOT_PUBLISHED else None,
        retry_url=url_of(retry_on) if retry_on else None,
        retry_on=retry_on,
    )


def _edition(book: Book, standing: InForce, moment: Moment) -> EditionFacts | None:
    if standing.edition is not None:
        return standing.edition
    published = [head.facts for head in book.published(moment.known)]
    if standing.standing == Standing.IN_ERROR:
        published = [facts for facts in published if voiding(facts, moment.known)]
    return min(published, key=lambda facts: effective_date(facts, moment.known), default=None)


def _on(book: Book, standing: InForce, found: EditionFacts | None, moment: Moment) -> date | None:
    if found is None:
        return None
    zone = ZoneInfo(book.zone)
    if standing.standing == Standing.NOT_PUBLISHED:
        return found.published_at.astimezone(zone).date()
    if standing.standing == Standing.NOT_YET_EFFECTIVE:
        return effective_date(found, moment.known)
    voided = voiding(found, moment.known)
    return voided.known_at.astimezone(zone).date() if voided else standing.since


def _explanation(standing: InForce, found: EditionFacts | None, moment: Moment) -> str | None:
    if found is None:
        return None
    events = [event for event in found.events if event.kind == standing.standing and event.known_at <= moment.known]
    return (events[0].reason or None) if events else None


def _retry_on(standing: InForce, found: EditionFacts | None, moment: Moment) -> date | None:
    if standing.since is not None:
        return standing.since - timedelta(days=1)
    if found is None or standing.standing == Standing.IN_ERROR:
        return None
    return effective_date(found, moment.known)


def _named(book: Book, found: EditionFacts | None) -> NamedEdition | None:
    if found is None:
        return None
    number = book.numbers[found.id]
    return NamedEdition(number=number, url=f"/guidance/{book.slug}/editions/{number}")
