"""What is wrong with kinds of stakeholder, places and counties as they were written, one against the other."""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar

from portal.common.issues import Issues
from portal.common.written import Written
from portal.programs.rules import ancestors
from portal.programs.rules_audiences import AudienceFacts
from portal.programs.rules_places import NATION, PlaceFacts

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
FIPS: Final = re.compile(r"[0-9]{5}")
STATE_FIPS: Final = re.compile(r"[0-9]{2}")
POSTAL_CODE: Final = re.compile(r"[A-Z]{2}")

Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class CountyFacts:
    """A row on a county: when the program was activated there, or which record of that is taken back.

    `on` is None where the row only says that there is such a county. `known_at` is when that became known.
    """

    fips: str
    name: str
    state: str
    on: date | None = None
    known_at: datetime | None = None
    retracted: bool = False
    source: str = ""


def audience_issues(kinds: Sequence[Written[AudienceFacts]]) -> Issues:
    """Report kinds that stand twice or above their parents, and a tree that has not one root."""
    issues = Issues()
    _report_doubles(issues, kinds, "The kind {}", [kind.value.slug for kind in kinds])
    _report_parents(issues, kinds, [(kind.value.slug, kind.value.parent) for kind in kinds])
    for second in [kind for kind in kinds if kind.value.parent is None][1:]:
        second.report(issues, f"{second.value.slug} has no parent, and the tree has a root already; name its parent.")
    return issues


def place_issues(places: Sequence[Written[PlaceFacts]]) -> Issues:
    """Report places that stand twice, bear each other's number or stand above what contains them."""
    issues = Issues()
    _report_doubles(issues, places, "The place {}", [place.value.code for place in places])
    numbered = [place for place in places if place.value.fips]
    _report_doubles(issues, numbered, "The FIPS code {}", [place.value.fips for place in numbered])
    _report_parents(issues, places, [(place.value.code, place.value.parent) for place in places])
    for place in places:
        if (place.value.code == NATION) != (place.value.kind == "nation"):
            place.report(issues, f"The nation, and nothing else, bears the code {NATION}.")
        if (place.value.kind == "nation") != (place.value.parent is None):
            place.report(issues, f"{place.value.code} needs a parent: a state, the District and a territory lie in US.")
    return issues


def county_issues(rows: Sequence[Written[CountyFacts]], states: Mapping[str, str]) -> Issues:
    """Report counties in a state that is not known or not theirs, and rows that contradict one another.

    `states` gives the two digits of each state's FIPS code by its postal code.
    """
    issues = Issues()
    names: dict[str, str] = {}
    for row in rows:
        county = row.value
        if county.state not in states:
            row.report(issues, f"The state {county.state or '(blank)'} is not known; write its postal code, as in IL.")
        elif not county.fips.startswith(states[county.state]):
            row.report(issues, f"The county {county.fips} does not lie in {county.state}, whose codes begin otherwise.")
        if names.setdefault(county.fips, county.name) != county.name:
            row.report(issues, f"The county {county.fips} is called {names[county.fips]} above; give it one name.")
    _report_contradictions(issues, rows)
    return issues


def _report_contradictions(issues: Issues, rows: Iterable[Written[CountyFacts]]) -> None:
    seen: dict[str, Written[CountyFacts]] = {}
    standing: dict[str, date | None] = {}
    for row in rows:
        county = row.value
        first = seen.setdefault(county.fips, row)
        stood = standing.get(county.fips)
        if county.retracted:
            if county.on != stood:
                row.report(
                    issues, f"No row above says that {county.fips} was activated on that day; nothing to retract."
                )
            standing[county.fips] = None
            continue
        if first is not row and (stood is not None or county.on is None):
            row.report(issues, f"The county {county.fips} stands on line {first.line} already; keep one row.")
        standing[county.fips] = county.on


def _report_doubles(issues: Issues, values: Sequence[Written[Value]], named: str, keys: Sequence[Hashable]) -> None:
    first: dict[Hashable, int] = {}
    for value, key in zip(values, keys, strict=True):
        line = first.setdefault(key, value.line)
        if line != value.line:
            value.report(issues, f"{named.format(key)} stands on line {line} already; keep one.")


def _report_parents(issues: Issues, values: Sequence[Written[Value]], pairs: Sequence[tuple[str, str | None]]) -> None:
    parents = dict(pairs)
    above: set[str] = set()
    for value, (slug, parent) in zip(values, pairs, strict=True):
        fault = None if parent is None or parent in above else _fault_of_parent(slug, parent, parents)
        if fault:
            value.report(issues, fault)
        above.add(slug)


def _fault_of_parent(slug: str, parent: str, parents: Mapping[str, str | None]) -> str:
    if parent not in parents:
        return f"The parent {parent} of {slug} is not known."
    chain = ancestors(parent, parents)
    if slug in chain:
        return f"{slug} lies in itself, by way of {', '.join(chain[: chain.index(slug)]) or slug}; break the circle."
    return f"{slug} stands above its parent {parent}; write a parent first."
