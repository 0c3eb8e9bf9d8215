"""Whether a printed page is still current: what its code says was printed, beside what holds now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from portal.common.check_codes import AnswerMark, CheckCodes, EditionMark, is_code_like, mark_of
from portal.common.formatting import with_article
from portal.guidance.queries import list_books
from portal.guidance.rules_book import Book, EditionHead
from portal.guidance.rules_edition_page import edition_url, governed_days
from portal.guidance.rules_in_force import Moment, Status
from portal.programs.queries import ProgramFacts, get_atlas, get_audiences, list_programs
from portal.programs.rules_places import NATION, place_name
from portal.site.queries_applies import find_answer
from portal.site.rules_addresses import Asked, applies_url, permanent_url


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a code is answered with; `kind` is current, superseded, unknown or unreadable."""

    kind: str
    title: str | None = None
    url: str | None = None
    effective_on: date | None = None
    known_on: date | None = None
    superseded_on: date | None = None
    now_title: str | None = None
    now_url: str | None = None


def check(code: str, codes: CheckCodes, now: datetime) -> Checked:
    """Return whether what was printed under the code still holds; nothing was stored when it was printed."""
    if not is_code_like(code):
        return Checked(kind="unreadable")
    mark = codes.read(code)
    if isinstance(mark, EditionMark):
        return _edition(mark, now) or Checked(kind="unknown")
    if isinstance(mark, AnswerMark):
        return _answer(mark, now) or Checked(kind="unknown")
    return Checked(kind="unknown")


def _edition(mark: EditionMark, now: datetime) -> Checked | None:
    for book in list_books(now):
        for head in book.published(now):
            if mark_of(book.slug) == mark.document and head.sha256.startswith(mark.sha256_start):
                return _checked_edition(book, head, now)
    return None


def _checked_edition(book: Book, head: EditionHead, now: datetime) -> Checked:
    moment = Moment(on=now.astimezone(ZoneInfo(book.zone)).date(), known=now, zone=book.zone)
    title, url = _edition_title(book, head), edition_url(book, head.id)
    if book.status(head.facts, moment) in {Status.IN_FORCE, Status.FUTURE}:
        return Checked(kind="current", title=title, url=url)
    found = book.in_force(moment)
    governing = book.by_id[found.edition.id] if found.governs and found.edition else None
    _, last = governed_days(book, head.facts, moment)
    follows = governing is not None and governing.id != head.id
    return Checked(
        kind="superseded",
        title=title,
        url=url,
        superseded_on=_following(last) or found.since,
        now_title=_edition_title(book, governing) if governing and follows else None,
        now_url=f"/guidance/{book.slug}" if follows else None,
    )


def _following(last: date | None) -> date | None:
    return date.fromordinal(last.toordinal() + 1) if last else None


def _edition_title(book: Book, head: EditionHead) -> str:
    return f"{book.title}, edition {book.numbers[head.id]}"


def _answer(mark: AnswerMark, now: datetime) -> Checked | None:
    audience = next((kind.slug for kind in get_audiences() if mark_of(kind.slug) == mark.audience), None)
    if audience is None or mark.place not in get_atlas().places:
        return None
    # The code does not say which program it was printed for, and the answer's digest tells.
    for program, known in product(list_programs(), _knowing(mark, now)):
        asked = _asked(program, audience, mark, known, now)
        if find_answer(program, asked).digest.startswith(mark.digest_start):
            return _checked_answer(program, asked, mark, now)
    return None


def _knowing(mark: AnswerMark, now: datetime) -> list[datetime]:
    """Return the instants that may have been meant: a code holds whole minutes, and rounds them up.

    The last instant before the minute stands for all of it, the end of a day included; where something was published
    within that very minute, its beginning is tried as well.
    """
    return [min(mark.known_at - timedelta(microseconds=1), now), min(mark.known_at - timedelta(minutes=1), now)]


def _asked(program: ProgramFacts, audience: str, mark: AnswerMark, known: datetime, now: datetime) -> Asked:
    state, county = _state_and_county(mark.place)
    moment = Moment(on=mark.effective_on, known=known, zone=program.time_zone)
    return Asked(audience=audience, place=mark.place, moment=moment, now=now, state=state, county=county)


def _state_and_county(place: str) -> tuple[str, str]:
    facts = get_atlas().places[place]
    if facts.kind == "county":
        return ((facts.parent or "").lower(), place)
    return ("" if place == NATION else place.lower(), "")


def _checked_answer(program: ProgramFacts, asked: Asked, mark: AnswerMark, now: datetime) -> Checked:
    zone = ZoneInfo(program.time_zone)
    known_on, today = asked.moment.known.astimezone(zone).date(), now.astimezone(zone).date()
    phrase = with_article(get_audiences().by_slug[asked.audience].name)
    title = f"What applies to {phrase} in {place_name(get_atlas(), asked.place)}"
    changed_on = _changed_on(program, asked, mark, today)
    present = Checked(
        kind="current" if changed_on is None else "superseded",
        title=title,
        url=permanent_url(asked, known_on.isoformat()),
        effective_on=mark.effective_on,
        known_on=known_on,
    )
    if changed_on is None:
        return present
    now_url = applies_url(asked, get_atlas())
    return Checked(**{**present.__dict__, "superseded_on": changed_on, "now_title": title, "now_url": now_url})


def _changed_on(program: ProgramFacts, asked: Asked, mark: AnswerMark, today: date) -> date | None:
    """Return the first day up to today on which the answer, as known now, is not what was printed, or None.

    An answer that was corrected since, for the very day it speaks of, changed on that day.
    """
    for day in _turning_days(program, asked, today):
        moment = Moment(on=day, known=asked.now, zone=program.time_zone)
        answer = find_answer(program, _at(asked, moment))
        if not answer.digest.startswith(mark.digest_start):
            return day
    return None


def _at(asked: Asked, moment: Moment) -> Asked:
    return Asked(
        audience=asked.audience,
        place=asked.place,
        moment=moment,
        now=asked.now,
        state=asked.state,
        county=asked.county,
    )


def _turning_days(program: ProgramFacts, asked: Asked, today: date) -> list[date]:
    places = get_atlas().chain(asked.place)
    books = list_books(asked.now, program=program.slug)
    starts = {period.start for book in books for period in book.periods(asked.now, places)}
    days = {day for day in starts if asked.moment.on < day <= today} | {asked.moment.on, max(asked.moment.on, today)}
    return sorted(days)
