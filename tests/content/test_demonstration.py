"""The demonstration says what its design expects, at the dates and under the clocks that it names."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
import sqlalchemy as sa
from apiflask import APIFlask

from portal import create_app
from portal.commands.content import import_path
from portal.common.database import db
from portal.config import read_settings
from portal.guidance.queries import get_book, get_obligations
from portal.guidance.rules_book import Book
from portal.guidance.rules_in_force import Moment, Standing
from portal.guidance.rules_obligations import ObligationFacts, level_of, nearest, starts_at_activation
from portal.inquiries.queries import list_inquiries
from portal.inquiries.queries_drafts import READER
from portal.programs.queries import get_activations, get_atlas, get_audiences, get_program
from portal.statements.queries_said import list_said, list_spreads
from portal.statements.rules_verdicts import Retrospect
from tests.conftest import _database
from tests.content.trees import DEMONSTRATION
from tests.make import stop_clock

PortalAt = Callable[[datetime], APIFlask]

START = datetime(2012, 4, 9, 13, tzinfo=UTC)
AFTER_THE_END = datetime(2015, 1, 5, 14, tzinfo=UTC)
HARRIS, COOK = "48201", "17031"

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


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def portal_at(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalAt]:
    """Return what makes a portal with the demonstration under a clock, once; whoever asks only reads it."""
    with ExitStack() as open_portals:

        @cache
        def make(reading: datetime) -> APIFlask:
            folder = tmp_path_factory.mktemp("demonstration")
            url = open_portals.enter_context(_fresh_database(request, folder, f"{reading:%Y}"))
            portal = create_app(read_settings(demo=True, database_url=url, files_url=f"file://{folder}/files"))
            stop_clock(portal, reading)
            open_portals.callback(_close, portal)
            with portal.app_context():
                import_path(DEMONSTRATION)
            return portal

        yield make


@contextmanager
def _fresh_database(request: pytest.FixtureRequest, folder: Path, name: str) -> Iterator[str]:
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_sqlite"), folder / "portal.sqlite3")
        yield f"sqlite:///{folder / 'portal.sqlite3'}"
        return
    template: sa.URL = request.getfixturevalue("migrated_postgresql")
    server: sa.URL = request.getfixturevalue("postgresql_server")
    with _database(server, f"portal_demonstration_{name}_{os.getpid()}", template=template.database) as url:
        yield url.render_as_string(hide_password=False)


def _close(portal: APIFlask) -> None:
    with portal.app_context():
        db.engine.dispose()


@pytest.fixture
def demonstration(portal_at: PortalAt) -> Iterator[datetime]:
    """Stand in the demonstration at the start of its clock, and return that instant."""
    with portal_at(START).app_context():
        yield START


@pytest.fixture
def after_the_end(portal_at: PortalAt) -> Iterator[datetime]:
    """Stand in the demonstration early in 2015, and return that instant."""
    with portal_at(AFTER_THE_END).app_context():
        yield AFTER_THE_END


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


def test_a_later_clock_brings_in_the_end_that_the_clock_of_2012_left_out(app: APIFlask) -> None:
    stop_clock(app, START)
    [first] = import_path(DEMONSTRATION)
    [again] = import_path(DEMONSTRATION)
    assert first.done is not None
    assert (first.done.tallies["editions"].added, first.done.left_out["editions"]) == (4, 3)
    assert (again.done, again.left_out) == (None, first.left_out)
    stop_clock(app, AFTER_THE_END)
    [later] = import_path(DEMONSTRATION)
    assert later.done is not None
    assert (later.done.tallies["editions"].added, later.done.left_out["editions"]) == (1, 2)
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
    assert activations.of("IL", atlas, date(2010, 11, 9), demonstration).counties_active == 26
    assert activations.of("IL", atlas, date(2012, 4, 9), demonstration).counties_active == 26
    assert activations.of("IL", atlas, date(2012, 4, 9), demonstration).counties == 102
    assert activations.of("MA", atlas, date(2012, 4, 9), demonstration).counties_active == 1


def test_illinois_is_activated_whole_only_under_a_later_clock(after_the_end: datetime) -> None:
    activations, atlas = get_activations(get_program("secure-communities")), get_atlas()
    assert activations.of("IL", atlas, date(2013, 1, 21), after_the_end).counties_active == 26
    assert activations.of("IL", atlas, date(2013, 1, 22), after_the_end).counties_active == 102
    assert sum(len(atlas.counties(state.code)) for state in atlas.states) == 3_143


WRONG = Retrospect.WRONG_WHEN_SENT

# The inquiries in which what happened at the time happens here: each answer contradicted the guidance of its day.
CONTRADICTIONS = {
    "2010-0021": "decline-activation",
    "2010-0024": "decline-activation",
    "2010-0031": "decline-activation",
    "2010-0035": "decline-activation",
    "2010-0037": "decline-activation",
    "2011-0001": "decline-activation",
    "2011-0008": "decline-activation",
    "2011-0015": "federal-exchange",
    "2011-0025": "memorandum-of-agreement",
    "2011-0030": "honor-detainers",
    "2011-0031": "honor-detainers",
}


def test_what_was_answered_wrongly_at_the_time_is_told_apart_from_what_has_changed_since(
    demonstration: datetime,
) -> None:
    moment = Moment(on=date(2012, 4, 9), known=demonstration, zone="America/New_York")
    answered = [each for each in list_said("secure-communities", READER, moment) if each.kind == "Answer to an inquiry"]
    wrong = {each.title.rpartition(" ")[2]: each.provision for each in answered if each.retrospect == WRONG}
    assert CONTRADICTIONS.items() <= wrong.items()
    assert len(wrong) <= 15
    changed = {each.title.rpartition(" ")[2] for each in answered if each.retrospect == "since_changed"}
    assert {"2010-0019", "2010-0026"} <= changed


def test_at_least_sixty_inquiries_show_how_far_apart_what_was_said_lay(demonstration: datetime) -> None:
    moment = Moment(on=date(2012, 4, 9), known=demonstration, zone="America/New_York")
    assert len(list_inquiries("secure-communities", READER, demonstration)) >= 60
    spreads = list_spreads("secure-communities", READER, moment, first=date(2010, 8, 1), last=date(2010, 12, 31))
    widest = {(each.provision, each.whom): each.width for each in spreads}
    assert widest["decline-activation", "local agencies"] == 2
    assert widest["decline-activation", "county governments in California"] == 2
