"""Which edition governs: every path of ledger.md section 3, and a plain model driven by Hypothesis."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.guidance.rules_in_force import (
    EVENT_KINDS,
    EditionFacts,
    EventFacts,
    Moment,
    Standing,
    Status,
    Succession,
    effective_date,
    in_force,
    numbers,
    suspended_places,
)

ZONE = "America/New_York"
FIRST = date(2010, 1, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def instant(number: int) -> datetime:
    return datetime(2010, 1, 1, 12, tzinfo=UTC) + timedelta(days=number)


def edition(written: int, published: int, effective: int, *events: EventFacts) -> EditionFacts:
    return EditionFacts(
        id=f"e{written}",
        written=written,
        published_at=instant(published),
        effective_from=day(effective),
        events=events,
    )


def event(kind: str, on: int, known: int, place: str = "US") -> EventFacts:
    return EventFacts(kind=kind, on=day(on), known_at=instant(known), place=place)


def at(on: int, known: int) -> Moment:
    return Moment(on=day(on), known=instant(known), zone=ZONE)


def status(each: EditionFacts, editions: list[EditionFacts], moment: Moment) -> Status:
    return Succession(editions, moment.known).status(each, moment)


def governing(editions: list[EditionFacts], moment: Moment, places: tuple[str, ...] = ("US",)) -> tuple[str, str]:
    found = in_force(editions, moment, places)
    return (found.standing.value, found.edition.id if found.edition else "")


def test_the_latest_effective_edition_known_by_then_governs() -> None:
    editions = [edition(1, 0, 0), edition(2, 5, 10)]
    assert governing(editions, at(9, 9)) == ("in_force", "e1")
    assert governing(editions, at(10, 9)) == ("in_force", "e2")
    assert governing(editions, at(10, 4)) == ("in_force", "e1")


def test_of_two_effective_on_the_same_day_the_later_published_governs() -> None:
    assert governing([edition(1, 0, 5), edition(2, 1, 5)], at(6, 9)) == ("in_force", "e2")


def test_an_edition_dated_before_another_governs_only_until_that_one() -> None:
    editions = [edition(1, 0, 20), edition(2, 1, 10)]
    assert governing(editions, at(15, 30)) == ("in_force", "e2")
    assert governing(editions, at(20, 30)) == ("in_force", "e1")


def test_a_retroactive_correction_changes_what_is_known_now_and_not_what_was_known_then() -> None:
    editions = [edition(1, 0, 0), edition(2, 50, 10)]
    assert governing(editions, at(20, 49)) == ("in_force", "e1")
    assert governing(editions, at(20, 50)) == ("in_force", "e2")


def test_before_the_first_edition_nothing_had_been_published() -> None:
    editions = [edition(1, 5, 5)]
    assert governing(editions, at(2, 90)) == ("not_published", "")
    assert governing(editions, at(9, 4)) == ("not_published", "")
    assert governing([], at(0, 0)) == ("not_published", "")


def test_between_publication_and_the_effective_date_it_is_not_yet_effective() -> None:
    assert governing([edition(1, 5, 20)], at(10, 90)) == ("not_yet_effective", "")


def test_a_withdrawn_edition_never_falls_back_on_its_predecessor() -> None:
    editions = [edition(1, 0, 0), edition(2, 5, 5, event("withdrawn", 8, 8))]
    assert governing(editions, at(7, 30)) == ("in_force", "e2")
    assert governing(editions, at(8, 30)) == ("withdrawn", "e2")
    assert in_force(editions, at(9, 30)).since == day(8)


def test_an_edition_in_error_never_governed_and_its_predecessor_did() -> None:
    editions = [edition(1, 0, 0), edition(2, 5, 5, event("in_error", 9, 9))]
    assert governing(editions, at(6, 8)) == ("in_force", "e2")
    assert governing(editions, at(6, 9)) == ("in_force", "e1")


def test_when_the_only_edition_is_in_error_that_is_the_reason() -> None:
    assert governing([edition(1, 0, 0, event("in_error", 3, 3))], at(5, 5)) == ("in_error", "")


def test_a_cancelled_edition_leaves_its_predecessor_in_force() -> None:
    editions = [edition(1, 0, 0), edition(2, 5, 20, event("cancelled", 8, 8))]
    assert governing(editions, at(25, 30)) == ("in_force", "e1")
    assert status(editions[1], editions, at(25, 30)) is Status.CANCELLED


def test_the_last_known_move_of_the_effective_date_wins() -> None:
    moved = edition(1, 0, 30, event("effective_moved", 20, 2), event("effective_moved", 25, 3))
    assert effective_date(moved, instant(1)) == day(30)
    assert effective_date(moved, instant(2)) == day(20)
    assert effective_date(moved, instant(9)) == day(25)
    assert governing([moved], at(24, 9)) == ("not_yet_effective", "")


def test_a_suspension_holds_in_its_place_and_what_lies_inside_and_nowhere_else() -> None:
    editions = [edition(1, 0, 0, event("suspended", 5, 5, "IL"))]
    assert governing(editions, at(6, 6), ("17031", "IL", "US")) == ("suspended", "e1")
    assert governing(editions, at(6, 6), ("IL", "US")) == ("suspended", "e1")
    assert governing(editions, at(6, 6), ("NY", "US")) == ("in_force", "e1")
    assert governing(editions, at(6, 6)) == ("in_force", "e1")
    assert [each.place for each in suspended_places(editions[0], at(6, 6))] == ["IL"]


def test_a_reinstatement_ends_the_suspension_of_its_place() -> None:
    editions = [edition(1, 0, 0, event("suspended", 5, 5, "IL"), event("reinstated", 9, 9, "IL"))]
    assert governing(editions, at(8, 20), ("IL", "US")) == ("suspended", "e1")
    assert governing(editions, at(9, 20), ("IL", "US")) == ("in_force", "e1")
    assert governing(editions, at(9, 8), ("IL", "US")) == ("suspended", "e1")


def test_numbers_follow_publication_and_skip_what_was_cancelled_before_it() -> None:
    editions = [edition(1, 9, 9), edition(2, 3, 3), edition(3, 5, 5, event("cancelled", 4, 4)), edition(4, 3, 3)]
    assert numbers(editions) == {"e2": 1, "e4": 2, "e1": 3}


def test_each_status_is_derived_from_the_dates() -> None:
    editions = [edition(1, 0, 0), edition(2, 1, 5), edition(3, 2, 50)]
    assert [status(each, editions, at(10, 10)) for each in editions] == ["superseded", "in_force", "future"]


def test_periods_tile_the_days_from_the_first_effective_one() -> None:
    editions = [edition(1, 0, 0), edition(2, 5, 5, event("withdrawn", 8, 8))]
    found = Succession(editions, instant(30)).periods(ZONE, ("US",))
    assert [(each.start, each.until, each.in_force.standing.value) for each in found] == [
        (day(0), day(4), "in_force"),
        (day(5), day(7), "in_force"),
        (day(8), None, "withdrawn"),
    ]


def test_the_end_of_a_day_is_that_of_the_zone_also_when_summer_time_begins() -> None:
    moment = Moment(on=date(2012, 3, 11), known=instant(0), zone=ZONE)
    assert moment.day_end.astimezone(UTC) == datetime(2012, 3, 12, 3, 59, 59, 999999, tzinfo=UTC)


SMALL = st.integers(0, 12)
EVENTS = st.builds(event, st.sampled_from(EVENT_KINDS), SMALL, SMALL, st.sampled_from(["US", "IL", "NY"]))
EDITIONS = st.lists(st.tuples(SMALL, SMALL, st.lists(EVENTS, max_size=3)), max_size=4).map(
    lambda rows: [edition(number, row[0], row[1], *row[2]) for number, row in enumerate(rows, start=1)]
)


def plain_model(editions: list[EditionFacts], on: int, known: int) -> tuple[str, str]:
    """Say the rule once more, as one would on paper, for the place Illinois."""
    standing = [each for each in editions if each.published_at <= instant(known) and not voided_by(each, known)]
    effective = [each for each in standing if governs_from(each, known) <= day(on)]
    if not effective:
        return ("nothing", "")
    best = max(effective, key=lambda each: (governs_from(each, known), each.published_at, each.written))
    happened = sorted((each for each in heard(best, known) if each.on <= day(on)), key=lambda each: each.on)
    for each in happened:
        if each.kind in {"withdrawn", "rescinded", "expired"}:
            return (each.kind, best.id)
    here = [each for each in happened if each.place in {"US", "IL"} and each.kind in {"suspended", "reinstated"}]
    last = max(here, key=lambda each: (each.on, each.known_at), default=None)
    return ("suspended" if last and last.kind == "suspended" else "in_force", best.id)


def heard(each: EditionFacts, known: int) -> list[EventFacts]:
    return sorted((event for event in each.events if event.known_at <= instant(known)), key=lambda e: e.known_at)


def voided_by(each: EditionFacts, known: int) -> bool:
    return any(event.kind in {"cancelled", "in_error"} for event in heard(each, known))


def governs_from(each: EditionFacts, known: int) -> date:
    moved = [event.on for event in heard(each, known) if event.kind == "effective_moved"]
    return moved[-1] if moved else each.effective_from


@given(EDITIONS, SMALL, SMALL)
def test_the_rule_agrees_with_the_plain_model(editions: list[EditionFacts], on: int, known: int) -> None:
    standing, found = governing(editions, at(on, known), ("IL", "US"))
    expected = plain_model(editions, on, known)
    nothing = {Standing.NOT_PUBLISHED, Standing.NOT_YET_EFFECTIVE, Standing.IN_ERROR}
    assert ("nothing" if standing in nothing else standing, found) == expected


@given(EDITIONS, SMALL)
def test_at_most_one_edition_is_in_force_and_it_is_the_one_that_governs(editions: list[EditionFacts], on: int) -> None:
    moment = at(on, 12)
    held = [each.id for each in editions if status(each, editions, moment) in {Status.IN_FORCE, Status.SUSPENDED}]
    found = in_force(editions, moment)
    assert held == ([found.edition.id] if found.governs and found.edition else [])


@given(EDITIONS, SMALL)
def test_periods_agree_with_the_rule_on_every_day(editions: list[EditionFacts], known: int) -> None:
    found = Succession(editions, instant(known)).periods(ZONE, ("IL", "US"))
    for number in range(14):
        inside = [
            each for each in found if each.start <= day(number) and (each.until is None or day(number) <= each.until)
        ]
        if inside:
            now = in_force(editions, at(number, known), ("IL", "US"))
            assert inside == [inside[0]]
            assert inside[0].in_force.edition == now.edition
            assert inside[0].in_force.governs == now.governs
