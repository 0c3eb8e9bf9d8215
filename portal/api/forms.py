"""Reading what a path of the API is asked: names that must be known, and dates by the days of a program's zone."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from portal.api.rules_obligations import Question
from portal.common.web import BadParameter, shown
from portal.guidance.forms import EFFECTIVE_ON, read_moment
from portal.guidance.rules_book import Book
from portal.guidance.rules_in_force import Moment
from portal.programs.queries import ProgramFacts, list_programs
from portal.programs.rules_audiences import AudienceTree
from portal.programs.rules_places import NATION, Atlas

Asked = Mapping[str, Any]
Known = TypeVar("Known")

# The zone by whose days dates are read while the portal holds no program.
NO_PROGRAM = "UTC"
ON = "on"
COUNTY = "county"
SAME = "on and effective_on mean the same here; give one of them."


def read_programs(asked: Asked) -> tuple[ProgramFacts, ...]:
    """Return the program that is named, or all; raises BadParameter for a name that none bears."""
    programs = {program.slug: program for program in list_programs()}
    return _chosen(asked, "program", programs)


def read_books(asked: Asked, books: Iterable[Book]) -> tuple[Book, ...]:
    """Return those documents of the named program, and the named document of them, or all."""
    slugs = {program.slug for program in read_programs(asked)}
    return _chosen(asked, "document", {book.slug: book for book in books if book.program in slugs})


def read_moments(asked: Asked, now: datetime) -> dict[str, Moment]:
    """Return the moment that is asked about, by the slug of each program, in its time zone.

    Raises BadParameter for a date that cannot be used, also while there is no program.
    """
    read_moment(asked, NO_PROGRAM, now) if not list_programs() else None
    return {program.slug: read_moment(asked, program.time_zone, now) for program in list_programs()}


def with_effective_on(asked: Asked) -> Asked:
    """Return the query with `on` under its other name; raises BadParameter where both are given."""
    if ON not in asked:
        return asked
    if EFFECTIVE_ON in asked:
        raise BadParameter(ON, SAME)
    return {**asked, EFFECTIVE_ON: asked[ON]}


def read_question(asked: Asked, audiences: AudienceTree, atlas: Atlas, labels: Collection[str]) -> Question:
    """Return whose obligations are asked for; raises BadParameter that lists what is known."""
    return Question(
        audience=read_audience(asked, audiences),
        place=read_place(asked, atlas),
        provision=_known(asked, "provision", labels),
        level=asked.get("level"),
    )


def read_audience(asked: Asked, audiences: AudienceTree) -> str | None:
    """Return the kind of stakeholder that is asked about; raises BadParameter that lists the kinds."""
    return _known(asked, "audience", [kind.slug for kind in audiences])


def read_place(asked: Asked, atlas: Atlas) -> str:
    """Return the code of the county that is asked about, else of the state, else of the nation."""
    state = read_state(asked, atlas)
    county: str | None = asked.get(COUNTY)
    if county is None:
        return state or NATION
    place = atlas.places.get(county)
    if place is None or place.kind != "county":
        message = "Give the five digits of a county's FIPS code, as 17031; /api/v1/jurisdictions lists them."
        raise BadParameter(COUNTY, message)
    if state is not None and place.parent != state:
        message = f"{place.name} lies in {place.parent}, not in {state}."
        raise BadParameter(COUNTY, message)
    return county


def read_state(asked: Asked, atlas: Atlas) -> str | None:
    """Return the postal code of the state that is asked about, in upper case; the case it is written in is free."""
    codes = sorted(place.code for place in atlas.states)
    return _known({**asked, "state": asked["state"].upper()}, "state", codes) if "state" in asked else None


def _known(asked: Asked, name: str, known: Collection[str]) -> str | None:
    value: str | None = asked.get(name)
    if value is not None and value not in known:
        listing = f"Known are: {', '.join(known)}." if known else "None is known yet."
        message = f"There is no {name} called {shown(value)}. {listing}"
        raise BadParameter(name, message)
    return value


def _chosen(asked: Asked, name: str, known: Mapping[str, Known]) -> tuple[Known, ...]:
    chosen = _known(asked, name, known)
    return tuple(known.values()) if chosen is None else (known[chosen],)
