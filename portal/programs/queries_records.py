"""Reading all that is on record of a program, known to the public or not: for exports and imports.

Nothing here is cached: an import reads inside the transaction in which it writes, and that may be taken back.
"""

import sqlalchemy as sa

from portal.common.database import db
from portal.programs.models import Activation, Audience, Place, PlaceName, Program, ProgramEvent
from portal.programs.rules_audiences import AudienceFacts
from portal.programs.rules_checks import CountyFacts
from portal.programs.rules_content import ProgramContent, ProgramEventContent
from portal.programs.rules_places import NATION, PlaceFacts


def find_program(slug: str) -> Program | None:
    """Return the program with this slug, or None."""
    return db.session.scalars(sa.select(Program).where(Program.slug == slug)).one_or_none()


def list_program_rows() -> list[Program]:
    """Return all programs by their slugs."""
    return list(db.session.scalars(sa.select(Program).order_by(Program.slug)))


def program_content(program: Program) -> ProgramContent:
    """Return what is on record of a program."""
    return ProgramContent(
        slug=program.slug,
        name=program.name,
        intent=program.intent,
        legal_basis=tuple(program.legal_basis),
        time_zone=program.time_zone,
        description=program.description,
    )


def list_event_contents(program: Program) -> tuple[ProgramEventContent, ...]:
    """Return all that is on record as having happened to a program, in the order of its days."""
    query = sa.select(ProgramEvent).where(ProgramEvent.program_id == program.id)
    return tuple(
        ProgramEventContent(on=row.on, kind=row.kind, source=row.source, known_at=row.known_at)
        for row in db.session.scalars(query.order_by(ProgramEvent.on, ProgramEvent.kind))
    )


def list_audience_facts() -> tuple[AudienceFacts, ...]:
    """Return all kinds of stakeholder, parents first."""
    rows = db.session.scalars(sa.select(Audience).order_by(Audience.position))
    return tuple(AudienceFacts(slug=row.slug, name=row.name, plural=row.plural, parent=row.parent_slug) for row in rows)


def list_states() -> tuple[PlaceFacts, ...]:
    """Return the nation, then what lies in it, by the numbers of the Census."""
    query = sa.select(Place).where(Place.kind != "county").order_by(Place.code != NATION, Place.fips, Place.code)
    names = _names()
    return tuple(
        PlaceFacts(code=row.code, name=names[row.code], kind=row.kind, parent=row.parent_code, fips=row.fips)
        for row in db.session.scalars(query)
    )


def list_counties(program: Program) -> tuple[CountyFacts, ...]:
    """Return every county, once for each record of an activation there, oldest first; or once without a day."""
    names = _names()
    of_it = sa.and_(Activation.place_code == Place.code, Activation.program_id == program.id)
    columns = (Place.code, Place.parent_code, Activation.on, Activation.known_at, Activation.kind, Activation.source)
    query = sa.select(*columns).outerjoin(Activation, of_it).where(Place.kind == "county")
    return tuple(
        CountyFacts(
            fips=row.code,
            name=names[row.code],
            state=row.parent_code or "",
            on=row.on,
            known_at=row.known_at,
            retracted=row.kind == "retracted",
            source=row.source or "",
        )
        for row in db.session.execute(query.order_by(Place.code, Activation.id))
    )


def _names() -> dict[str, str]:
    # A later name replaces an earlier one, so that each place ends with the name it bears today.
    names = sa.select(PlaceName.place_code, PlaceName.name).order_by(PlaceName.from_on.nulls_first(), PlaceName.id)
    return {row.place_code: row.name for row in db.session.execute(names)}
