"""Every answer is public, is the same bytes for the same facts, and is not sent twice to who has it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from portal.common.database import db
from tests.make import (
    StoppedClock,
    activate,
    another_portal,
    make_document,
    make_edition,
    make_program,
    provision,
    sets,
    stop_clock,
)

ADDRESSES = [
    "/api/openapi.json",
    "/api/v1/programs",
    "/api/v1/jurisdictions?state=IL&limit=1",
    "/api/v1/guidance",
    "/api/v1/guidance/participation",
    "/api/v1/guidance/participation?effective_on=2010-08-20&known_on=2011-01-01",
    "/api/v1/guidance/participation/editions",
    "/api/v1/guidance/participation/editions/1",
    "/api/v1/guidance/participation/compare?from=1&to=2",
    "/api/v1/obligations?audience=sheriff&county=17031",
    "/api/v1/obligations",
    "/api/v1/audit/head",
]

# It asks the index more than twice, and so is answered in two statements from memory only.
SEARCH = "/api/v1/search?q=words"

# Whoever says who they are is answered by the portal itself, and not from the memory of public pages.
NAMED = {"Authorization": "Basic bm86Ym9keQ=="}


@pytest.fixture(autouse=True)
def _two_editions(client: FlaskClient) -> None:
    assert client.get("/api/v1/programs").json["items"] == []
    program = make_program()
    activate(program, "17031", "2009-11-24")
    document = make_document(program)
    make_edition(document, provision("a", sets("local", "optional")), published="2010-08-17")
    make_edition(document, provision("a", sets("all", "mandatory", applies_when="activated")), published="2010-10-06")


@contextmanager
def statements() -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement != "BEGIN":
            said.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    yield said
    sa.event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("headers", [{}, NAMED], ids=["remembered", "answered anew"])
def test_who_has_the_answer_gets_304_in_two_statements_at_most(client: FlaskClient, headers: dict[str, str]) -> None:
    for address in [*ADDRESSES, *([] if headers else [SEARCH])]:
        first = client.get(address, headers=headers)
        kept = "no-cache" if address.endswith("head") else "public, max-age=0, must-revalidate"
        assert (first.status_code, first.headers["Cache-Control"]) == (200, kept)
        etag = first.headers["ETag"]
        assert not etag.startswith("W/")
        db.session.remove()
        with statements() as said:
            again = client.get(address, headers={**headers, "If-None-Match": etag})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
        assert len(said) <= 2, (address, said)


def test_an_answer_is_the_same_bytes_later_while_nothing_changed(client: FlaskClient, clock: StoppedClock) -> None:
    first = [client.get(address, headers=NAMED).data for address in [*ADDRESSES, SEARCH]]
    clock.reading += timedelta(hours=7)
    assert [client.get(address, headers=NAMED).data for address in [*ADDRESSES, SEARCH]] == first


def test_every_process_gives_an_answer_the_same_etag(
    client: FlaskClient, clock: StoppedClock, database_url: str
) -> None:
    addresses = [*ADDRESSES, SEARCH, "/", "/guidance/participation", "/applies?audience=sheriff&state=il"]
    given = {address: client.get(address).headers["ETag"] for address in addresses}
    with another_portal(database_url=database_url, demo=True) as other:
        stop_clock(other, clock.reading + timedelta(hours=2))
        beside = other.test_client()
        assert {address: beside.get(address).headers["ETag"] for address in addresses} == given
        assert "Date" not in beside.get("/").headers, "the server says when it sends"


def test_a_new_edition_changes_the_answer_and_its_etag(client: FlaskClient) -> None:
    first = client.get("/api/v1/guidance/participation/editions")
    make_edition(make_document(make_program(), "another"), published="2011-01-01")
    assert client.get("/api/v1/guidance/participation/editions").headers["ETag"] == first.headers["ETag"]
    listed = client.get("/api/v1/guidance")
    make_edition(make_document(make_program(), "a-third"), published="2011-01-01")
    again = client.get("/api/v1/guidance", headers={"If-None-Match": listed.headers["ETag"]})
    assert (again.status_code, len(again.json["items"])) == (200, 3)


def test_pages_of_any_site_may_read_every_answer_and_every_refusal(client: FlaskClient) -> None:
    refusals = ["/api/v1/guidance/none", "/api/v1/obligations?level=none", "/api/none"]
    for address in [*ADDRESSES, *ADDRESSES, SEARCH, *refusals]:
        answer = client.get(address)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers


def test_head_gives_what_get_gives_without_the_body(client: FlaskClient) -> None:
    asked, headed = client.get("/api/v1/programs"), client.head("/api/v1/programs")
    assert (headed.status_code, headed.data, headed.headers["ETag"]) == (200, b"", asked.headers["ETag"])
