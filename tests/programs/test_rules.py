from portal.programs.rules import ancestors

PARENTS = {"all": None, "local": "all", "sheriff": "local", "17031": "IL", "IL": "US"}


def test_what_contains_is_listed_nearest_first_and_itself_included() -> None:
    assert ancestors("sheriff", PARENTS) == ("sheriff", "local", "all")
    assert ancestors("17031", PARENTS) == ("17031", "IL", "US")


def test_a_root_or_an_unknown_one_contains_only_itself() -> None:
    assert ancestors("all", PARENTS) == ("all",)
    assert ancestors("unknown", PARENTS) == ("unknown",)


def test_a_circle_ends() -> None:
    assert ancestors("a", {"a": "b", "b": "a"}) == ("a", "b")
