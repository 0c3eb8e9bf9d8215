"""Which obligation holds for a pair: nearest audience, nearest place, and no guess where two remain."""

import pytest

from portal.guidance.rules_obligations import (
    AmbiguousObligationError,
    ObligationFacts,
    differing,
    level_of,
    nearest,
    starts_at_activation,
)

SHERIFF = ("sheriff", "local-law-enforcement", "local", "all")
COOK = ("17031", "IL", "US")
AUDIENCE_PARENTS = {"sheriff": "local-law-enforcement", "local-law-enforcement": "local", "local": "all", "all": None}
PLACE_PARENTS = {"17031": "IL", "IL": "US", "US": None}


def sets(audience: str, level: str, place: str = "US", applies_when: str = "always") -> ObligationFacts:
    return ObligationFacts(audience=audience, place=place, level=level, applies_when=applies_when)


def test_the_nearest_audience_wins() -> None:
    found = nearest([sets("all", "mandatory"), sets("local", "optional")], SHERIFF, COOK)
    assert level_of(found) == "optional"


def test_the_nearest_place_wins() -> None:
    found = nearest([sets("local", "mandatory"), sets("local", "optional", "IL")], SHERIFF, COOK)
    assert level_of(found) == "optional"


def test_silence_is_not_addressed_and_never_optional() -> None:
    assert level_of(nearest([sets("state", "mandatory")], SHERIFF, COOK)) == "not_addressed"


def test_what_is_set_for_a_county_says_nothing_of_its_state() -> None:
    assert nearest([sets("local", "optional", "17031")], SHERIFF, ("IL", "US")) is None


def test_a_nearer_audience_against_a_nearer_place_is_refused() -> None:
    with pytest.raises(AmbiguousObligationError, match="write the pair"):
        nearest([sets("sheriff", "optional"), sets("local", "mandatory", "IL")], SHERIFF, COOK)


def test_the_pair_written_explicitly_settles_it() -> None:
    written = [sets("sheriff", "optional"), sets("local", "mandatory", "IL"), sets("sheriff", "prohibited", "IL")]
    assert level_of(nearest(written, SHERIFF, COOK)) == "prohibited"


def test_what_starts_at_activation_waits_for_it() -> None:
    waiting = sets("local", "automatic", applies_when="activated")
    assert starts_at_activation(waiting, activated=False)
    assert not starts_at_activation(waiting, activated=True)
    assert not starts_at_activation(sets("local", "automatic"), activated=False)


def test_a_parent_is_told_for_whom_it_differs() -> None:
    written = [sets("local", "mandatory"), sets("sheriff", "optional"), sets("local", "optional", "IL")]
    found = nearest(written, ("local", "all"), ("US",))
    differs = differing(written, found, ("local", "US"), audience_parents=AUDIENCE_PARENTS, place_parents=PLACE_PARENTS)
    assert [(each.audience, each.place) for each in differs] == [("sheriff", "US"), ("local", "IL")]


def test_the_same_level_below_does_not_differ() -> None:
    written = [sets("local", "mandatory"), sets("sheriff", "mandatory")]
    assert not differing(
        written, written[0], ("local", "US"), audience_parents=AUDIENCE_PARENTS, place_parents=PLACE_PARENTS
    )
