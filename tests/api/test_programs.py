"""Programs by the events of their lives, counties by their activations, and the head of the audit chain."""

from datetime import date

import pytest
from flask.testing import FlaskClient

from portal.audit.actions import record
from portal.audit.queries import find_head
from portal.common.database import transaction
from portal.programs.actions import enter_program_events
from portal.programs.rules_content import ProgramEventContent
from tests.make import CLERK, EARLIER, activate, make_program, midnight


def test_a_program_has_the_status_of_the_last_event_of_its_life(client: FlaskClient) -> None:
    program = make_program()
    ended = ProgramEventContent(
        on=date(2011, 6, 1), kind="discontinued", source="A memorandum", known_at=midnight("2011-05-01")
    )
    with transaction():
        enter_program_events(program=program, events=[ended], by=CLERK, at=EARLIER)

    def status(**asked: str) -> tuple[str | None, str | None]:
        [found] = client.get("/api/v1/programs", query_string=asked).json["items"]
        return found["status"], found["status_since"]

    assert status() == ("discontinued", "2011-06-01")
    assert status(effective_on="2011-05-31") == ("started", "2008-10-27")
    assert status(known_on="2011-04-30") == ("started", "2008-10-27")
    assert status(effective_on="2008-10-26") == (None, None)


def test_a_program_has_the_fields_of_the_contract(client: FlaskClient) -> None:
    make_program()
    [found] = client.get("/api/v1/programs").json["items"]
    assert {"slug", "name", "status", "intent"} <= set(found)
    assert found["slug"] == "secure-communities"


def test_counties_are_listed_with_the_day_of_their_activation(client: FlaskClient) -> None:
    activate(make_program(), "17031", "2009-11-24")
    items = client.get("/api/v1/jurisdictions").json["items"]
    assert [(each["fips"], each["state"], each["activated_on"]) for each in items] == [
        ("17031", "IL", "2009-11-24"),
        ("17043", "IL", None),
        ("36061", "NY", None),
    ]
    assert items[0]["name"] == "Cook County"


@pytest.mark.parametrize("parameter", ["on", "effective_on"])
def test_a_county_is_not_activated_before_its_day(client: FlaskClient, parameter: str) -> None:
    activate(make_program(), "17031", "2009-11-24")

    def activated(day: str) -> str | None:
        return client.get(f"/api/v1/jurisdictions?{parameter}={day}").json["items"][0]["activated_on"]

    assert (activated("2009-11-23"), activated("2009-11-24")) == (None, "2009-11-24")


def test_a_planned_activation_is_not_told_as_one_that_happened(client: FlaskClient) -> None:
    activate(make_program(), "17031", "2012-06-01", known="2012-01-01")
    assert client.get("/api/v1/jurisdictions").json["items"][0]["activated_on"] is None
    assert client.get("/api/v1/jurisdictions?on=2012-06-01").json["items"][0]["activated_on"] == "2012-06-01"


def test_an_activation_is_shown_once_it_is_known(client: FlaskClient) -> None:
    activate(make_program(), "17031", "2009-11-24", known="2010-01-01")
    answer = client.get("/api/v1/jurisdictions?known_on=2009-12-31")
    assert answer.json["items"][0]["activated_on"] is None


def test_counties_are_those_of_the_state_that_is_named_in_either_case(client: FlaskClient) -> None:
    make_program()
    for state in ("NY", "ny"):
        items = client.get(f"/api/v1/jurisdictions?state={state}").json["items"]
        assert [each["fips"] for each in items] == ["36061"]
    assert client.get("/api/v1/jurisdictions?state=PR").json["items"] == []


def test_each_program_has_its_own_activations(client: FlaskClient) -> None:
    make_program("other")
    activate(make_program(), "17031", "2009-11-24")
    items = client.get("/api/v1/jurisdictions?program=other&state=IL").json["items"]
    assert {(each["program"], each["activated_on"]) for each in items} == {("other", None)}
    assert len(client.get("/api/v1/jurisdictions?state=IL").json["items"]) == 4


def test_on_and_effective_on_are_one_parameter_and_not_given_twice(client: FlaskClient) -> None:
    answer = client.get("/api/v1/jurisdictions?on=2011-01-01&effective_on=2011-01-01")
    assert (answer.status_code, answer.json["parameter"]) == (400, "on")


def test_the_head_of_the_audit_chain_is_its_newest_entry(client: FlaskClient) -> None:
    assert client.get("/api/v1/audit/head").json == {"seq": 0, "hash": "0" * 64, "at": None}
    make_program()
    head = find_head()
    assert head is not None
    found = client.get("/api/v1/audit/head").json
    assert found == {"seq": head.seq, "hash": head.hash, "at": "2012-04-09T12:00:00Z"}
    # What changes nothing for the public, as a sign-in, is at the head of the chain all the same.
    with transaction():
        record(action="test.deed", object_kind="thing", object_id="1", by=CLERK, at=EARLIER)
    assert client.get("/api/v1/audit/head").json["seq"] == head.seq + 1
