"""Documents and editions by both clocks: in force, not in force and why, and never before they are public."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.make import (
    EARLIER,
    StoppedClock,
    make_document,
    make_edition,
    make_event,
    make_program,
    midnight,
    provision,
    sets,
)

PATH = "/api/v1/guidance/participation"
EDITION = {"document", "number", "title", "status", "effective_from", "published_at", "change_note", "sha256"}
PROVISION = {"label", "number", "heading", "html", "text", "authority", "obligations"}
OBLIGATION = {"audience", "place", "level", "condition", "then", "otherwise", "applies_when", "action", "deadline"}
OBLIGATION |= {"how_to_decide", "how_to_decline", "authority"}

BOTH_CLOCKS: list[tuple[dict[str, str], tuple[int, object]]] = [
    ({}, (200, 2)),
    ({"effective_on": "2010-08-20"}, (200, 1)),
    ({"effective_on": "2010-10-06"}, (200, 2)),
    ({"known_on": "2010-10-05"}, (200, 1)),
    ({"effective_on": "2010-08-20", "known_on": "2010-08-16"}, (404, "not_published")),
    ({"effective_on": "2010-08-16"}, (404, "not_published")),
    ({"effective_on": "9998-12-31"}, (200, 2)),
    ({"effective_on": "1776-07-04"}, (404, "not_published")),
]


@pytest.fixture(autouse=True)
def _two_editions(client: FlaskClient) -> None:
    assert client.get("/api/v1/guidance").json == {"items": [], "next": None}
    # Noise: another program's document must not show up where one of them is asked for.
    make_edition(make_document(make_program("other"), "noise"), published="2011-01-01")
    document = make_document(make_program())
    make_edition(document, provision("first", sets("local", "optional")), published="2010-08-17")
    make_edition(document, provision("first", sets("local", "prohibited")), published="2010-10-06")


def in_force(client: FlaskClient, **asked: str) -> tuple[int, object]:
    answer = client.get(PATH, query_string=asked)
    return answer.status_code, answer.json.get("number") or answer.json.get("reason")


def test_the_edition_in_force_is_that_of_both_clocks(client: FlaskClient) -> None:
    assert [in_force(client, **asked) for asked, _ in BOTH_CLOCKS] == [found for _, found in BOTH_CLOCKS]


def test_what_is_known_on_a_day_is_what_was_published_by_its_end_in_the_zone_of_the_program(
    client: FlaskClient,
) -> None:
    document = make_document(make_program(), "late")
    make_edition(document, published=EARLIER.replace(year=2011, month=1, day=2, hour=4, minute=59))
    path = "/api/v1/guidance/late"
    assert client.get(path, query_string={"known_on": "2011-01-01"}).status_code == 200
    assert client.get(path, query_string={"known_on": "2010-12-31"}).status_code == 404


@pytest.mark.parametrize("kind", ["withdrawn", "rescinded", "expired"])
def test_an_edition_that_ended_leaves_nothing_in_force_and_the_answer_says_why(client: FlaskClient, kind: str) -> None:
    document = make_document(make_program(), "ended")
    make_edition(document, published="2010-01-01")
    make_event(make_edition(document, published="2011-01-01"), kind, "2011-06-01")
    answer = client.get("/api/v1/guidance/ended")
    assert (answer.status_code, answer.json["reason"], answer.mimetype) == (404, kind, "application/problem+json")
    assert client.get("/api/v1/guidance/ended?effective_on=2011-05-31").json["number"] == 2
    assert client.get("/api/v1/guidance/ended/editions/2").json["status"] == kind


def test_an_edition_published_in_error_is_named_as_the_reason(client: FlaskClient) -> None:
    make_event(make_edition(make_document(make_program(), "slip"), published="2011-01-01"), "in_error", "2011-06-01")
    assert client.get("/api/v1/guidance/slip").json["reason"] == "in_error"


def test_a_published_edition_that_does_not_govern_yet_is_named_as_the_reason(client: FlaskClient) -> None:
    make_edition(make_document(make_program(), "ahead"), published="2012-04-01", effective="2012-06-01")
    assert client.get("/api/v1/guidance/ahead").json["reason"] == "not_yet_effective"
    assert client.get("/api/v1/guidance/ahead?effective_on=2012-06-01").json["number"] == 1
    [edition] = client.get("/api/v1/guidance/ahead/editions").json["items"]
    assert (edition["status"], edition["effective_from"]) == ("future", "2012-06-01")


def test_a_moved_date_is_the_date_of_the_edition_from_when_the_move_is_known(client: FlaskClient) -> None:
    edition = make_edition(make_document(make_program(), "moved"), published="2012-04-01", effective="2012-06-01")
    make_event(edition, "effective_moved", "2012-07-01", known="2012-04-05")
    found = client.get("/api/v1/guidance/moved/editions/1").json
    assert found["effective_from"] == "2012-07-01"
    assert [event["kind"] for event in found["events"]] == ["effective_moved"]
    before = client.get("/api/v1/guidance/moved/editions/1?known_on=2012-04-04").json
    assert (before["effective_from"], before["events"]) == ("2012-06-01", [])


def test_an_edition_that_is_not_public_yet_is_missing_like_one_that_never_was(
    client: FlaskClient, clock: StoppedClock
) -> None:
    tomorrow = EARLIER + timedelta(days=1)
    make_edition(make_document(make_program(), "secret"), published=tomorrow)
    document = make_document(make_program(), "open")
    make_edition(document, published="2011-01-01")
    make_edition(document, published=tomorrow)
    paths = ["secret", "secret/editions", "secret/editions/1", "secret/compare?from=1&to=1", "open/editions/2"]
    hidden = [client.get(f"/api/v1/guidance/{path}") for path in paths]
    never = [client.get(f"/api/v1/guidance/{path.replace('secret', 'never').replace('2', '3')}") for path in paths]
    assert [(each.status_code, each.data) for each in hidden] == [(each.status_code, each.data) for each in never]
    assert {each.status_code for each in hidden} == {404}
    assert "secret" not in client.get("/api/v1/guidance").text
    assert len(client.get("/api/v1/guidance/open/editions").json["items"]) == 1
    clock.reading = tomorrow
    assert client.get("/api/v1/guidance/secret/editions/1").status_code == 200
    assert client.get("/api/v1/guidance/open").json["number"] == 2


def test_a_document_whose_only_edition_was_cancelled_in_time_never_was(
    client: FlaskClient, clock: StoppedClock
) -> None:
    ahead = make_edition(make_document(make_program(), "secret"), published="2012-05-01")
    document = make_document(make_program(), "later")
    make_event(make_edition(document, published="2012-05-01"), "cancelled", "2012-05-01", known="2012-04-10")
    make_edition(document, published="2012-06-01")
    clock.reading = midnight("2012-04-10")
    make_event(ahead, "cancelled", "2012-05-01", known="2012-04-10", at=clock.reading)
    clock.reading = midnight("2012-05-02")
    for path in ("", "/editions", "/editions/1"):
        hidden = [client.get(f"/api/v1/guidance/{slug}{path}") for slug in ("secret", "later", "never")]
        assert {(each.status_code, each.data) for each in hidden} == {(404, hidden[2].data)}
    clock.reading = midnight("2012-06-02")
    assert client.get("/api/v1/guidance/later").json["number"] == 1
    assert client.get("/api/v1/guidance/secret").status_code == 404


def test_an_edition_not_public_by_the_day_asked_about_is_missing_too(client: FlaskClient) -> None:
    assert client.get(f"{PATH}/editions/2?known_on=2010-10-05").status_code == 404
    assert client.get(f"{PATH}/compare?from=1&to=2&known_on=2010-10-05").json["parameter"] == "to"
    assert [each["number"] for each in client.get(f"{PATH}/editions?known_on=2010-10-05").json["items"]] == [1]


def test_an_edition_has_the_fields_of_the_contract(client: FlaskClient) -> None:
    edition = client.get(f"{PATH}/editions/1").json
    assert EDITION | {"provisions"} <= set(edition)
    assert (edition["document"], edition["number"], edition["status"]) == ("participation", 1, "superseded")
    assert edition["published_at"] == "2010-08-17T05:00:00Z"
    [found] = edition["provisions"]
    assert (found["label"], found["html"], found["text"]) == ("first", "<p>Words of first.</p>", "Words of first.")
    assert set(found) >= PROVISION
    assert set(found["obligations"][0]) == OBLIGATION


def test_the_editions_are_whole_in_the_list_too(client: FlaskClient) -> None:
    listed = client.get(f"{PATH}/editions").json["items"]
    assert listed == [client.get(f"{PATH}/editions/{number}").json for number in (1, 2)]
    assert client.get(PATH).json == listed[1]


def test_what_a_condition_leaves_out_is_given_as_it_is_resolved(client: FlaskClient) -> None:
    document = make_document(make_program(), "conditions")
    given = sets("state", "conditional", then="prohibited", otherwise="optional")
    make_edition(
        document, provision("left-out", sets("local", "conditional")), provision("given", given), published="2011-01-01"
    )
    found = [each["obligations"][0] for each in client.get("/api/v1/guidance/conditions").json["provisions"]]
    assert [(each["then"], each["otherwise"]) for each in found] == [
        ("mandatory", "not_addressed"),
        ("prohibited", "optional"),
    ]


def test_the_authority_of_a_provision_is_that_of_its_obligations_each_once(client: FlaskClient) -> None:
    obligations = [
        sets("local", "mandatory", authority="8 U.S.C. 1373; 28 U.S.C. 534"),
        sets("state", "mandatory", authority="28 U.S.C. 534; authority disputed"),
        sets("public", "optional", authority=""),
    ]
    make_edition(make_document(make_program(), "law"), provision("law", *obligations), published="2011-01-01")
    [found] = client.get("/api/v1/guidance/law").json["provisions"]
    assert found["authority"] == "8 U.S.C. 1373; 28 U.S.C. 534; authority disputed"


def test_a_suspension_is_shown_where_it_holds(client: FlaskClient) -> None:
    obligations = [sets("local", "mandatory"), sets("local", "optional", "17031")]
    edition = make_edition(
        make_document(make_program(), "paused"), provision("paused", *obligations), published="2011-01-01"
    )
    make_event(edition, "suspended", "2011-06-01", place="IL")
    found = client.get("/api/v1/guidance/paused").json
    assert (found["status"], found["suspended_in"]) == (
        "in_force",
        [{"place": "IL", "since": "2011-06-01", "reason": "A reason"}],
    )
    assert [each.get("suspended_since") for each in found["provisions"][0]["obligations"]] == [None, "2011-06-01"]
    make_event(edition, "suspended", "2011-07-01")
    found = client.get("/api/v1/guidance/paused").json
    assert (found["status"], found["provisions"][0]["obligations"][0]["suspended_since"]) == ("suspended", "2011-07-01")


def test_documents_are_listed_with_what_governs(client: FlaskClient) -> None:
    items = client.get("/api/v1/guidance").json["items"]
    assert [(each["slug"], each["status"], each["edition"]) for each in items] == [
        ("noise", "in_force", 1),
        ("participation", "in_force", 2),
    ]
    assert (items[1]["program"], items[1]["effective_from"]) == ("secure-communities", "2010-10-06")


def test_a_program_narrows_the_list_of_documents(client: FlaskClient) -> None:
    items = client.get("/api/v1/guidance?program=other").json["items"]
    assert [each["slug"] for each in items] == ["noise"]


def test_a_document_is_not_listed_as_known_before_its_first_edition(client: FlaskClient) -> None:
    items = client.get("/api/v1/guidance?known_on=2010-12-31").json["items"]
    assert [each["slug"] for each in items] == ["participation"]


def test_a_comparison_names_for_whom_a_level_changed(client: FlaskClient) -> None:
    found = client.get(f"{PATH}/compare?from=1&to=2").json
    assert (found["document"], found["from"], found["to"]) == ("participation", 1, 2)
    assert found["changes"] == [
        {
            "label": "first",
            "heading": "About first",
            "kind": "obligation",
            "was": ["first"],
            "before": "Words of first.",
            "after": "Words of first.",
            "obligations": [{"audience": "local", "place": "US", "before": "optional", "after": "prohibited"}],
        }
    ]


def test_a_comparison_goes_both_ways_and_with_itself(client: FlaskClient) -> None:
    document = make_document(make_program(), "renamed")
    words = {"heading": "The same", "markdown": "The same words."}
    make_edition(document, provision("old", **words), provision("gone"), published="2010-01-01")
    make_edition(document, provision("new", was="old", **words), provision("more"), published="2011-01-01")
    path = "/api/v1/guidance/renamed/compare"

    def kinds(before: int, after: int) -> dict[str, str]:
        changes = client.get(path, query_string={"from": before, "to": after}).json["changes"]
        return {change["label"]: change["kind"] for change in changes}

    assert kinds(1, 2) == {"new": "moved", "gone": "removed", "more": "added"}
    assert kinds(2, 1) == {"old": "moved", "more": "removed", "gone": "added"}
    assert kinds(2, 2) == {"new": "unchanged", "more": "unchanged"}
