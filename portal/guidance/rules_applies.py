"""What applies to a kind of stakeholder in a place: one entry per provision, with its history and its proof."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.guidance.rules_in_force import InForce, Period
from portal.guidance.rules_obligations import ObligationFacts, level_of, nearest

# For each edition, by label, what it sets.
Settings = Mapping[str, Mapping[str, tuple[ObligationFacts, ...]]]


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


@dataclass(frozen=True, kw_only=True)
class LevelRun:
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


def level_history(
    label: str, periods: Sequence[Period], settings: Settings, pair: Pair, *, until: date | None = None
) -> list[LevelRun]:
    """Return the runs of one level for a pair, oldest first; with `until`, as far as that day."""
    runs: list[LevelRun] = []
    for period in periods:
        if until is not None and period.start > until:
            break
        run = _run(label, period, settings, pair)
        if runs and _continues(runs[-1], run):
            runs[-1] = _joined(runs[-1], run)
        else:
            runs.append(run)
    return runs


def labels_ever(editions: Sequence[str], settings: Settings) -> list[str]:
    """Return every label of the given editions: those of the last edition in its order, then those that vanished."""
    found: dict[str, None] = {}
    for edition_id in reversed(editions):
        found.update(dict.fromkeys(settings.get(edition_id, ())))
    return list(found)


def _run(label: str, period: Period, settings: Settings, pair: Pair) -> LevelRun:
    obligation = _found(label, period.in_force, settings, pair)
    governing = period.in_force.edition if period.in_force.governs else None
    return LevelRun(
        level=level_of(obligation),
        start=period.start,
        until=period.until,
        edition_id=governing.id if governing else None,
        first_edition_id=governing.id if governing else None,
        obligation=obligation,
        suspended=period.in_force.standing == "suspended",
    )


def _found(label: str, standing: InForce, settings: Settings, pair: Pair) -> ObligationFacts | None:
    if not standing.governs or standing.edition is None:
        return None
    candidates = settings.get(standing.edition.id, {}).get(label, ())
    return nearest(candidates, pair.audiences, pair.places)


def _continues(earlier: LevelRun, later: LevelRun) -> bool:
    follows = earlier.until is not None and earlier.until + timedelta(days=1) == later.start
    return follows and (earlier.level, earlier.suspended) == (later.level, later.suspended)


def _joined(earlier: LevelRun, later: LevelRun) -> LevelRun:
    return LevelRun(
        level=later.level,
        start=earlier.start,
        until=later.until,
        edition_id=later.edition_id,
        first_edition_id=earlier.first_edition_id,
        obligation=later.obligation,
        suspended=later.suspended,
    )
