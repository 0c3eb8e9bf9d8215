"""The door in front of every view: who is sent away, how, and what the audit knows of it."""

from http import HTTPStatus

import pytest
import sqlalchemy as sa
from apiflask import APIFlask
from flask.testing import FlaskClient

from portal.accounts.access import actor, authorize
from portal.accounts.models import SignInSession
from portal.accounts.queries import get_user
from portal.accounts.rules_permissions import ACTIONS
from portal.accounts.rules_roles import Role
from portal.audit.models import AuditEvent
from portal.common.database import db
from portal.common.web import check_declared, public, requires
from tests.make import form_token, make_user, sign_in


@pytest.fixture
def rooms(app: APIFlask) -> APIFlask:
    """Give the portal views behind each kind of door."""

    @requires("draft.read")
    def draft() -> str:
        return actor().id

    @requires("draft.read")
    def api_draft() -> str:
        return "draft"

    @public
    def edition(state: str) -> str:
        authorize("edition.read", state)
        return f"a {state} edition"

    @requires("audit.read")
    def entries() -> str:
        return "entries"

    app.add_url_rule("/rooms/draft", view_func=draft)
    app.add_url_rule("/api/rooms/draft", view_func=api_draft)
    app.add_url_rule("/rooms/editions/<string:state>", view_func=edition)
    app.add_url_rule("/rooms/entries", view_func=entries, methods=["GET", "POST"])
    check_declared(app, ACTIONS)
    return app


def refusals() -> list[AuditEvent]:
    return list(db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "access.refuse")))


def test_who_may_is_let_in_and_known(rooms: APIFlask, client: FlaskClient) -> None:
    user = make_user(Role.DRAFTER)
    assert sign_in(client, user).get("/rooms/draft").text == user.id


def test_a_visitor_is_asked_to_sign_in_and_the_audit_stays_silent(rooms: APIFlask, client: FlaskClient) -> None:
    answer = client.get("/rooms/draft?page=2")
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert answer.headers["Location"] == "/sign-in?next=%2Frooms%2Fdraft%3Fpage%3D2"
    assert refusals() == []


def test_a_program_that_is_not_signed_in_is_told_so_in_its_own_language(rooms: APIFlask, client: FlaskClient) -> None:
    answer = client.get("/api/rooms/draft")
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert answer.mimetype == "application/problem+json"
    assert answer.json is not None
    assert answer.json["title"] == "Sign in first"
    assert "WWW-Authenticate" in answer.headers


def test_a_role_without_the_permission_is_refused_and_audited(rooms: APIFlask, client: FlaskClient) -> None:
    user = make_user(Role.DRAFTER)
    answer = sign_in(client, user).get("/rooms/entries")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "not open to you" in answer.text
    [entry] = refusals()
    assert (entry.actor_id, entry.actor_role, entry.object_id) == (user.id, Role.DRAFTER, "audit.read")
    assert entry.details == {"route": "entries", "method": "GET"}


def test_what_is_secret_is_not_there_for_whom_it_is_not_for(rooms: APIFlask, client: FlaskClient) -> None:
    sign_in(client, make_user(Role.ADMIN))
    hidden, missing = client.get("/rooms/draft"), client.get("/rooms/nothing")
    assert hidden.status_code == missing.status_code == HTTPStatus.NOT_FOUND
    assert hidden.text == missing.text
    assert len(refusals()) == 1


def test_the_state_of_the_object_decides(rooms: APIFlask, client: FlaskClient) -> None:
    assert client.get("/rooms/editions/published").text == "a published edition"
    assert client.get("/rooms/editions/draft").status_code == HTTPStatus.NOT_FOUND
    sign_in(client, make_user(Role.REVIEWER))
    assert client.get("/rooms/editions/draft").text == "a draft edition"


def test_a_form_without_its_mark_is_refused_before_anyone_is_asked_who_they_are(
    rooms: APIFlask, client: FlaskClient
) -> None:
    sign_in(client, make_user(Role.AUDITOR))
    assert client.post("/rooms/entries").status_code == HTTPStatus.BAD_REQUEST
    token = form_token(client, "/account")
    assert client.post("/rooms/entries", data={"csrf_token": token}).text == "entries"
    assert client.post("/rooms/entries", headers={"X-CSRFToken": token}).text == "entries"


# The pages of administrators


def test_only_an_administrator_sees_and_disables_accounts(client: FlaskClient) -> None:
    other = make_user(Role.LEADER)
    for role in sorted(set(Role) - {Role.ADMIN}):
        browser = sign_in(client.application.test_client(), make_user(role))
        token = form_token(browser, "/account")
        assert browser.get("/admin/users").status_code == HTTPStatus.FORBIDDEN
        answer = browser.post(f"/admin/users/{other.id}/disable", data={"csrf_token": token})
        assert answer.status_code == HTTPStatus.FORBIDDEN
    assert get_user(other.id).disabled_at is None
    assert len(refusals()) == 2 * (len(Role) - 1)


def test_an_administrator_disables_an_account_and_is_told_so(client: FlaskClient) -> None:
    other, admin = make_user(Role.LEADER), make_user(Role.ADMIN)
    victim = sign_in(client.application.test_client(), other)
    sign_in(client, admin)
    page = client.get("/admin/users").text
    assert other.email in page
    answer = client.post(f"/admin/users/{other.id}/disable", data={"csrf_token": form_token(client, "/admin/users")})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert "The account was disabled" in client.get(answer.headers["Location"]).text
    assert victim.get("/account").status_code == HTTPStatus.SEE_OTHER
    entry = db.session.scalars(sa.select(AuditEvent).order_by(AuditEvent.seq.desc())).first()
    assert entry is not None
    assert (entry.action, entry.object_id, entry.actor_id) == ("account.disable", other.id, admin.id)


def test_an_administrator_has_no_button_against_themselves_and_no_way_around_it(client: FlaskClient) -> None:
    admin = make_user(Role.ADMIN)
    sign_in(client, admin)
    assert f"/admin/users/{admin.id}/disable" not in client.get("/admin/users").text
    token = form_token(client, "/account")
    answer = client.post(f"/admin/users/{admin.id}/disable", data={"csrf_token": token})
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "another administrator" in answer.text
    assert client.get("/account").status_code == HTTPStatus.OK


def test_an_unknown_account_cannot_be_disabled(client: FlaskClient) -> None:
    sign_in(client, make_user(Role.ADMIN))
    token = form_token(client, "/account")
    answer = client.post("/admin/users/nobody/disable", data={"csrf_token": token, "role": "admin"})
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_fields_that_no_form_has_change_nothing(client: FlaskClient) -> None:
    user = make_user(Role.DRAFTER)
    given = {"email": user.email, "password": "gravel lampshade onward", "role": "admin", "disabled_at": "2012-01-01"}
    client.post("/sign-in", data={**given, "csrf_token": form_token(client)})
    assert (get_user(user.id).role, get_user(user.id).disabled_at) == (Role.DRAFTER, None)
    assert db.session.scalars(sa.select(SignInSession.role)).all() == [Role.DRAFTER]
