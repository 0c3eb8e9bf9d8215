"""Finding kinds of stakeholder and places by their names: each leads to what applies there."""

from collections.abc import Iterator, Mapping

from portal.common.cache import cached
from portal.guidance.rules_in_force import Moment
from portal.programs.queries import get_atlas, get_audiences
from portal.programs.rules_audiences import AudienceFacts
from portal.programs.rules_places import NATION, Atlas, PlaceFacts, place_name
from portal.search.rules_words import Stems, stems_of
from portal.site.rules_addresses import Asked, applies_url
from portal.site.rules_results import Result, plain_snippet

# A county of the same name lies in up to thirty states; more than so many names answer nobody's question.
MOST_NAMES = 6
# The longest name has so many words, as the Virgin Islands of the United States.
LONGEST_NAME = 7


def find_names(query: str, moment: Moment, dates: Mapping[str, str]) -> tuple[Result, ...]:
    """Return what applies to each kind of stakeholder, and in each place, whose whole name stands in the query."""
    stems = stems_of(query)
    kinds = [_of_kind(kind, moment, dates) for kind in _named_kinds(stems)]
    places = [_of_place(place, moment, dates) for place in _named_places(stems, get_atlas())]
    return (*kinds, *places)[:MOST_NAMES]


def _named_kinds(stems: Stems) -> list[AudienceFacts]:
    spans = set(_spans(stems))
    # A slug is often a short name ("governor"), but also a word of other meanings ("state"), and so stands alone.
    return [
        kind
        for kind in get_audiences()
        if not spans.isdisjoint({stems_of(kind.name), stems_of(kind.plural)}) or stems_of(kind.slug) == stems
    ]


def _named_places(stems: Stems, atlas: Atlas) -> list[PlaceFacts]:
    names = cached("place-names", lambda: _names(atlas))
    named = _outermost([span for span in _spans(stems) if span in names])
    places = [atlas.places[code] for span in named for code in names[span]]
    states = [place for place in places if place.kind != "county"]
    counties = [place for place in places if place.kind == "county"]
    inside = [county for county in counties if county.parent in {state.code for state in states}]
    return states + (inside or counties)


def _spans(stems: Stems) -> Iterator[Stems]:
    """Give every run of words that may be a name, the longest first."""
    for length in range(min(LONGEST_NAME, len(stems)), 0, -1):
        for start in range(len(stems) - length + 1):
            yield stems[start : start + length]


def _outermost(spans: list[Stems]) -> list[Stems]:
    """Leave out a name that stands in a longer one, as New York in New York County."""
    kept: list[Stems] = []
    for span in spans:
        if not any(span in set(_spans(longer)) for longer in kept):
            kept.append(span)
    return kept


def _names(atlas: Atlas) -> dict[Stems, list[str]]:
    names: dict[Stems, list[str]] = {}
    for place in sorted(atlas.places.values(), key=lambda place: place.code):
        if place.code != NATION:
            names.setdefault(stems_of(place.name), []).append(place.code)
    return names


def _of_kind(kind: AudienceFacts, moment: Moment, dates: Mapping[str, str]) -> Result:
    asked = Asked(audience=kind.slug, place=NATION, moment=moment, now=moment.known, dates=dates)
    return Result(
        kind="audience",
        title=f"What applies to {kind.plural[:1].lower()}{kind.plural[1:]}",
        url=applies_url(asked, get_atlas()),
        snippet=plain_snippet("Every provision, in the order of consequence, with its words and its authority."),
    )


def _of_place(place: PlaceFacts, moment: Moment, dates: Mapping[str, str]) -> Result:
    asked = Asked(audience="", place=place.code, moment=moment, now=moment.known, dates=dates)
    return Result(
        kind="place",
        title=f"What applies in {place_name(get_atlas(), place.code)}",
        url=applies_url(asked, get_atlas()),
        snippet=plain_snippet("Choose a kind of stakeholder to see every provision as it applies there."),
    )
