"""What applies to a kind of stakeholder in a place: one entry per provision, with its history and its proof."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import Final, NamedTuple

from portal.guidance.rules_in_force import InForce, Period, Standing
from portal.guidance.rules_obligations import ObligationFacts, level_of, nearest

Candidates = tuple[ObligationFacts, ...]
# For each edition, by label, what it sets.
Settings = Mapping[str, Mapping[str, Candidates]]
NO_LABELS: Final[Mapping[str, Candidates]] = MappingProxyType({})
NOTHING_SET: Final[Candidates] = ()


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Whom a question is about: a kind of stakeholder and a place, each with all that contains it, nearest first."""

    audiences: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def audience(self) -> str:
        """Return the kind asked about."""
        return self.audiences[0]

    @property
    def place(self) -> str:
        """Return the place asked about."""
        return self.places[0]


class LevelRun(NamedTuple):
    """A run of days on which a provision had one level for a pair; `until` is its last day, None while it lasts.

    Several editions may have kept the level: `first_edition_id` began the run, `edition_id` is the last of them.
    """

    level: str
    start: date
    until: date | None
    edition_id: str | None
    first_edition_id: str | None
    obligation: ObligationFacts | None
    suspended: bool = False


class _Stretch(NamedTuple):
    """The first and the last of adjoining periods in which the same holds."""

    first: Period
    last: Period
    obligation: ObligationFacts | None


@dataclass(frozen=True, kw_only=True)
class Applied:
    """What one provision means for a pair on a day.

    `since` and `before` speak of the level: the run of days that holds the day, and the run before it.
    `suspended_since` is set where the text holds but is suspended in the place.
    """

    label: str
    level: str
    obligation: ObligationFacts | None
    edition_id: str | None
    first_edition_id: str | None
    since: date | None
    before: LevelRun | None
    suspended_since: date | None


def applied(label: str, standing: InForce, history: Sequence[LevelRun], settings: Settings, pair: Pair) -> Applied:
    """Return what the provision means for the pair, as things stand, with the history of its level up to that day."""
    obligation = _found(label, standing, settings, pair)
    run = history[-1] if history else None
    return Applied(
        label=label,
        level=level_of(obligation),
        obligation=obligation,
        edition_id=standing.edition.id if standing.governs and standing.edition else None,
        first_edition_id=run.first_edition_id if run else None,
        since=run.start if run else None,
        before=history[-2] if len(history) > 1 else None,
        suspended_since=standing.since if standing.standing == "suspended" else None,
    )


class Course:
    """What a document set on each of its provisions as the days went by, as known at one instant, in one place.

    Of what many editions set alike only the changes are looked at, so that a long history costs little more than a
    short one. That equal settings of several editions are one object makes it fast; it is right without that.
    """

    def __init__(self, periods: Sequence[Period], settings: Settings) -> None:
        """Join each period to what its edition sets; `periods` adjoin, oldest first."""
        self._periods = periods
        self._set = [_settings_of(period.in_force, settings) for period in periods]
        self._standings = [period.in_force.standing for period in periods]

    def history(self, label: str, pair: Pair, *, until: date | None = None) -> list[LevelRun]:
        """Return the runs of one level for a pair, oldest first; with `until`, as far as that day."""
        days = len(self._periods) if until is None else bisect_right(self._periods, until, key=lambda each: each.start)
        stretches = self._stretches(label, pair, days)
        return [_run(list(alike)) for _, alike in groupby(stretches, key=_level_and_suspension)]

    def _stretches(self, label: str, pair: Pair, days: int) -> Iterator[_Stretch]:
        """Give what holds for the pair, once for all adjoining periods in which the very same was set."""
        candidates = [labels.get(label, NOTHING_SET) for labels in self._set[:days]]
        seen: dict[int, ObligationFacts | None] = {}
        start = 0
        for (_, identity), alike in groupby(zip(self._standings, map(id, candidates), strict=False)):
            if identity not in seen:
                seen[identity] = nearest(candidates[start], pair.audiences, pair.places)
            end = start + sum(1 for _ in alike)
            yield _Stretch(self._periods[start], self._periods[end - 1], seen[identity])
            start = end


def labels_ever(editions: Sequence[str], settings: Settings) -> list[str]:
    """Return every label of the given editions: those of the last edition in its order, then those that vanished."""
    found: dict[str, None] = {}
    for edition_id in reversed(editions):
        labels = settings.get(edition_id, NO_LABELS)
        # Nearly every edition has the labels of the next one.
        if not labels.keys() <= found.keys():
            found.update(dict.fromkeys(labels))
    return list(found)


def _level_and_suspension(stretch: _Stretch) -> tuple[str, bool]:
    return (level_of(stretch.obligation), stretch.last.in_force.standing == Standing.SUSPENDED)


def _run(alike: Sequence[_Stretch]) -> LevelRun:
    first, last = alike[0], alike[-1]
    level, suspended = _level_and_suspension(last)
    return LevelRun(
        level=level,
        start=first.first.start,
        until=last.last.until,
        edition_id=_governing(last.last.in_force),
        first_edition_id=_governing(first.first.in_force),
        obligation=last.obligation,
        suspended=suspended,
    )


def _governing(standing: InForce) -> str | None:
    return standing.edition.id if standing.governs and standing.edition else None


def _found(label: str, standing: InForce, settings: Settings, pair: Pair) -> ObligationFacts | None:
    return nearest(_settings_of(standing, settings).get(label, NOTHING_SET), pair.audiences, pair.places)


def _settings_of(standing: InForce, settings: Settings) -> Mapping[str, Candidates]:
    governing = _governing(standing)
    return settings.get(governing, NO_LABELS) if governing else NO_LABELS
