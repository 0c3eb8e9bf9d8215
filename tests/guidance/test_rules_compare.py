"""Two editions beside each other: changed levels first, then words, and a move stays a move."""

import pytest

from portal.guidance.rules_book import ProvisionText
from portal.guidance.rules_compare import Kinship, ProvisionChange, compare, lineage_of
from portal.guidance.rules_obligations import ObligationFacts
from tests.cost import cost

KINSHIP = Kinship(
    audiences={"all": None, "local": "all", "sheriff": "local", "state": "all"},
    places={"US": None, "IL": "US", "17031": "IL"},
)


def sets(audience: str, level: str, place: str = "US", action: str = "") -> ObligationFacts:
    return ObligationFacts(audience=audience, place=place, level=level, action=action)


def provision(
    label: str,
    *obligations: ObligationFacts,
    text: str = "Words.",
    number: str = "1",
    section: str = "",
    heading: str = "Heading",
) -> ProvisionText:
    return ProvisionText(
        label=label,
        number=number,
        heading=heading,
        section=section,
        markdown=text,
        html=f"<p>{text}</p>",
        text=text,
        was=(),
        obligations=obligations,
    )


def compared(
    before: list[ProvisionText], after: list[ProvisionText], lineage: dict[str, tuple[str, ...]] | None = None
) -> list[ProvisionChange]:
    return compare(before, after, KINSHIP, lineage or {})


def kinds(changes: list[ProvisionChange]) -> dict[str, str]:
    return {change.label: change.kind.value for change in changes}


def levels(change: ProvisionChange) -> list[tuple[str, str, str, str]]:
    return [(each.audience, each.place, each.before, each.after) for each in change.levels]


def test_the_same_edition_beside_itself_has_not_changed() -> None:
    text = [provision("a", sets("local", "optional")), provision("b", number="2")]
    assert kinds(compared(text, text)) == {"a": "unchanged", "b": "unchanged"}


def test_a_provision_on_one_side_only_is_added_or_removed() -> None:
    changes = compared([provision("a", sets("local", "optional"))], [provision("b", sets("local", "mandatory"))])
    assert kinds(changes) == {"a": "removed", "b": "added"}
    assert levels(changes[0]) == [("local", "US", "optional", "not_addressed")]
    assert levels(changes[1]) == [("local", "US", "not_addressed", "mandatory")]


def test_what_is_gone_stands_behind_what_it_followed() -> None:
    before = [provision(label) for label in ("first", "a", "gone", "lost", "b")]
    after = [provision(label) for label in ("b", "a", "new")]
    assert [change.label for change in compared(before, after)] == ["first", "b", "a", "gone", "lost", "new"]


def test_a_changed_level_comes_before_changed_words_and_a_move() -> None:
    [change] = compared(
        [provision("a", sets("local", "optional"), text="Old.", number="1")],
        [provision("a", sets("local", "mandatory"), text="New.", number="2")],
    )
    assert change.kind == "obligation"
    assert levels(change) == [("local", "US", "optional", "mandatory")]


def test_changed_words_come_before_a_move() -> None:
    assert kinds(compared([provision("a", text="Old.")], [provision("a", text="New.", number="2")])) == {"a": "text"}


@pytest.mark.parametrize("after", [provision("a", number="2"), provision("a", section="Elsewhere")])
def test_the_same_words_elsewhere_are_a_move(after: ProvisionText) -> None:
    assert kinds(compared([provision("a")], [after])) == {"a": "moved"}


@pytest.mark.parametrize(
    "after",
    [provision("a", sets("local", "mandatory", action="Sign within ten days")), provision("a", heading="New")],
)
def test_a_reworded_obligation_or_heading_is_a_change_of_words(after: ProvisionText) -> None:
    before = provision("a", *(sets("local", "mandatory", action="Sign") for _ in after.obligations))
    [change] = compared([before], [after])
    assert (change.kind, change.levels) == ("text", ())


def test_the_order_in_which_obligations_are_listed_means_nothing() -> None:
    one, other = sets("local", "optional"), sets("state", "mandatory")
    assert kinds(compared([provision("a", one, other)], [provision("a", other, one)])) == {"a": "unchanged"}


def test_a_pair_written_out_beside_the_same_inherited_level_changes_no_level() -> None:
    [change] = compared(
        [provision("a", sets("local", "optional"))],
        [provision("a", sets("local", "optional"), sets("sheriff", "optional", "IL"))],
    )
    assert (change.kind, change.levels) == ("text", ())


def test_an_exception_made_or_lifted_is_resolved_by_the_nearest_rule() -> None:
    general = provision("a", sets("local", "optional"))
    excepted = provision("a", sets("local", "optional"), sets("sheriff", "mandatory", "IL"))
    [made] = compared([general], [excepted])
    [lifted] = compared([excepted], [general])
    assert levels(made) == [("sheriff", "IL", "optional", "mandatory")]
    assert levels(lifted) == [("sheriff", "IL", "mandatory", "optional")]


def test_a_provision_under_another_label_is_moved_and_not_removed_and_added() -> None:
    before, after = [provision("old", sets("local", "optional"))], [provision("new", sets("local", "optional"))]
    assert kinds(compared(before, after, {"new": ("old",)})) == {"new": "moved"}


def test_lineage_is_followed_through_labels_that_neither_edition_bears() -> None:
    lineage = lineage_of([{"second": ("first",)}, {"third": ("second",)}])
    assert kinds(compared([provision("first")], [provision("third")], lineage)) == {"third": "moved"}


def test_a_later_edition_compared_with_an_earlier_one_follows_the_lineage_back() -> None:
    lineage = lineage_of([{"second": ("first",)}, {"third": ("second",)}], backwards=True)
    assert kinds(compared([provision("third")], [provision("first")], lineage)) == {"first": "moved"}


def test_each_heir_of_a_split_provision_is_compared_with_it() -> None:
    before = [provision("old", sets("local", "optional"), sets("state", "mandatory"))]
    after = [provision("one", sets("local", "mandatory")), provision("other", sets("state", "mandatory"))]
    one, other = compared(before, after, {"one": ("old",), "other": ("old",)})
    assert levels(one) == [("local", "US", "optional", "mandatory")]
    assert (levels(other), other.kind) == ([], "text")


def test_what_no_heir_of_a_split_provision_says_is_no_longer_addressed() -> None:
    before = [provision("old", sets("local", "optional"), sets("state", "mandatory"))]
    after = [provision("one", sets("local", "optional")), provision("other")]
    one, other = compared(before, after, {"one": ("old",), "other": ("old",)})
    assert levels(one) == [("state", "US", "mandatory", "not_addressed")]
    assert levels(other) == [("state", "US", "mandatory", "not_addressed")]


def test_a_provision_that_survives_its_split_stays_the_predecessor_of_what_came_of_it() -> None:
    before = [provision("old", sets("local", "optional"))]
    after = [provision("old", sets("local", "optional")), provision("new", sets("local", "optional"))]
    lineage = {"new": ("old",)}
    assert kinds(compared(before, after, lineage)) == {"old": "unchanged", "new": "moved"}
    assert kinds(compared(after, after, lineage)) == {"old": "unchanged", "new": "unchanged"}


def test_merged_provisions_are_read_together_and_none_is_removed() -> None:
    before = [
        provision("one", sets("local", "optional"), text="One."),
        provision("other", sets("state", "mandatory"), text="Other."),
    ]
    after = [provision("one", sets("local", "optional"), sets("state", "mandatory"), text="Both.")]
    [change] = compared(before, after, {"one": ("other",)})
    assert [each.label for each in change.before] == ["one", "other"]
    assert (change.kind, change.levels) == ("text", ())


def test_each_level_that_a_merger_ends_is_named_with_the_label_that_gave_it() -> None:
    before = [provision("one", sets("local", "optional")), provision("other", sets("local", "prohibited"))]
    [change] = compared(before, [provision("new", sets("local", "mandatory"))], {"new": ("one", "other")})
    assert [(each.before, each.label) for each in change.levels] == [("optional", "one"), ("prohibited", "other")]


def test_a_circle_in_the_lineage_ends() -> None:
    assert kinds(compared([provision("a")], [provision("b")], {"b": ("c",), "c": ("b",)})) == {
        "a": "removed",
        "b": "added",
    }


def test_300_provisions_in_which_every_level_changed_are_compared_in_a_moment() -> None:
    pairs = [(audience, place) for audience in ("all", "local", "state") for place in ("US", "IL")]
    before = [provision(f"p{n}", *(sets(who, "optional", where) for who, where in pairs)) for n in range(300)]
    exception = sets("sheriff", "prohibited", "17031")
    after = [
        provision(f"p{n}", *(sets(who, "mandatory", where) for who, where in pairs), exception) for n in range(300)
    ]
    assert {len(change.levels) for change in compared(before, after)} == {7}
    assert cost(lambda: compared(before, after)) < 5
