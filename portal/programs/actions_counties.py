"""Entering counties together with the days on which a program was activated there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.audit.rules import Actor
from portal.programs.actions import enter_activations, enter_places
from portal.programs.models import Program
from portal.programs.rules_checks import CountyFacts
from portal.programs.rules_content import ActivationContent
from portal.programs.rules_places import PlaceFacts
from portal.programs.rules_tally import Tally


@dataclass(frozen=True, kw_only=True)
class EnteredCounties:
    """How many counties and activations were new, and since when those will be known that were left out."""

    places: Tally
    activations: Tally
    left_out: tuple[datetime, ...]


def enter_counties(*, program: Program, counties: Sequence[CountyFacts], by: Actor, at: datetime) -> EnteredCounties:
    """Add counties and what is known by `at` of their activations; what becomes known later is left out."""
    records = _records(counties)
    known = [each for each in records if each.known_at <= at]
    return EnteredCounties(
        places=enter_places(places=_places(counties), by=by, at=at),
        activations=enter_activations(program=program, records=known, by=by, at=at),
        left_out=tuple(each.known_at for each in records if each.known_at > at),
    )


def _records(counties: Sequence[CountyFacts]) -> list[ActivationContent]:
    return [
        ActivationContent(
            place=each.fips,
            kind="retracted" if each.retracted else "activated",
            on=each.on,
            known_at=each.known_at,
            source=each.source,
        )
        for each in counties
        if each.on is not None and each.known_at is not None
    ]


def _places(counties: Sequence[CountyFacts]) -> list[PlaceFacts]:
    return list(
        {
            each.fips: PlaceFacts(code=each.fips, name=each.name, kind="county", parent=each.state, fips=each.fips)
            for each in counties
        }.values()
    )
