"""The register of statements: who may read it, what it counts, and where the public reads the same."""

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.accounts.rules_roles import Role
from portal.programs.models import Program
from tests.make import (
    form_token,
    make_document,
    make_edition,
    make_entry,
    make_program,
    make_user,
    provision,
    sets,
    sign_in,
    tells,
)


@pytest.fixture
def program(app: APIFlask) -> Program:
    program = make_program()
    document = make_document(program)
    make_edition(document, provision("share", sets("local", "mandatory")), published="2010-01-01")
    return program


@pytest.fixture
def auditor(client: FlaskClient) -> FlaskClient:
    return sign_in(client, make_user(Role.AUDITOR))


def test_the_spread_counts_the_levels_told_one_kind_of_stakeholder(program: Program, auditor: FlaskClient) -> None:
    make_entry(program, tells("share", "optional", about="2010-02-01"), said="2010-02-01", office="Press office")
    make_entry(program, tells("share", "mandatory", about="2010-03-01"), said="2010-03-01", office="Field office")
    page = auditor.get("/statements").text
    assert '<td data-th="Levels">2</td>' in page
    assert "by Press office" in page
    assert "by Field office" in page
    assert page.index("Letter of 2010-03-01") < page.index("Letter of 2010-02-01")


def test_a_period_leaves_out_what_was_said_before_and_after(program: Program, auditor: FlaskClient) -> None:
    for day in ("2010-02-01", "2010-03-01", "2010-04-01"):
        make_entry(program, tells("share", "optional", about=day), said=day)
    page = auditor.get("/statements?from=2010-03-01&to=2010-03-31").text
    assert "Letter of 2010-03-01" in page
    assert "Letter of 2010-02-01" not in page
    assert "Letter of 2010-04-01" not in page


def test_a_register_without_entries_says_so_and_how_they_come(program: Program, auditor: FlaskClient) -> None:
    assert "Nothing is on record for this period." in auditor.get("/statements").text


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("from=2010-13-01", "2010-13-01"),
        ("to=yesterday", "yesterday"),
        ("from=2010-03-01&to=2010-02-01", "The period ends before it begins."),
    ],
)
def test_a_period_that_cannot_be_read_is_named(program: Program, auditor: FlaskClient, asked: str, says: str) -> None:
    answer = auditor.get(f"/statements?{asked}")
    assert answer.status_code == 400
    assert says in answer.text


def test_the_public_reads_beside_a_provision_what_was_said_of_it(program: Program, client: FlaskClient) -> None:
    make_entry(program, tells("share", "optional", about="2010-02-01"), said="2010-02-01")
    page = client.get("/guidance/participation/provisions/share").text
    assert "It is optional." in page
    assert "Wrong when it was said" in page
    before = client.get("/guidance/participation/provisions/share?known_on=2010-01-31&effective_on=2010-01-31").text
    assert "It is optional." not in before


def test_nobody_reads_what_is_known_only_later(program: Program, auditor: FlaskClient) -> None:
    make_entry(program, tells("share", "optional", about="2013-02-01"), said="2013-02-01")
    assert "It is optional." not in auditor.get("/statements?to=2013-12-31").text
    assert "It is optional." not in auditor.get("/guidance/participation/provisions/share").text


def test_what_was_said_links_to_its_provision_and_its_source(program: Program, auditor: FlaskClient) -> None:
    make_entry(program, tells("share", "mandatory", about="2010-02-01"), said="2010-02-01")
    page = auditor.get("/statements").text
    assert 'href="/guidance/participation/provisions/share"' in page
    assert "Known from: The file." in page


ENTRY = {
    "kind": "letter",
    "said_on": "February 5, 2010",
    "title": "Letter to a sheriff",
    "slug": "letter-to-a-sheriff",
    "office": "Office",
    "told": "A sheriff",
    "source": "The file",
    "provision_0": "share",
    "level_0": "optional",
    "audience_0": "sheriff",
    "state_0": "il",
    "quote_0": "You need not share zebras.",
}


@pytest.fixture
def leader(client: FlaskClient) -> FlaskClient:
    return sign_in(client, make_user(Role.LEADER))


def entered(leader: FlaskClient, **fields: str) -> TestResponse:
    return leader.post("/statements", data={"csrf_token": form_token(leader, "/statements/new"), **ENTRY, **fields})


def test_what_was_said_is_put_on_record_by_hand_and_compared(program: Program, leader: FlaskClient) -> None:
    assert entered(leader).status_code == 303
    page = leader.get("/statements").text
    assert "You need not share zebras." in page
    assert "wrong_when_sent" in page
    assert "You need not share zebras." in leader.get("/guidance/participation/provisions/share").text
    again = entered(leader)
    assert again.status_code == 400
    assert "on record already" in again.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "song"}, "in what form"),
        ({"said_on": "soon"}, "Write the date"),
        ({"said_on": "2012-04-10"}, "in the past"),
        ({"title": ""}, "Write something here"),
        ({"slug": "A letter"}, "small letters"),
        ({"office": "x" * 201}, "at most 200"),
        ({"provision_0": "", "quote_0": ""}, "at least one statement"),
        ({"provision_0": "neverheard"}, "one of the list"),
        ({"level_0": "perhaps"}, "one of the list"),
        ({"audience_0": ""}, "one of the list"),
        ({"state_0": "zz"}, "one of the list"),
        ({"quote_0": ""}, "Write its words"),
    ],
)
def test_what_cannot_be_put_on_record_comes_back_whole(
    program: Program, leader: FlaskClient, fields: dict[str, str], words: str
) -> None:
    answer = entered(leader, **fields)
    assert answer.status_code == 400
    assert words in answer.text
    assert "A sheriff" in answer.text
