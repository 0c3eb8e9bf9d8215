"""Reading programs, kinds of stakeholder, places and activations."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from portal.common.cache import cached
from portal.common.database import db
from portal.programs.models import Activation, Audience, Place, PlaceName, Program, ProgramEvent
from portal.programs.rules_audiences import AudienceFacts, AudienceTree
from portal.programs.rules_places import ActivationFacts, Activations, Atlas, PlaceFacts


@dataclass(frozen=True, kw_only=True)
class ProgramFacts:
    """A program as every page reads it."""

    id: str
    slug: str
    name: str
    intent: str
    legal_basis: tuple[str, ...]
    time_zone: str
    description: str


@dataclass(frozen=True, kw_only=True)
class ProgramEventFacts:
    """What happened to a program on a day, by which source, and since when that was known."""

    on: date
    kind: str
    source: str
    known_at: datetime


class ProgramNotFoundError(LookupError):
    """No program bears this slug."""


def list_programs() -> tuple[ProgramFacts, ...]:
    """Return all programs by name."""
    return cached("programs", _load_programs)


def get_program(slug: str) -> ProgramFacts:
    """Return the program; raises ProgramNotFoundError."""
    for program in list_programs():
        if program.slug == slug:
            return program
    raise ProgramNotFoundError(slug)


def list_program_events(program: ProgramFacts, known: datetime) -> tuple[ProgramEventFacts, ...]:
    """Return the events of the program known at the instant, in the order of their days."""
    events = cached(("program-events", program.id), lambda: _load_program_events(program.id))
    return tuple(event for event in events if event.known_at <= known)


def get_audiences() -> AudienceTree:
    """Return the tree of kinds of stakeholder."""
    return cached("audiences", load_audiences)


def get_atlas() -> Atlas:
    """Return all places, under the names that they bear today."""
    return cached("atlas", load_atlas)


def get_activations(program: ProgramFacts) -> Activations:
    """Return when the program was activated where."""
    return cached(("activations", program.id), lambda: _load_activations(program.id))


def load_audiences() -> AudienceTree:
    """Return the kinds of stakeholder as the database has them now: for what is written beside them."""
    rows = db.session.scalars(sa.select(Audience).order_by(Audience.position))
    return AudienceTree(
        tuple(AudienceFacts(slug=row.slug, name=row.name, plural=row.plural, parent=row.parent_slug) for row in rows)
    )


def load_atlas() -> Atlas:
    """Return the places as the database has them now: for what is written beside them."""
    names = sa.select(PlaceName.place_code, PlaceName.name).order_by(PlaceName.from_on.nulls_first(), PlaceName.id)
    # A later row replaces an earlier one, so that each place ends with the name it bears today.
    by_code = {row.place_code: row.name for row in db.session.execute(names)}
    places = db.session.execute(sa.select(Place.code, Place.kind, Place.parent_code, Place.fips))
    return Atlas(
        {
            code: PlaceFacts(code=code, name=by_code[code], kind=kind, parent=parent, fips=fips)
            for code, kind, parent, fips in places
        }
    )


def _load_programs() -> tuple[ProgramFacts, ...]:
    rows = db.session.scalars(sa.select(Program).order_by(Program.name))
    return tuple(program_facts(row) for row in rows)


def program_facts(row: Program) -> ProgramFacts:
    """Return a program as every page reads it."""
    return ProgramFacts(
        id=row.id,
        slug=row.slug,
        name=row.name,
        intent=row.intent,
        legal_basis=tuple(row.legal_basis),
        time_zone=row.time_zone,
        description=row.description,
    )


def _load_program_events(program_id: str) -> tuple[ProgramEventFacts, ...]:
    query = sa.select(ProgramEvent).where(ProgramEvent.program_id == program_id)
    return tuple(
        ProgramEventFacts(on=row.on, kind=row.kind, source=row.source, known_at=row.known_at)
        for row in db.session.scalars(query.order_by(ProgramEvent.on, ProgramEvent.known_at, ProgramEvent.id))
    )


def _load_activations(program_id: str) -> Activations:
    query = (
        sa.select(Activation.place_code, Activation.kind, Activation.on, Activation.known_at)
        .where(Activation.program_id == program_id)
        .order_by(Activation.known_at, Activation.id)
    )
    return Activations(
        ActivationFacts(place=place, kind=kind, on=on, known_at=known_at)
        for place, kind, on, known_at in db.session.execute(query)
    )
