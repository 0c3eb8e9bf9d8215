"""Which edition governs on a day, as known at an instant, in a place (ledger.md section 3).

Two clocks: effective time is a civil date in the program's zone, when a rule governs; known time is an
instant, when the portal said so. Nothing stores "current": it is worked out here, from dates and events.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

ENDINGS = ("withdrawn", "rescinded", "expired")
VOIDINGS = ("cancelled", "in_error")
EVENT_KINDS = ("effective_moved", *VOIDINGS, *ENDINGS, "suspended", "reinstated")
NATION = "US"


class Standing(StrEnum):
    """How things stand on a day; all but the first two say why nothing is in force."""

    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    RESCINDED = "rescinded"
    EXPIRED = "expired"
    IN_ERROR = "in_error"
    NOT_PUBLISHED = "not_published"
    NOT_YET_EFFECTIVE = "not_yet_effective"


GOVERNING = frozenset({Standing.IN_FORCE, Standing.SUSPENDED})


class Status(StrEnum):
    """The status of one edition on a day; never stored."""

    IN_FORCE = "in_force"
    FUTURE = "future"
    SUPERSEDED = "superseded"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    RESCINDED = "rescinded"
    EXPIRED = "expired"
    IN_ERROR = "in_error"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class EventFacts:
    """What later happened to an edition; `on` is the new effective date of an `effective_moved`."""

    kind: str
    on: date
    known_at: datetime
    place: str = NATION
    reason: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class EditionFacts:
    """The dates of a published edition and its events, in the order in which they were recorded."""

    id: str
    written: int
    published_at: datetime
    effective_from: date
    events: tuple[EventFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Moment:
    """The two clocks of a question: the day asked about, and the instant whose knowledge counts."""

    on: date
    known: datetime
    zone: str

    @property
    def day_end(self) -> datetime:
        """Return the last instant of the day asked about, in the program's zone."""
        return end_of_day(self.on, self.zone)


@dataclass(frozen=True, kw_only=True)
class InForce:
    """The answer: how things stand, by which edition, and since when it is suspended or ended."""

    standing: Standing
    edition: EditionFacts | None = None
    since: date | None = None

    @property
    def governs(self) -> bool:
        """Tell whether an edition's words hold, be it that they are suspended in the place."""
        return self.standing in GOVERNING


@dataclass(frozen=True, kw_only=True)
class Period:
    """A run of days on which things stand alike; `until` is the last of them, None while it lasts."""

    start: date
    until: date | None
    in_force: InForce


def end_of_day(day: date, zone: str) -> datetime:
    """Return the last microsecond of a civil day in an IANA time zone."""
    following = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
    return following - timedelta(microseconds=1)


class Succession:
    """The published editions as known at an instant, in the order in which they take effect.

    It is sorted once, and answers for any day by halving, so that a thousand editions cost no more than ten.
    """

    def __init__(self, editions: Iterable[EditionFacts], known: datetime) -> None:
        """Keep what was published by the instant, and what of it stands; what was cancelled before it never was."""
        self.known = known
        public = [each for each in editions if each.published_at <= known and not cancelled_unpublished(each)]
        self.published = sorted(public, key=order)
        standing = [each for each in self.published if voiding(each, known) is None]
        self._standing = sorted(standing, key=lambda each: (effective_date(each, known), order(each)))
        self._effective = [effective_date(each, known) for each in self._standing]

    def in_force(self, moment: Moment, places: Sequence[str] = (NATION,)) -> InForce:
        """Return what governs on the day, in the first of `places`.

        `places` is the place asked about with everything that contains it, nearest first.
        """
        index = bisect_right(self._effective, moment.on) - 1
        if index < 0:
            return InForce(standing=_why_nothing(self.published, moment))
        return _as_it_stands(self._standing[index], moment, places)

    def status(self, edition: EditionFacts, moment: Moment, places: Sequence[str] = (NATION,)) -> Status:
        """Return the status of one published edition on the day."""
        voided = voiding(edition, self.known)
        if voided:
            return Status(voided.kind)
        if effective_date(edition, self.known) > moment.on:
            return Status.FUTURE
        ended = ending(edition, moment)
        if ended:
            return Status(ended.kind)
        winner = self.in_force(moment, places)
        if winner.edition is None or winner.edition.id != edition.id:
            return Status.SUPERSEDED
        return Status(winner.standing)

    def periods(self, zone: str, places: Sequence[str]) -> list[Period]:
        """Return how things stood from the first effective day on, in one place."""
        found: list[Period] = []
        for start in _turning_days(self._effective, self.published, self.known):
            now = self.in_force(Moment(on=start, known=self.known, zone=zone), places)
            if found and found[-1].in_force == now:
                continue
            if found:
                found[-1] = replace(found[-1], until=start - timedelta(days=1))
            found.append(Period(start=start, until=None, in_force=now))
        return found


def in_force(editions: Iterable[EditionFacts], moment: Moment, places: Sequence[str] = (NATION,)) -> InForce:
    """Return what governs at the moment, in the first of `places`."""
    return Succession(editions, moment.known).in_force(moment, places)


def numbers(editions: Iterable[EditionFacts]) -> dict[str, int]:
    """Return the number of each edition: its rank by publication, among those not cancelled before it."""
    counted = [edition for edition in editions if not cancelled_unpublished(edition)]
    return {edition.id: rank for rank, edition in enumerate(sorted(counted, key=order), start=1)}


def order(edition: EditionFacts) -> tuple[datetime, int]:
    """Return what editions are numbered by: when each was published, then the order of writing."""
    return (edition.published_at, edition.written)


def effective_date(edition: EditionFacts, known: datetime) -> date:
    """Return the day from which the edition governs: as published, or where the last known move put it."""
    moves = _known(edition, known, ("effective_moved",))
    return moves[-1].on if moves else edition.effective_from


def voiding(edition: EditionFacts, known: datetime) -> EventFacts | None:
    """Return the event that voids the edition for every day, if one is known: cancelled, or published in error."""
    events = _known(edition, known, VOIDINGS)
    return events[0] if events else None


def ending(edition: EditionFacts, moment: Moment) -> EventFacts | None:
    """Return the event by which the edition had ended on the day: withdrawn, rescinded or expired."""
    ended = [event for event in _known(edition, moment.known, ENDINGS) if event.on <= moment.on]
    return min(ended, key=lambda event: event.on) if ended else None


def suspension(edition: EditionFacts, moment: Moment, places: Sequence[str]) -> EventFacts | None:
    """Return the suspension that holds in the first of `places` on the day; the latest event there decides."""
    touching = [
        event
        for event in _known(edition, moment.known, ("suspended", "reinstated"))
        if event.on <= moment.on and event.place in places
    ]
    last = max(touching, key=lambda event: (event.on, event.known_at), default=None)
    return last if last and last.kind == "suspended" else None


def suspended_places(edition: EditionFacts, moment: Moment) -> list[EventFacts]:
    """Return the suspensions that hold anywhere on the day, one for each place that was named."""
    named = dict.fromkeys(event.place for event in edition.events if event.kind == "suspended")
    held = [suspension(edition, moment, (place, NATION)) for place in named]
    return [event for event in held if event is not None]


def cancelled_unpublished(edition: EditionFacts) -> bool:
    """Tell whether the edition was cancelled before its instant of publication, so that it leaves no public trace."""
    return any(event.kind == "cancelled" and event.known_at < edition.published_at for event in edition.events)


def _as_it_stands(winner: EditionFacts, moment: Moment, places: Sequence[str]) -> InForce:
    ended = ending(winner, moment)
    if ended:
        return InForce(standing=Standing(ended.kind), edition=winner, since=ended.on)
    suspended = suspension(winner, moment, places)
    if suspended:
        return InForce(standing=Standing.SUSPENDED, edition=winner, since=suspended.on)
    return InForce(standing=Standing.IN_FORCE, edition=winner)


def _why_nothing(published: Sequence[EditionFacts], moment: Moment) -> Standing:
    by_then = min(moment.known, moment.day_end)
    if any(_erred(edition, moment) for edition in published):
        return Standing.IN_ERROR
    if not any(edition.published_at <= by_then for edition in published):
        return Standing.NOT_PUBLISHED
    return Standing.NOT_YET_EFFECTIVE


def _erred(edition: EditionFacts, moment: Moment) -> bool:
    voided = voiding(edition, moment.known)
    in_error = voided is not None and voided.kind == "in_error"
    return in_error and effective_date(edition, moment.known) <= moment.on


def _known(edition: EditionFacts, known: datetime, kinds: Iterable[str]) -> list[EventFacts]:
    # Hardly any edition has events, and this is asked of each.
    if not edition.events:
        return []
    events = [event for event in edition.events if event.kind in kinds and event.known_at <= known]
    return sorted(events, key=lambda event: event.known_at)


def _turning_days(effective: Iterable[date], published: Sequence[EditionFacts], known: datetime) -> list[date]:
    turning = (*ENDINGS, "suspended", "reinstated")
    happened = {event.on for edition in published if edition.events for event in _known(edition, known, turning)}
    return sorted(set(effective) | happened)
