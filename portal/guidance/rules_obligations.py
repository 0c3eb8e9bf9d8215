"""Which obligation holds for a kind of stakeholder in a place: the nearest audience at the nearest place wins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.guidance.rules_levels import NOT_ADDRESSED
from portal.programs.rules import ancestors


class AmbiguousObligationError(Exception):
    """Two obligations of one provision hold for a pair, and neither is nearer in both audience and place."""


@dataclass(frozen=True, kw_only=True)
class ObligationFacts:
    """An obligation as its edition sets it; texts are empty where nothing is said."""

    audience: str
    place: str
    level: str
    condition: str = ""
    then: str = ""
    otherwise: str = ""
    applies_when: str = "always"
    action: str = ""
    deadline: str = ""
    how_to_decide: str = ""
    how_to_decline: str = ""
    authority: str = ""


def nearest(
    candidates: Iterable[ObligationFacts], audiences: Sequence[str], places: Sequence[str]
) -> ObligationFacts | None:
    """Return the obligation that holds, or None where guidance does not address the pair.

    `audiences` and `places` are what is asked about with everything that contains it, nearest first.
    Raises AmbiguousObligationError where the text left two; the content check refuses such a text.
    """
    fitting = [each for each in candidates if each.audience in audiences and each.place in places]
    if not fitting:
        return None
    best_audience = min(audiences.index(each.audience) for each in fitting)
    best_place = min(places.index(each.place) for each in fitting)
    for each in fitting:
        if audiences.index(each.audience) == best_audience and places.index(each.place) == best_place:
            return each
    message = f"write the pair {audiences[0]}, {places[0]} explicitly"
    raise AmbiguousObligationError(message)


def level_of(obligation: ObligationFacts | None) -> str:
    """Return the level; silence is not addressed, and never optional."""
    return obligation.level if obligation else NOT_ADDRESSED.value


def starts_at_activation(obligation: ObligationFacts, *, activated: bool) -> bool:
    """Tell whether the obligation is set, but starts only once the place is activated."""
    return obligation.applies_when == "activated" and not activated


def differing(
    obligations: Iterable[ObligationFacts],
    found: ObligationFacts | None,
    pair: tuple[str, str],
    *,
    audience_parents: Mapping[str, str | None],
    place_parents: Mapping[str, str | None],
) -> list[ObligationFacts]:
    """Return the obligations set below the (audience, place) pair that give another level than the pair has."""
    audience, place = pair
    return [
        each
        for each in obligations
        if each.level != level_of(found)
        and (each.audience, each.place) != pair
        and audience in ancestors(each.audience, audience_parents)
        and place in ancestors(each.place, place_parents)
    ]
