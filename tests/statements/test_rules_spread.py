from datetime import date

from portal.statements.rules_spread import StatedLevel, Voice, spreads

YEAR = {"first": date(2010, 1, 1), "last": date(2010, 12, 31)}


def stated(
    level: str,
    *,
    provision: str = "decline-activation",
    said_on: date = date(2010, 8, 20),
    speaker: str = "ICE",
    item: str = "letter-1",
    place: str = "US",
) -> StatedLevel:
    return StatedLevel(
        provision=provision, audience="sheriff", place=place, level=level, said_on=said_on, speaker=speaker, item=item
    )


def test_a_spread_names_each_level_with_those_who_stated_it_and_where() -> None:
    [spread] = spreads(
        [
            stated("prohibited", speaker="FBI", item="letter-3"),
            stated("optional", speaker="ICE", item="letter-2"),
            stated("optional", speaker="DHS", item="letter-1"),
            stated("optional", speaker="DHS", item="letter-1"),
        ],
        **YEAR,
    )
    assert spread.width == 2
    assert spread.voices == (
        Voice(level="optional", speakers=("DHS", "ICE"), items=("letter-1", "letter-2")),
        Voice(level="prohibited", speakers=("FBI",), items=("letter-3",)),
    )


def test_only_what_was_said_in_the_period_counts_both_ends_included() -> None:
    days = [date(2009, 12, 31), date(2010, 1, 1), date(2010, 12, 31), date(2011, 1, 1)]
    [spread] = spreads([stated("optional", said_on=day, item=str(day)) for day in days], **YEAR)
    assert spread.voices[0].items == ("2010-01-01", "2010-12-31")


def test_levels_for_different_places_are_no_spread() -> None:
    found = spreads([stated("optional", place="US"), stated("prohibited", place="IL")], **YEAR)
    assert [(spread.place, spread.width) for spread in found] == [("IL", 1), ("US", 1)]


def test_the_widest_spread_stands_first() -> None:
    found = spreads(
        [stated("optional", provision="a"), stated("optional", provision="b"), stated("mandatory", provision="b")],
        **YEAR,
    )
    assert [spread.provision for spread in found] == ["b", "a"]


def test_where_nothing_was_stated_there_is_no_spread() -> None:
    assert spreads([], **YEAR) == []
