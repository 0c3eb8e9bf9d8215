import pytest

from portal.guidance.rules_texts import text_issues
from portal.guidance.sources import read_events
from tests.guidance.texts import FIRST, SETTING, changed, edition, issues_of

EVENTS = [
    ("kind: repealed, on: 2010-09-01", "There is no event repealed; write one of effective_moved"),
    ("kind: expird, on: 2010-09-01", "There is no event expird; did you mean expired?"),
    (
        "kind: expired, on: 2010-08-01, known: 2010-09-01",
        "An edition is expired only from its effective date on, August",
    ),
    ("kind: cancelled, on: 2010-08-17", "An edition can be cancelled only before its effective date, August 17, 2010"),
    ("kind: effective_moved, on: 2010-12-01", "effective_moved needs known"),
    ("kind: effective_moved, on: 2010-12-01, known: 2010-08-17", "can be moved only while the old and the new one lie"),
    ("kind: suspended, on: 2010-09-01", "An edition is suspended somewhere; write the place, or US for everywhere."),
    ("kind: suspended, on: 2010-09-01, place: ZZ", "There is no place ZZ"),
    ("kind: reinstated, on: 2010-09-01, place: IL", "The edition is not suspended in IL"),
    ("kind: withdrawn, on: 2010-09-01, known: 2010-08-01", "This became known before the edition was published"),
]


@pytest.mark.parametrize(("event", "message"), EVENTS, ids=[message for _, message in EVENTS])
def test_what_could_not_happen_to_an_edition_is_reported(event: str, message: str) -> None:
    found = issues_of(FIRST, events=f"- {{{event}}}")
    assert any(each.startswith("1.events.yml:1: ") and message in each for each in found), found


AHEAD = changed("effective_from: 2010-08-17", "effective_from: 2011-01-01")

STORIES = [
    "- {kind: effective_moved, on: 2011-03-01, known: 2010-12-01}\n- {kind: cancelled, on: 2011-02-01}",
    "- {kind: effective_moved, on: 2010-12-15, known: 2010-12-01}\n- {kind: withdrawn, on: 2010-12-15}",
    "- {kind: suspended, on: 2011-02-01, place: IL}\n- {kind: reinstated, on: 2011-03-01, place: IL}",
    "- {kind: suspended, on: 2011-02-01, place: IL}\n- {kind: suspended, on: 2011-03-01, place: CA}",
    "- {kind: expired, on: 2011-02-01}\n- {kind: in_error, on: 2011-03-01}",
    "- {kind: cancelled, on: 2010-08-01}",
]


@pytest.mark.parametrize("events", STORIES)
def test_what_can_happen_to_an_edition_is_fine(events: str) -> None:
    assert issues_of(AHEAD, events=events) == []


ENDS = [
    "- {kind: effective_moved, on: 2011-03-01, known: 2010-12-01}\n- {kind: withdrawn, on: 2011-02-01}",
    "- {kind: withdrawn, on: 2011-02-01}\n- {kind: expired, on: 2011-03-01}",
    "- {kind: in_error, on: 2011-02-01}\n- {kind: suspended, on: 2011-03-01, place: US}",
    "- {kind: suspended, on: 2011-02-01, place: IL}\n- {kind: suspended, on: 2011-03-01, place: IL}",
    "- {kind: suspended, on: 2011-02-01, place: IL}\n- {kind: reinstated, on: 2011-03-01, place: CA}",
]


@pytest.mark.parametrize("events", ENDS)
def test_an_event_that_contradicts_an_earlier_one_is_reported(events: str) -> None:
    assert [each.split(": ")[0] for each in issues_of(AHEAD, events=events)] == ["1.events.yml:2"]


def test_nothing_happens_to_a_draft() -> None:
    found = issues_of(changed("published: 2010-08-17\n", ""), events="- {kind: expired, on: 2010-09-01}")
    assert any("1.events.yml:1: Edition 1 is a draft" in each for each in found)


def test_events_of_an_edition_that_is_not_there_are_reported() -> None:
    events = read_events(b"- {kind: expired, on: 2010-09-01}", file="4.events.yml")[0]
    found = text_issues({1: edition(FIRST)}, {4: events}, document="participation", setting=SETTING)
    assert [str(each).split(";")[0] for each in found] == [
        "4.events.yml:1: There is no edition 4 to which this could happen"
    ]
