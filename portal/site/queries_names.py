"""Finding kinds of stakeholder and places by their names: each leads to what applies there."""

from collections.abc import Iterator, Mapping

from portal.common.cache import cached
from portal.guidance.rules_in_force import Moment
from portal.programs.queries import get_atlas, get_audiences
from portal.programs.rules_audiences import AudienceFacts
from portal.programs.rules_places import NATION, Atlas, PlaceFacts, place_name
from portal.search.rules_words import folded_words
from portal.site.rules_addresses import Asked, applies_url
from portal.site.rules_results import Result, plain_snippet

# A county of the same name lies in up to thirty states; more than so many names answer nobody's question.
MOST_NAMES = 6
# The longest name has so many words, as the Virgin Islands of the United States.
LONGEST_NAME = 7

Words = tuple[str, ...]


def find_names(query: str, moment: Moment, dates: Mapping[str, str]) -> tuple[Result, ...]:
    """Return what applies to each kind of stakeholder, and in each place, whose whole name stands in the query.

    A kind is answered for the place, where one is named beside it.
    """
    words = folded_words(query)
    places = _named_places(words, get_atlas())
    beside = places[0].code if len(places) == 1 else NATION
    kinds = [_of_kind(kind, beside, moment, dates) for kind in _named_kinds(words)]
    return (*kinds, *(_of_place(place, moment, dates) for place in places))[:MOST_NAMES]


def _named_kinds(words: Words) -> list[AudienceFacts]:
    spans = set(_spans(words))
    # A slug is often a short name ("governor"), but also a word of other meanings ("state"), and so stands alone.
    return [
        kind
        for kind in get_audiences()
        if not spans.isdisjoint({folded_words(kind.name), folded_words(kind.plural)})
        or folded_words(kind.slug) == words
    ]


def _named_places(words: Words, atlas: Atlas) -> list[PlaceFacts]:
    names = cached("place-names", lambda: _names(atlas))
    named = _outermost([span for span in _spans(words) if span in names])
    places = [atlas.places[code] for span in named for code in names[span]]
    states = {place.code for place in places if place.kind != "county"}
    # A state that is named beside a county only says which of those counties is meant.
    return [place for place in places if place.parent in states] or places


def _spans(words: Words) -> Iterator[Words]:
    """Give every run of words that may be a name, the longest first."""
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            yield words[start : start + length]


def _outermost(spans: list[Words]) -> list[Words]:
    """Leave out a name that stands in a longer one, as New York in New York County."""
    kept: list[Words] = []
    for span in spans:
        if not any(span in set(_spans(longer)) for longer in kept):
            kept.append(span)
    return kept


def _names(atlas: Atlas) -> dict[Words, list[str]]:
    names: dict[Words, list[str]] = {}
    for place in sorted(atlas.places.values(), key=lambda place: place.code):
        if place.code != NATION:
            names.setdefault(folded_words(place.name), []).append(place.code)
    return names


def _of_kind(kind: AudienceFacts, place: str, moment: Moment, dates: Mapping[str, str]) -> Result:
    asked = Asked(audience=kind.slug, place=place, moment=moment, now=moment.known, dates=dates)
    where = "" if place == NATION else f" in {place_name(get_atlas(), place)}"
    return Result(
        kind="audience",
        title=f"What applies to {kind.plural[:1].lower()}{kind.plural[1:]}{where}",
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
