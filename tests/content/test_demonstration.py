"""The demonstration says what its design expects, at the dates and under the clocks that it names."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from apiflask import APIFlask

from portal.commands.content import import_path
from portal.guidance.queries import get_book, get_obligations
from portal.guidance.rules_book import Book
from portal.guidance.rules_in_force import Moment, Standing
from portal.guidance.rules_obligations import ObligationFacts, level_of, nearest, starts_at_activation
from portal.programs.queries import get_activations, get_atlas, get_audiences, get_program
from tests.content.trees import DEMONSTRATION
from tests.make import stop_clock

START = datetime(2012, 4, 9, 13, tzinfo=UTC)
AFTER_THE_END = datetime(2015, 1, 5, 14, tzinfo=UTC)
HARRIS, COOK, SANGAMON = "48201", "17031", "17167"

EXPECTED = {
    ("federal-exchange", "sheriff"): ("automatic", "automatic", "automatic", "not_addressed"),
    ("decline-activation", "sheriff"): ("optional", "prohibited", "prohibited", "not_addressed"),
    ("receive-match-replies", "sheriff"): ("optional", "optional", "optional", "not_addressed"),
    ("memorandum-of-agreement", "state-identification-bureau"): (
        "conditional",
        "conditional",
        "informational",
        "not_addressed",
    ),
    ("honor-detainers", "sheriff"): ("optional", "optional", "optional", "optional"),
}
DAYS = (date(2010, 8, 20), date(2010, 10, 10), date(2011, 8, 6), date(2014, 12, 1))
LABELS = {
    "submit-fingerprints",
    "federal-exchange",
    "receive-match-replies",
    "activation-date",
    "decline-activation",
    "memorandum-of-agreement",
    "covered-offenses",
    "honor-detainers",
    "section-287g",
    "share-status-information",
    "costs",
    "complaints",
}


@pytest.fixture
def demonstration(app: APIFlask) -> Iterator[datetime]:
    """Import the demonstration on the Monday on which its clock starts."""
    stop_clock(app, START)
    import_path(DEMONSTRATION)
    return START


@pytest.fixture
def after_the_end(app: APIFlask) -> Iterator[datetime]:
    """Import the demonstration early in 2015."""
    stop_clock(app, AFTER_THE_END)
    import_path(DEMONSTRATION)
    return AFTER_THE_END


def found(label: str, audience: str, county: str, on: date, known: datetime) -> ObligationFacts | None:
    book = get_book("participation", known)
    standing = book.in_force(Moment(on=on, known=known, zone=book.zone))
    assert standing.edition is not None
    candidates = get_obligations(book)[standing.edition.id].get(label, ())
    return nearest(candidates, get_audiences().chain(audience), get_atlas().chain(county))


def number_in_force(book: Book, on: date, known: datetime) -> int | None:
    standing = book.in_force(Moment(on=on, known=known, zone=book.zone))
    return book.numbers[standing.edition.id] if standing.edition else None


@pytest.mark.parametrize(("pair", "levels"), EXPECTED.items(), ids=lambda each: str(each[0]))
def test_the_levels_of_an_activated_county_are_those_of_the_design(
    after_the_end: datetime, pair: tuple[str, str], levels: tuple[str, ...]
) -> None:
    assert tuple(level_of(found(*pair, HARRIS, day, after_the_end)) for day in DAYS) == levels


def test_the_levels_until_2011_are_the_same_under_the_clock_of_2012(demonstration: datetime) -> None:
    for pair, levels in EXPECTED.items():
        assert tuple(level_of(found(*pair, HARRIS, day, demonstration)) for day in DAYS[:3]) == levels[:3]


def test_what_was_known_before_a_later_edition_stays_what_was_known(demonstration: datetime) -> None:
    # On October 10, 2010 edition 3 governs; as known on October 1 that day still lay under edition 2.
    before = datetime(2010, 10, 1, 12, tzinfo=UTC)
    assert level_of(found("decline-activation", "sheriff", HARRIS, DAYS[1], before)) == "optional"
    assert level_of(found("decline-activation", "sheriff", HARRIS, DAYS[1], demonstration)) == "prohibited"
    after = datetime(2011, 8, 4, 12, tzinfo=UTC)
    bureau = ("memorandum-of-agreement", "state-identification-bureau", HARRIS, DAYS[2])
    assert level_of(found(*bureau, after)) == "conditional"
    assert level_of(found(*bureau, demonstration)) == "informational"


def test_the_federal_exchange_starts_at_activation_in_a_county_not_yet_activated(demonstration: datetime) -> None:
    activations, atlas = get_activations(get_program("secure-communities")), get_atlas()
    for county, active in ((HARRIS, True), (COOK, False)):
        exchange = found("federal-exchange", "sheriff", county, DAYS[2], demonstration)
        assert exchange is not None
        state = activations.of(county, atlas, DAYS[2], demonstration)
        assert state.is_active is active
        assert starts_at_activation(exchange, activated=state.is_active) is not active


def test_the_editions_govern_one_after_the_other(demonstration: datetime) -> None:
    book = get_book("participation", demonstration)
    days = [date(2009, 9, 30), date(2010, 8, 17), date(2010, 10, 6), date(2011, 8, 5)]
    assert [number_in_force(book, day, demonstration) for day in days] == [1, 2, 3, 4]
    before_all = book.in_force(Moment(on=date(2009, 9, 29), known=demonstration, zone=book.zone))
    assert before_all.standing is Standing.NOT_PUBLISHED


def test_a_later_clock_knows_of_the_end_and_the_clock_of_2012_does_not(demonstration: datetime, app: APIFlask) -> None:
    assert len(get_book("participation", demonstration).heads) == 4
    stop_clock(app, AFTER_THE_END)
    [report] = import_path(DEMONSTRATION)
    assert report.done is not None
    assert report.done.tallies["editions"].added == 1
    assert report.done.left_out["editions"] == 2
    book = get_book("participation", AFTER_THE_END)
    assert number_in_force(book, date(2014, 12, 1), AFTER_THE_END) == 5


def test_every_label_of_the_design_is_there(demonstration: datetime) -> None:
    book = get_book("participation", demonstration)
    assert {label for edition in get_obligations(book).values() for label in edition} == LABELS


def test_declining_activation_reads_as_not_offered(demonstration: datetime) -> None:
    declining = found("decline-activation", "sheriff", HARRIS, DAYS[1], demonstration)
    assert declining is not None
    assert declining.action.startswith("Declining")


def test_activations_are_those_of_the_public_record(demonstration: datetime) -> None:
    activations, atlas = get_activations(get_program("secure-communities")), get_atlas()
    at_the_end_of_2011 = {
        state.code: activations.of(state.code, atlas, date(2011, 12, 28), demonstration) for state in atlas.states
    }
    assert sum(state.counties_active for state in at_the_end_of_2011.values()) == 1_994
    assert sum(state.is_active for state in at_the_end_of_2011.values()) == 43
    illinois = [
        activations.of("IL", atlas, day, demonstration).counties_active
        for day in (date(2010, 11, 8), date(2010, 11, 9))
    ]
    assert illinois[1] == 26
    assert activations.of("IL", atlas, date(2012, 4, 9), demonstration).counties_active == 26
    assert activations.of("IL", atlas, date(2012, 4, 9), demonstration).counties == 102
    assert activations.of("MA", atlas, date(2012, 4, 9), demonstration).counties_active == 1


def test_illinois_is_activated_whole_only_under_a_later_clock(after_the_end: datetime) -> None:
    activations, atlas = get_activations(get_program("secure-communities")), get_atlas()
    assert activations.of("IL", atlas, date(2013, 1, 21), after_the_end).counties_active == 26
    assert activations.of("IL", atlas, date(2013, 1, 22), after_the_end).counties_active == 102
    assert sum(len(atlas.counties(state.code)) for state in atlas.states) == 3_143


def test_the_first_import_is_fast_and_the_second_finds_nothing_to_do(app: APIFlask) -> None:
    stop_clock(app, START)
    [first] = import_path(DEMONSTRATION)
    [second] = import_path(DEMONSTRATION)
    assert first.done is not None
    assert first.left_out == second.left_out > 0
    assert second.done is None
