"""Who must, may, or must not do what, where and when: resolved for one kind of stakeholder, or as it is set."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from portal.programs.models import Program
from tests.make import activate, make_document, make_edition, make_event, make_program, provision, sets

FIELDS = {"document", "edition", "provision", "audience", "matched_audience", "place", "level", "applies", "condition"}
FIELDS |= {"authority", "effective_from", "published_at"}

FIRST = (
    provision("exchange", sets("local", "automatic", applies_when="activated")),
    provision("decline", sets("local", "optional"), sets("sheriff", "prohibited", "IL"), number="1.2"),
    provision("sign", sets("state", "conditional", otherwise="optional"), number="1.3"),
    provision("left-out", sets("public", "informational"), number="1.4"),
)
SECOND = (
    provision("exchange", sets("local", "automatic", applies_when="activated")),
    provision("decline", sets("all", "prohibited"), number="1.2"),
)


@pytest.fixture(autouse=True)
def program(client: FlaskClient) -> Program:
    assert client.get("/api/v1/obligations").json == {"items": [], "next": None}
    program = make_program()
    activate(program, "17031", "2009-11-24")
    document = make_document(program)
    make_edition(document, *FIRST, published="2010-08-17")
    make_edition(document, *SECOND, published="2010-10-06")
    return program


def rows(client: FlaskClient, **asked: str) -> list[dict[str, Any]]:
    answer = client.get("/api/v1/obligations", query_string={"effective_on": "2010-08-20", **asked})
    assert answer.status_code == 200, answer.text
    return answer.json["items"]


def levels(client: FlaskClient, **asked: str) -> dict[str, str]:
    return {row["provision"]: row["level"] for row in rows(client, **asked)}


def one(client: FlaskClient, **asked: str) -> dict[str, Any]:
    [row] = rows(client, **asked)
    return row


def test_an_audience_gets_one_row_for_each_provision_that_speaks_to_it(client: FlaskClient) -> None:
    assert levels(client, audience="sheriff") == {"exchange": "automatic", "decline": "optional"}
    assert levels(client, audience="state") == {"sign": "conditional"}


def test_the_nearest_audience_and_place_decide_and_the_row_says_which_they_were(client: FlaskClient) -> None:
    row = one(client, audience="sheriff", state="IL", provision="decline")
    assert (row["level"], row["matched_audience"], row["place"]) == ("prohibited", "sheriff", "IL")
    row = one(client, audience="sheriff", state="NY", provision="decline")
    assert (row["level"], row["matched_audience"], row["place"]) == ("optional", "local", "US")
    assert (row["audience"], row["asked_place"]) == ("sheriff", "NY")


def test_a_county_inherits_from_its_state_named_or_not(client: FlaskClient) -> None:
    named = rows(client, audience="sheriff", county="17043", state="il")
    assert named == rows(client, audience="sheriff", county="17043")
    assert {row["provision"]: row["place"] for row in named} == {"exchange": "US", "decline": "IL"}


def test_a_row_has_the_fields_of_the_contract(client: FlaskClient) -> None:
    row = one(client, audience="state", provision="sign")
    assert set(row) >= FIELDS
    assert (row["document"], row["edition"], row["effective_from"]) == ("participation", 1, "2010-08-17")
    assert (row["published_at"], row["authority"]) == ("2010-08-17T05:00:00Z", "8 U.S.C. 1373")
    assert (row["condition"], row["then"], row["otherwise"]) == ("Do you hold it?", "mandatory", "optional")
    assert row["sentence"] == "You must do it if you hold it. Otherwise: you may decline."


def test_what_starts_at_activation_says_so_where_nothing_is_activated_yet(client: FlaskClient) -> None:
    def applies(**asked: str) -> str:
        return one(client, audience="sheriff", provision="exchange", **asked)["applies"]

    assert applies(county="17031") == "now"
    assert applies(county="17043") == "on_activation"
    assert applies(state="NY") == "on_activation"
    # A place that contains others counts from the first of them on.
    assert (applies(state="IL"), applies()) == ("now", "now")
    assert applies(county="17031", effective_on="2010-08-20", known_on="2010-08-20") == "now"


def test_an_activation_counts_from_its_day_and_once_it_is_known(client: FlaskClient, program: Program) -> None:
    activate(program, "17043", "2010-08-19", known="2011-01-01")

    def applies(**asked: str) -> str:
        return one(client, audience="sheriff", provision="exchange", county="17043", **asked)["applies"]

    assert (applies(), applies(effective_on="2010-08-18")) == ("now", "on_activation")
    assert applies(known_on="2010-12-31") == "on_activation"


def test_silence_is_a_row_only_for_an_audience_and_a_provision_that_are_both_named(client: FlaskClient) -> None:
    row = one(client, audience="public", provision="decline")
    assert (row["level"], row["matched_audience"], row["applies"]) == ("not_addressed", None, "now")
    assert (row["edition"], row["authority"], row["sentence"]) == (1, None, "Guidance does not speak of this.")
    assert rows(client, audience="public", state="PR") == rows(
        client, audience="public", provision="left-out", state="PR"
    )


def test_silence_is_listed_for_who_asks_for_it(client: FlaskClient) -> None:
    silent = levels(client, audience="sheriff", level="not_addressed")
    assert silent == {"sign": "not_addressed", "left-out": "not_addressed"}
    everybody = rows(client, level="not_addressed")
    assert {(row["audience"], row["provision"]) for row in everybody} == {
        *((audience, "exchange") for audience in ("all", "state", "public")),
        *((audience, "decline") for audience in ("all", "state", "public")),
        *((audience, "sign") for audience in ("all", "local", "sheriff", "public")),
        *((audience, "left-out") for audience in ("all", "state", "local", "sheriff")),
    }


def test_a_provision_that_an_edition_left_out_is_not_addressed_by_it(client: FlaskClient) -> None:
    row = one(client, audience="public", provision="left-out", effective_on="2010-10-10")
    assert (row["level"], row["edition"], row["number"]) == ("not_addressed", 2, None)
    assert row["since"] == "2010-10-06"


def test_before_a_provision_was_published_it_is_not_addressed(client: FlaskClient) -> None:
    row = one(client, audience="sheriff", provision="decline", known_on="2001-01-01")
    assert (row["level"], row["edition"], row["heading"]) == ("not_addressed", None, None)


def test_where_nothing_is_in_force_the_one_row_is_not_addressed(client: FlaskClient) -> None:
    row = one(client, audience="sheriff", provision="decline", effective_on="2010-08-16")
    assert (row["level"], row["edition"], row["effective_from"], row["since"]) == ("not_addressed", None, None, None)
    assert rows(client, audience="sheriff", effective_on="2010-08-16") == []
    assert rows(client, effective_on="2010-08-16") == []


def test_a_level_that_is_kept_by_the_next_edition_is_as_old_as_its_first_day(client: FlaskClient) -> None:
    def since(label: str, **asked: str) -> str:
        return one(client, audience="sheriff", provision=label, effective_on="2012-01-01", **asked)["since"]

    assert since("exchange") == "2010-08-17"
    assert since("decline") == "2010-10-06"
    # In Illinois it was prohibited before.
    assert since("decline", state="IL") == "2010-08-17"


def test_known_on_shows_what_had_been_published_by_then(client: FlaskClient) -> None:
    asked = {"audience": "sheriff", "effective_on": "2010-10-10"}
    assert levels(client, **asked)["decline"] == "prohibited"
    assert levels(client, **asked, known_on="2010-10-05")["decline"] == "optional"


def test_without_an_audience_the_obligations_are_given_as_they_are_set(client: FlaskClient) -> None:
    found = [(row["provision"], row["audience"], row["place"], row["level"]) for row in rows(client)]
    assert found == [
        ("exchange", "local", "US", "automatic"),
        ("decline", "local", "US", "optional"),
        ("decline", "sheriff", "IL", "prohibited"),
        ("sign", "state", "US", "conditional"),
        ("left-out", "public", "US", "informational"),
    ]
    assert all(row["matched_audience"] == row["audience"] for row in rows(client))


def test_without_an_audience_only_what_touches_the_place_is_given(client: FlaskClient) -> None:
    assert len(rows(client, state="NY")) == 4
    assert len(rows(client, county="17043")) == 5
    assert [row["place"] for row in rows(client, state="IL", provision="decline")] == ["US", "IL"]


def test_what_is_set_keeps_a_history_of_its_own(client: FlaskClient) -> None:
    document = make_document(make_program(), "history")
    general = sets("local", "optional")
    make_edition(document, provision("kept", general), published="2010-01-01")
    make_edition(document, provision("kept", general, sets("local", "mandatory", "IL")), published="2010-06-01")
    found = rows(client, state="IL", provision="kept")
    assert [(row["place"], row["since"]) for row in found] == [("US", "2010-01-01"), ("IL", "2010-06-01")]


def test_a_level_narrows_the_rows(client: FlaskClient) -> None:
    assert levels(client, level="automatic") == {"exchange": "automatic"}
    assert levels(client, audience="sheriff", level="mandatory") == {}
    assert rows(client, audience="public", provision="decline", level="optional") == []


def test_a_suspended_text_keeps_its_level_and_says_since_when_it_is_suspended(client: FlaskClient) -> None:
    edition = make_edition(
        make_document(make_program(), "paused"), provision("paused", sets("all", "mandatory")), published="2010-08-01"
    )
    make_event(edition, "suspended", "2010-08-10", place="IL")
    row = one(client, audience="sheriff", state="IL", provision="paused")
    assert (row["level"], row["suspended_since"]) == ("mandatory", "2010-08-10")
    assert "suspended_since" not in one(client, audience="sheriff", state="NY", provision="paused")
    assert one(client, provision="paused", county="17031")["suspended_since"] == "2010-08-10"


def test_a_document_and_a_program_narrow_the_rows(client: FlaskClient) -> None:
    make_edition(make_document(make_program("other"), "noise"), published="2010-08-01")
    assert {row["document"] for row in rows(client)} == {"participation", "noise"}
    assert {row["document"] for row in rows(client, document="noise")} == {"noise"}
    assert {row["document"] for row in rows(client, program="other")} == {"noise"}


def test_a_provision_that_is_not_public_yet_is_unknown(client: FlaskClient) -> None:
    make_edition(
        make_document(make_program(), "secret"), provision("hidden", sets("all", "mandatory")), published="2013-01-01"
    )
    answer = client.get("/api/v1/obligations?provision=hidden")
    assert (answer.status_code, answer.json["parameter"]) == (400, "provision")
    assert "hidden" not in answer.json["detail"].partition("Known are")[2]


UNKNOWN = [
    ({"audience": "sherif"}, "audience", "sheriff"),
    ({"state": "XX"}, "state", "IL"),
    ({"state": "US"}, "state", "IL"),
    ({"state": "17031"}, "state", "IL"),
    ({"county": "99999"}, "county", "FIPS"),
    ({"county": "IL"}, "county", "FIPS"),
    ({"state": "NY", "county": "17031"}, "county", "Cook County lies in IL"),
    ({"provision": "opt-out"}, "provision", "decline"),
    ({"document": "manual"}, "document", "participation"),
    ({"program": "none"}, "program", "secure-communities"),
    ({"level": "voluntary"}, "level", "not_addressed"),
    ({"audience": ""}, "audience", "leave the parameter out"),
]


def test_what_is_unknown_is_refused_with_what_is_known(client: FlaskClient) -> None:
    for asked, parameter, named in UNKNOWN:
        answer = client.get("/api/v1/obligations", query_string=asked)
        assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
        assert answer.json["parameter"] == parameter
        assert named in answer.json["detail"], asked
