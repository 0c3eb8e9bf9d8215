import pytest

from portal.search.rules_synonyms import GROUPS, longest_member, synonyms_of
from portal.search.rules_words import stems_of


@pytest.mark.parametrize("group", GROUPS)
def test_each_member_of_a_group_finds_all_others(group: tuple[str, ...]) -> None:
    for member in group:
        found = synonyms_of(stems_of(member))
        assert {stems_of(other) for other in group if other != member} <= set(found)
        assert stems_of(member) not in found


@pytest.mark.parametrize("group", GROUPS)
def test_the_members_of_a_group_are_different_words(group: tuple[str, ...]) -> None:
    assert len({stems_of(member) for member in group}) == len(group) > 1


def test_a_synonym_is_shown_as_it_is_written() -> None:
    assert synonyms_of(stems_of("memoranda of agreement"))[("moa",)] == "MOA"


def test_several_words_stand_for_a_group_only_together() -> None:
    assert synonyms_of(("opt",)) == synonyms_of(("out",)) == {}
    assert ("declin",) in synonyms_of(("opt", "out"))


def test_the_longest_member_is_known() -> None:
    assert longest_member() == len(stems_of("immigration and customs enforcement"))
