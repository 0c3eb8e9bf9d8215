"""Writing programs, kinds of stakeholder, places and activations; each says how much of it was new."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.common.database import db, new_id
from portal.common.ledger_version import advance_ledger
from portal.programs.models import Activation, Audience, Place, PlaceName, Program, ProgramEvent
from portal.programs.rules_audiences import AudienceFacts
from portal.programs.rules_content import ActivationContent, ProgramContent, ProgramEventContent
from portal.programs.rules_places import PlaceFacts
from portal.programs.rules_tally import Tally


def enter_program(*, content: ProgramContent, by: Actor, at: datetime) -> Program:
    """Add a program, or reword one that stands."""
    program = db.session.scalars(sa.select(Program).where(Program.slug == content.slug)).one_or_none()
    if program is None:
        program = Program(id=new_id(), **_columns(content))
        db.session.add(program)
    elif _columns(content) == {name: getattr(program, name) for name in _columns(content)}:
        return program
    for name, value in _columns(content).items():
        setattr(program, name, value)
    db.session.flush()
    record(action="program.entered", object_kind="program", object_id=program.id, by=by, at=at)
    advance_ledger()
    return program


def enter_program_events(*, program: Program, events: Iterable[ProgramEventContent], by: Actor, at: datetime) -> Tally:
    """Add what happened to a program, once."""
    tally = Tally()
    stored = sa.select(ProgramEvent.on, ProgramEvent.kind).where(ProgramEvent.program_id == program.id)
    known = {(row.on, row.kind) for row in db.session.execute(stored)}
    for event in events:
        if (event.on, event.kind) in known:
            tally.unchanged += 1
            continue
        db.session.add(_program_event(program, event, at))
        tally.added += 1
    _recorded(tally, "program.events_entered", "program", program.id, by, at)
    return tally


def enter_audiences(*, audiences: Sequence[AudienceFacts], by: Actor, at: datetime) -> Tally:
    """Add kinds of stakeholder, parents before children, or rename those that stand."""
    tally = Tally()
    for position, facts in enumerate(audiences, start=1):
        row = db.session.get(Audience, facts.slug)
        if row is None:
            row = Audience(slug=facts.slug, name="", plural="", parent_slug=facts.parent, position=0)
            db.session.add(row)
            tally.added += 1
        elif (row.name, row.plural, row.parent_slug, row.position) == _of_kind(facts, position):
            tally.unchanged += 1
            continue
        else:
            tally.changed += 1
        row.name, row.plural, row.parent_slug, row.position = _of_kind(facts, position)
        db.session.flush()
    _recorded(tally, "audiences.entered", "audiences", "all", by, at)
    return tally


def enter_places(*, places: Iterable[PlaceFacts], by: Actor, at: datetime) -> Tally:
    """Add places, parents before children; give one that stands another number, parent or, from now on, name."""
    tally = Tally()
    names = _present_names()
    standing = {place.code: place for place in db.session.scalars(sa.select(Place))}
    for facts in places:
        row = standing.get(facts.code)
        if row is None:
            standing[facts.code] = _add_place(facts)
            tally.added += 1
        elif (*_located(row), names[facts.code]) == (facts.fips, facts.kind, facts.parent, facts.name):
            tally.unchanged += 1
            continue
        else:
            row.fips, row.kind, row.parent_code = facts.fips, facts.kind, facts.parent
            tally.changed += 1
        if names.get(facts.code) != facts.name:
            from_on = at.date() if facts.code in names else None
            db.session.add(PlaceName(place_code=facts.code, name=facts.name, from_on=from_on))
            names[facts.code] = facts.name
    db.session.flush()
    _recorded(tally, "places.entered", "places", "all", by, at)
    return tally


def enter_activations(*, program: Program, records: Iterable[ActivationContent], by: Actor, at: datetime) -> Tally:
    """Add when the program was activated where: the records of a place as they are given, oldest first.

    A place that has records already is only told where it stands now; what differs takes the earlier record back,
    as known from now on, so that what was known before stays as it was. The tally counts places.
    """
    tally = Tally()
    stored = _stored_activations(program)
    for place, given in _by_place(records).items():
        missing = _missing(stored.get(place, []), given, at)
        db.session.add_all(_activation(program, each, at) for each in missing)
        tally.added += place not in stored
        tally.changed += place in stored and bool(missing)
        tally.unchanged += not missing
    db.session.flush()
    _recorded(tally, "activations.entered", "program", program.id, by, at)
    return tally


def _columns(content: ProgramContent) -> dict[str, Any]:
    return {
        "slug": content.slug,
        "name": content.name,
        "intent": content.intent,
        "legal_basis": list(content.legal_basis),
        "time_zone": content.time_zone,
        "description": content.description,
    }


def _program_event(program: Program, event: ProgramEventContent, at: datetime) -> ProgramEvent:
    return ProgramEvent(
        id=new_id(),
        program_id=program.id,
        on=event.on,
        kind=event.kind,
        source=event.source,
        known_at=event.known_at,
        recorded_at=at,
    )


def _of_kind(facts: AudienceFacts, position: int) -> tuple[str, str, str | None, int]:
    return (facts.name, facts.plural, facts.parent, position)


def _present_names() -> dict[str, str]:
    query = sa.select(PlaceName.place_code, PlaceName.name).order_by(PlaceName.from_on.nulls_first(), PlaceName.id)
    return {row.place_code: row.name for row in db.session.execute(query)}


def _add_place(facts: PlaceFacts) -> Place:
    place = Place(code=facts.code, fips=facts.fips, kind=facts.kind, parent_code=facts.parent)
    db.session.add(place)
    return place


def _located(place: Place) -> tuple[str | None, str, str | None]:
    return (place.fips, place.kind, place.parent_code)


def _by_place(records: Iterable[ActivationContent]) -> dict[str, list[ActivationContent]]:
    by_place: dict[str, list[ActivationContent]] = {}
    for entry in records:
        by_place.setdefault(entry.place, []).append(entry)
    return by_place


def _stored_activations(program: Program) -> dict[str, list[tuple[str, date]]]:
    of_it = sa.select(Activation.place_code, Activation.kind, Activation.on).where(Activation.program_id == program.id)
    stored: dict[str, list[tuple[str, date]]] = {}
    for row in db.session.execute(of_it.order_by(Activation.id)):
        stored.setdefault(row.place_code, []).append((row.kind, row.on))
    return stored


def _missing(stored: list[tuple[str, date]], given: list[ActivationContent], at: datetime) -> list[ActivationContent]:
    """Return what must be added so that a place stands as its given records say."""
    if stored == [(each.kind, each.on) for each in given[: len(stored)]]:
        return given[len(stored) :]
    stood, stands = _standing(stored), _standing([(each.kind, each.on) for each in given])
    if stood == stands:
        return []
    taken_back = [replace(given[-1], kind="retracted", on=stood, known_at=at)] if stood else []
    return [*taken_back, *([replace(given[-1], known_at=at)] if stands else [])]


def _standing(records: list[tuple[str, date]]) -> date | None:
    kind, on = records[-1]
    return on if kind == "activated" else None


def _activation(program: Program, content: ActivationContent, at: datetime) -> Activation:
    return Activation(
        program_id=program.id,
        place_code=content.place,
        kind=content.kind,
        on=content.on,
        source=content.source,
        known_at=content.known_at,
        recorded_at=at,
    )


def _recorded(  # noqa: PLR0917 - it passes on what the audit entry needs
    tally: Tally, action: str, kind: str, object_id: str, by: Actor, at: datetime
) -> None:
    if not tally.wrote:
        return
    details: dict[str, str | int | None] = {"added": tally.added, "changed": tally.changed}
    record(action=action, object_kind=kind, object_id=object_id, details=details, by=by, at=at)
    advance_ledger()
