"""Places and the days on which a program was activated in them, as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from portal.programs.rules import ancestors

NATION = "US"


@dataclass(frozen=True, kw_only=True)
class PlaceFacts:
    """A place by its code: US, a postal code, or a county's FIPS code."""

    code: str
    name: str
    kind: str
    parent: str | None
    fips: str | None = None


@dataclass(frozen=True, kw_only=True)
class ActivationFacts:
    """A day on which a program was activated in a place, or a record of one taken back, and when that was known."""

    place: str
    kind: str
    on: date
    known_at: datetime


@dataclass(frozen=True)
class Atlas:
    """All places by code; they contain one another."""

    places: Mapping[str, PlaceFacts]

    @cached_property
    def parents(self) -> dict[str, str | None]:
        """Return the parent of each place."""
        return {place.code: place.parent for place in self.places.values()}

    @cached_property
    def children(self) -> dict[str, list[PlaceFacts]]:
        """Return the places directly inside each place, by name."""
        inside: dict[str, list[PlaceFacts]] = {}
        for place in sorted(self.places.values(), key=lambda place: place.name):
            if place.parent is not None:
                inside.setdefault(place.parent, []).append(place)
        return inside

    @cached_property
    def states(self) -> list[PlaceFacts]:
        """Return the states, the District and the territories, by name."""
        return self.children.get(NATION, [])

    def chain(self, code: str) -> tuple[str, ...]:
        """Return the place with everything that contains it, nearest first."""
        return ancestors(code, self.parents)

    def counties(self, code: str) -> list[PlaceFacts]:
        """Return the counties of a state, by name; of the nation, none, since a nation's parts are states."""
        return [place for place in self.children.get(code, []) if place.kind == "county"]


@dataclass(frozen=True, kw_only=True)
class Activated:
    """Whether, and how far, a place is activated on a day: since when, and in how many of its counties."""

    since: date | None
    counties_active: int
    counties: int

    @property
    def is_active(self) -> bool:
        """Tell whether the place counts as activated; one that contains others does from the first of them on."""
        return self.since is not None


def place_name(atlas: Atlas, code: str) -> str:
    """Return a place's name with what contains it: "Cook County, Illinois", "the United States"."""
    if code == NATION:
        return "the United States"
    names = [atlas.places[each].name for each in atlas.chain(code) if each != NATION]
    return ", ".join(names)


class Activations:
    """The activations of one program, answered for any place, day and instant of knowledge."""

    def __init__(self, facts: Iterable[ActivationFacts]) -> None:
        """Sort the facts by place, once."""
        self._by_place: dict[str, list[ActivationFacts]] = {}
        for each in facts:
            self._by_place.setdefault(each.place, []).append(each)

    def day(self, place: str, known: datetime) -> date | None:
        """Return the first day on which this very place was activated, as known at the instant."""
        days: list[date] = []
        for each in self._by_place.get(place, ()):
            if each.known_at > known:
                continue
            if each.kind == "activated":
                days.append(each.on)
            elif each.on in days:
                days.remove(each.on)
        return min(days, default=None)

    def of(self, place: str, atlas: Atlas, on: date, known: datetime) -> Activated:
        """Return how far the place is activated on the day; what contains it, or lies inside it, counts too."""
        inside = _counties_inside(place, atlas)
        codes = [*atlas.chain(place), *(county.code for county in inside)]
        days = {code: day for code in codes if (day := self.day(code, known)) is not None and day <= on}
        return Activated(
            since=min(days.values(), default=None),
            counties_active=sum(county.code in days for county in inside),
            counties=len(inside),
        )


def _counties_inside(place: str, atlas: Atlas) -> list[PlaceFacts]:
    if place != NATION:
        return atlas.counties(place)
    return [county for state in atlas.states for county in atlas.counties(state.code)]
