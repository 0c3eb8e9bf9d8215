"""What every view declares, and what an answer says when it refuses."""

import pytest
import sqlalchemy as sa
from apiflask import APIFlask
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import IntegrityError, OperationalError

from portal.accounts.rules_permissions import ACTIONS
from portal.audit.actions import ClockSteppedBackError
from portal.common.database import db, transaction
from portal.common.web import (
    Access,
    BadParameter,
    Problem,
    UndeclaredRouteError,
    check_declared,
    declare,
    limited,
    public,
    requires,
    shown,
)

FAILURES = {
    "bug": KeyError("jane@agency.test"),
    "locked": OperationalError("UPDATE users", {"email": "jane@agency.test"}, Exception("database is locked")),
    "constraint": IntegrityError("INSERT", {}, Exception("UNIQUE constraint failed")),
    "clock": ClockSteppedBackError("the clock reads earlier than the newest audit entry"),
    "parameter": BadParameter("effective_on", "Write a date, as in 2011-08-05."),
    "nothing": Problem(404, "Nothing is in force", "It was withdrawn.", members={"reason": "withdrawn"}),
    "teapot": Problem(418, "A teapot", "It is short and stout."),
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Return the address of a database of one kind: what stands before a view does not know which it is."""
    return sqlite_url


@pytest.fixture
def failing(app: APIFlask) -> APIFlask:
    """Give the portal views that fail, as a page and as a part of the API."""

    @public
    def fail(kind: str) -> str:
        raise FAILURES[kind]

    @public
    @limited("2/minute")
    def costly() -> str:
        return "costly"

    app.add_url_rule("/fail/<string:kind>", "fail", fail)
    app.add_url_rule("/api/fail/<string:kind>", "api_fail", fail)
    app.add_url_rule("/costly", "costly", costly)
    app.add_url_rule("/api/costly", "api_costly", costly)
    check_declared(app, ACTIONS)
    return app


# Declarations


def app_with(mark: object) -> Flask:
    app = Flask("test", static_folder=None)
    app.add_url_rule("/forgotten", "forgotten", mark)  # type: ignore[arg-type]  # some marks are no views
    return app


def test_a_view_that_declares_nothing_stops_the_start_with_its_name() -> None:
    with pytest.raises(UndeclaredRouteError, match=r"forgotten \(/forgotten\) declares no access"):
        check_declared(app_with(lambda: ""), ACTIONS)


def test_a_view_that_requires_what_no_permission_names_stops_the_start() -> None:
    with pytest.raises(UndeclaredRouteError, match=r"requires 'edition\.raed'"):
        check_declared(app_with(requires("edition.raed")(lambda: "")), ACTIONS)


def test_a_declared_view_starts() -> None:
    check_declared(app_with(public(lambda: "")), ACTIONS)
    check_declared(app_with(requires("audit.read")(lambda: "")), ACTIONS)


def test_a_view_of_an_extension_is_declared_from_outside() -> None:
    app = app_with(lambda: "")
    declare(app, "forgotten", Access("audit.read"))
    check_declared(app, ACTIONS)


# Refusals


def test_a_parameter_that_cannot_be_used_is_named_on_the_page(failing: APIFlask, client: FlaskClient) -> None:
    answer = client.get("/fail/parameter")
    assert answer.status_code == 400
    assert "effective_on" in answer.text
    assert "Write a date, as in 2011-08-05." in answer.text


def test_a_program_reads_the_same_as_a_problem(failing: APIFlask, client: FlaskClient) -> None:
    answer = client.get("/api/fail/parameter")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert answer.json == {
        "type": "about:blank",
        "title": "Part of the request cannot be used",
        "status": 400,
        "detail": "Write a date, as in 2011-08-05.",
        "parameter": "effective_on",
    }


def test_a_problem_carries_members_of_its_own(failing: APIFlask, client: FlaskClient) -> None:
    answer = client.get("/api/fail/nothing")
    assert answer.json is not None
    assert (answer.status_code, answer.json["reason"]) == (404, "withdrawn")


def test_what_is_nowhere_is_a_page_of_ours_and_a_problem_under_the_api(client: FlaskClient) -> None:
    page, problem = client.get("/nowhere"), client.get("/api/nowhere")
    assert page.status_code == problem.status_code == 404
    assert "There is no such page" in page.text
    assert problem.json is not None
    assert problem.json["title"] == "There is no such page"
    assert page.headers["Cache-Control"] == "no-store"


def test_a_status_without_words_of_its_own_still_has_a_page(failing: APIFlask, client: FlaskClient) -> None:
    answer = client.get("/fail/teapot")
    assert answer.status_code == 418
    assert "It is short and stout." in answer.text


@pytest.mark.parametrize("path", ["/fail/bug", "/api/fail/bug"])
def test_a_failure_shows_its_number_and_no_trace_and_the_log_no_address(
    failing: APIFlask, client: FlaskClient, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    answer = client.get(f"{path}?q=jane%40agency.test")
    logged = capsys.readouterr().err
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "KeyError" not in answer.text
    assert "KeyError" in logged
    assert "jane@agency.test" not in logged
    assert "q=" not in logged
    number = logged.partition('"request": "')[2][:16]
    assert number in answer.text


@pytest.mark.parametrize("kind", ["locked", "clock"])
def test_what_will_pass_is_503_with_the_time_to_come_back(failing: APIFlask, client: FlaskClient, kind: str) -> None:
    answer = client.get(f"/fail/{kind}")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert "cannot answer right now" in answer.text


def test_an_error_page_that_cannot_be_made_is_replaced_by_a_bare_one(app: APIFlask, client: FlaskClient) -> None:
    app.jinja_env.globals["asset"] = lambda _name: 1 / 0
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "<h1>There is no such page</h1>" in answer.text


def test_without_any_table_a_visitor_still_gets_a_page_of_ours(app: APIFlask, client: FlaskClient) -> None:
    with transaction():
        for table in ("ledger_version", "program_events", "activations"):
            db.session.execute(sa.text(f"DROP TABLE {table}"))
    answer = client.get("/nowhere")
    assert answer.status_code in {404, 503}
    assert "<h1>" in answer.text


def test_a_kind_of_request_that_an_address_does_not_take_says_which_it_takes(client: FlaskClient) -> None:
    answer = client.post("/account")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}
    assert "does not do that" in answer.text


@pytest.mark.parametrize("method", ["TRACE", "BREW", "PROPFIND", "OPTIONS", "DELETE", "PUT"])
def test_verbs_that_nothing_takes_are_refused_in_our_own_style(client: FlaskClient, method: str) -> None:
    answer = client.open("/sign-in", method=method)
    assert answer.status_code == 405
    assert "does not do that" in answer.text


def test_head_is_get_without_the_body_and_nothing_where_only_post_is(client: FlaskClient) -> None:
    assert client.head("/sign-in").status_code == 200
    assert client.head("/sign-in").data == b""
    assert client.head("/account/sessions/x/end").status_code == 405


def test_a_verb_hidden_in_a_field_is_not_obeyed(client: FlaskClient) -> None:
    assert client.post("/account", data={"_method": "GET"}).status_code == 405
    assert client.get("/sign-in?_method=DELETE").status_code == 200


def test_who_asks_too_often_is_told_when_to_come_back(failing: APIFlask, client: FlaskClient) -> None:
    assert [client.get("/costly").status_code for _ in range(3)] == [200, 200, 429]
    answer = client.get("/costly")
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert "Too many requests" in answer.text


def test_a_limit_counts_each_address_for_itself(failing: APIFlask, client: FlaskClient) -> None:
    for _ in range(3):
        client.get("/costly")
    assert client.get("/costly", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 200


def test_a_form_without_its_mark_says_what_was_kept_and_what_to_do(client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"email": "jane@agency.test", "password": "p"})
    assert answer.status_code == 400
    assert "Nothing was sent or changed" in answer.text
    assert "your browser keeps what you wrote" in answer.text


def test_what_a_visitor_wrote_is_shown_back_short_and_without_tricks() -> None:
    assert shown("a" * 61) == "a" * 60 + "…"
    assert shown("a\u202e\x00b") == "a\ufffd\ufffdb"


def test_a_broken_constraint_is_a_failure_and_not_a_pause(failing: APIFlask, client: FlaskClient) -> None:
    assert client.get("/fail/constraint").status_code == 500
