"""A draft is checked by the API: what is found, and how everything else is refused."""

import json
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from apiflask import APIFlask
from flask.testing import FlaskClient
from marshmallow import RAISE
from werkzeug.test import TestResponse

from portal.api.schemas_check import FindingList
from portal.common.database import db
from portal.common.web import limiter
from portal.statements.rules_draft import LONGEST_DRAFT

PATH = "/api/v1/check"
PASSAGE = "Removal from the deployment plan is not offered, since activation is not a matter of opting in or out."
C1 = {
    "text": "A county that writes to the state bureau may stay out.",
    "audience": "sheriff",
    "state": "va",
    "on": "2010-10-10",
}


@pytest.fixture
def client(demonstration: APIFlask) -> Iterator[FlaskClient]:
    limiter.reset()
    yield demonstration.test_client()
    limiter.reset()


def sent(client: FlaskClient, body: str | bytes, kind: str = "application/json") -> TestResponse:
    return client.post(PATH, data=body, content_type=kind)


def test_a_finding_has_exactly_what_the_contract_names(client: FlaskClient) -> None:
    answer = client.post(PATH, json=C1)
    assert answer.status_code == 200
    assert FindingList(unknown=RAISE).validate(answer.json) == {}
    first = answer.json["findings"][0]
    assert first == {
        "verdict": "contradicts",
        "against": "guidance",
        "provision": "decline-activation",
        "audience": "sheriff",
        "stated": "optional",
        "in_force": "prohibited",
        "sentence": C1["text"],
        "passage": PASSAGE,
        "published_at": "2010-10-06T04:00:00Z",
        "url": "/guidance/participation/editions/3#decline-activation",
    }


def test_nothing_found_is_an_empty_list_and_what_is_null_is_left_open(client: FlaskClient) -> None:
    assert client.post(PATH, json={**C1, "on": "2010-08-20"}).json == {"findings": []}
    body = {"text": "Thank you.", "audience": None, "state": None, "on": None}
    assert client.post(PATH, json=body).json == {"findings": []}


def test_nothing_is_stored_and_nothing_is_kept(client: FlaskClient) -> None:
    tables = sa.inspect(db.engine).get_table_names()

    def counted() -> list[int]:
        return [db.session.scalar(sa.text(f'SELECT count(*) FROM "{table}"')) or 0 for table in tables]

    before = counted()
    answer = client.post(PATH, json=C1)
    assert counted() == before
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


BAD = [
    ({**C1, "audience": "king"}, 400, "audience"),
    ({**C1, "state": "zz"}, 400, "state"),
    ({**C1, "on": "2010-02-30"}, 400, "on"),
    ({**C1, "on": "yesterday"}, 400, "on"),
    ({**C1, "text": 3}, 400, "text"),
    ({**C1, "text": ["a"]}, 400, "text"),
    ({**C1, "text": ""}, 400, "text"),
    ({**C1, "text": None}, 400, "text"),
    ({**C1, "text": "a\x00b"}, 400, "text"),
    ({**C1, "text": "a\ud800b"}, 400, "text"),
    ({**C1, "audience": {"a": 1}}, 400, "audience"),
    ({**C1, "extra": "x"}, 400, "extra"),
    ({"audience": "sheriff"}, 400, "text"),
    ({**C1, "text": "x" * (LONGEST_DRAFT + 1)}, 413, "text"),
    (["text"], 400, "body"),
    (None, 400, "body"),
]


@pytest.mark.parametrize(("body", "status", "parameter"), BAD)
@pytest.mark.parametrize("demonstration_url", ["sqlite"], indirect=True)
def test_what_cannot_be_used_is_named(client: FlaskClient, body: object, status: int, parameter: str) -> None:
    refused(sent(client, json.dumps(body)), status, parameter)


RAW = [
    ('{"text": "a", "text": "b"}', 400, "text"),
    ('{"text": NaN}', 400, "body"),
    ('{"text": -Infinity}', 400, "body"),
    ("[" * 10_000 + "]" * 10_000, 400, "body"),
    ('{"text":' * 10_000, 400, "body"),
    ("not json", 400, "body"),
    ("", 400, "body"),
    (b'{"text": "\xff"}', 400, "body"),
    ("1" * 10_000, 400, "body"),
]


@pytest.mark.parametrize(("body", "status", "parameter"), RAW)
@pytest.mark.parametrize("demonstration_url", ["sqlite"], indirect=True)
def test_what_is_not_one_clean_object_is_refused(
    client: FlaskClient, body: str | bytes, status: int, parameter: str
) -> None:
    refused(sent(client, body), status, parameter)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
@pytest.mark.parametrize("demonstration_url", ["sqlite"], indirect=True)
def test_only_json_is_taken(client: FlaskClient, kind: str) -> None:
    refused(sent(client, json.dumps(C1), kind), 415, "body")


@pytest.mark.parametrize("demonstration_url", ["sqlite"], indirect=True)
def test_the_sixty_first_in_a_minute_is_told_to_wait(client: FlaskClient) -> None:
    answers = [client.post(PATH, json={"text": "Thank you."}) for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {200}
    assert answers[60].status_code == 429
    assert answers[60].mimetype == "application/problem+json"
    assert int(answers[60].headers["Retry-After"]) > 0


def refused(answer: TestResponse, status: int, parameter: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    assert answer.json["parameter"] == parameter
