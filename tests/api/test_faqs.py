"""Answered questions by the API: the answer, what it states, its editions, when it was last reviewed."""

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from portal.programs.models import Program
from tests.make import make_answer, make_document, make_edition, make_program, provision, sets


@pytest.fixture(autouse=True)
def program(app: APIFlask) -> Program:
    program = make_program()
    document = make_document(program)
    make_edition(document, provision("share", sets("local", "optional", action="Share it")), published="2010-01-01")
    make_answer(program, "share", "[[share]]", published="2010-02-01")
    make_answer(program, "other", "[[share|local]]", published="2010-03-01", audience="local")
    make_edition(document, provision("share", sets("local", "mandatory")), published="2011-01-01")
    return program


def test_an_answer_says_what_it_states_and_whether_that_holds(client: FlaskClient) -> None:
    found = client.get("/api/v1/faqs/share").json
    assert (found["question"], found["answer"]) == ("What of share?", "You may decline to share it.")
    assert (found["last_reviewed"], found["holds"], found["url"]) == ("2010-02-01", False, "/faqs/share")
    assert found["editions"] == [{"number": 1, "published_on": "2010-02-01", "change_note": "A note."}]
    assert found["statements"] == [
        {
            "provision": "share",
            "audience": "sheriff",
            "place": "US",
            "level": "optional",
            "in_force": "mandatory",
            "holds": False,
            "sentence": "You may decline to share it.",
            "url": "/guidance/participation/provisions/share",
        }
    ]


def test_with_both_dates_it_is_as_it_was(client: FlaskClient) -> None:
    found = client.get("/api/v1/faqs/share?effective_on=2010-06-01&known_on=2010-06-01").json
    assert found["holds"]
    assert found["statements"][0]["in_force"] == "optional"


def test_before_it_was_answered_there_is_none_and_the_reason(client: FlaskClient) -> None:
    refused = client.get("/api/v1/faqs/share?known_on=2010-01-31")
    assert (refused.status_code, refused.json["reason"]) == (404, "not_published")
    assert refused.mimetype == "application/problem+json"
    assert client.get("/api/v1/faqs/nothing").status_code == 404


def test_the_list_is_of_one_audience_if_asked_and_in_parts(client: FlaskClient) -> None:
    def slugs(path: str) -> list[str]:
        return [each["slug"] for each in client.get(path).json["items"]]

    assert slugs("/api/v1/faqs") == ["other", "share"]
    assert slugs("/api/v1/faqs?audience=local") == ["other"]
    assert slugs("/api/v1/faqs?known_on=2010-02-15") == ["share"]
    first = client.get("/api/v1/faqs?limit=1").json
    assert [each["slug"] for each in first["items"]] == ["other"]
    assert slugs(first["next"]) == ["share"]


def test_an_unknown_audience_is_refused_by_name(client: FlaskClient) -> None:
    refused = client.get("/api/v1/faqs?audience=nobody")
    assert (refused.status_code, refused.json["parameter"]) == (400, "audience")
