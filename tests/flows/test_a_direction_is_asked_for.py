"""The guidance leaves a question open: leadership is asked, whoever asked is told to wait, and then answered."""

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from portal.accounts.rules_roles import Role
from tests.flows.test_a_question_is_answered import Desk, hidden
from tests.make import (
    StoppedClock,
    give_inquiry,
    make_document,
    make_edition,
    make_inquiry,
    make_program,
    make_user,
    provision,
    sets,
    stop_clock,
)
from tests.pages import main_of

HOLDING = "Your question is with our leadership. We write again once it is decided."


@pytest.fixture
def clock(app: APIFlask) -> StoppedClock:
    document = make_document(make_program())
    make_edition(
        document,
        provision("share", sets("local", "mandatory")),
        provision("keep", sets("state", "mandatory"), number="1.2"),
        published="2010-01-01",
    )
    return stop_clock(app)


@pytest.fixture
def drafter(app: APIFlask, clock: StoppedClock) -> Desk:
    return Desk(app, make_user(Role.DRAFTER))


@pytest.fixture
def reviewer(app: APIFlask, clock: StoppedClock) -> Desk:
    return Desk(app, make_user(Role.REVIEWER))


@pytest.fixture
def leader(app: APIFlask, clock: StoppedClock) -> Desk:
    return Desk(app, make_user(Role.LEADER))


def asked(drafter: Desk, **fields: str) -> str:
    """Log an inquiry, and ask for a direction on its question; returns its number."""
    logged = make_inquiry("May a sheriff keep zebras?")
    give_inquiry(logged, drafter.user)
    given = {"provision": "keep", "direction": "May sheriffs keep them?", **fields}
    answer = drafter.send(f"/inquiries/{logged.number}/questions/1/direction", **given)
    assert answer.status_code == 303, main_of(answer.text).text
    return logged.number


def direction_path(desk: Desk) -> str:
    return "/directions/" + desk.get("/directions").partition('<a href="/directions/')[2].partition('"')[0]


def held(drafter: Desk, reviewer: Desk, number: str, text: str = HOLDING) -> None:
    path = drafter.send(f"/inquiries/{number}/responses", part_1=text).headers["Location"]
    assert drafter.send(f"{path}/clearance").status_code == 303
    mark = hidden(reviewer.get(path), "sha256")
    reviewer.send(f"{path}/decision", step="program", decision="cleared", sha256=mark)
    assert reviewer.send(f"{path}/send", channel="letter", sha256=mark).status_code == 303


def test_who_asked_is_told_to_wait_and_answered_once_it_is_decided(
    client: FlaskClient, drafter: Desk, reviewer: Desk, leader: Desk
) -> None:
    number = asked(drafter)
    assert "a direction" in drafter.get(f"/inquiries/{number}")
    held(drafter, reviewer, number)
    page = main_of(drafter.get(f"/inquiries/{number}")).text
    assert "Told to wait for a direction" in page
    assert "has no answer yet" in page
    assert number in drafter.get("/inquiries?part=held")
    assert drafter.send(f"/inquiries/{number}/close").status_code == 400
    path = direction_path(leader)
    shown = main_of(leader.get(path)).text
    assert "Not addressed" in shown
    assert number in shown
    decided = leader.send(f"{path}/decision", decision="directed", words="They may, by the next edition.")
    assert decided.status_code == 303
    assert "They may, by the next edition." in drafter.get(path)
    second = drafter.send(f"/inquiries/{number}/responses", part_1=HOLDING).headers["Location"]
    refused = drafter.send(f"{second}/clearance")
    assert "states no obligation" in main_of(refused.text).text, "nothing is left to wait for"


def test_an_open_request_changes_no_level(client: FlaskClient, drafter: Desk) -> None:
    before = client.get("/api/v1/obligations?audience=sheriff").json
    asked(drafter)
    assert client.get("/api/v1/obligations?audience=sheriff").json == before
    assert "May sheriffs keep them?" not in client.get("/guidance/participation/provisions/keep").text


def test_the_second_who_asks_waits_for_the_same_direction(drafter: Desk, leader: Desk) -> None:
    first, second = asked(drafter), asked(drafter, direction="Another wording?")
    page = main_of(leader.get("/directions")).text
    assert "Waiting for a decision: 1" in page
    assert "2 questions of inquiries" in page
    shown = leader.get(direction_path(leader))
    assert first in shown
    assert second in shown


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"provision": "neverheard"}, "Choose the provision"),
        ({"direction": " "}, "Write what leadership is to decide"),
        ({"direction": "x" * 1_001}, "at most 1,000"),
        ({"direction": "Why\x00?"}, "Control characters"),
    ],
)
def test_what_cannot_be_asked_is_said_with_the_reason(drafter: Desk, fields: dict[str, str], words: str) -> None:
    number = make_inquiry().number
    given = {"provision": "keep", "direction": "May they?", **fields}
    answer = drafter.send(f"/inquiries/{number}/questions/1/direction", **given)
    assert answer.status_code == 400
    assert words in main_of(answer.text).text
    assert drafter.send(f"/inquiries/{number}/questions/7/direction", **given).status_code == 400


def test_only_a_leader_decides_once_and_with_words(drafter: Desk, reviewer: Desk, leader: Desk) -> None:
    asked(drafter)
    path = direction_path(leader)
    for desk in (drafter, reviewer):
        assert desk.send(f"{path}/decision", decision="directed", words="So be it").status_code == 403
    assert leader.send(f"{path}/decision", decision="directed", words=" ").status_code == 400
    assert leader.send(f"{path}/decision", decision="perhaps", words="So be it").status_code == 400
    assert leader.send(f"{path}/decision", decision="not_needed", words="See 1.1").status_code == 303
    again = leader.send(f"{path}/decision", decision="directed", words="So be it")
    assert "decided already" in main_of(again.text).text
    assert leader.browser.get("/directions/neverheard").status_code == 404


def test_directions_are_for_staff(app: APIFlask, client: FlaskClient, drafter: Desk) -> None:
    asked(drafter)
    assert client.get("/directions").status_code == 303
    partner = Desk(app, make_user(Role.PARTNER))
    assert partner.browser.get("/directions").status_code == 403
