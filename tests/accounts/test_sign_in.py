"""Signing in and out as a browser does it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from apiflask import APIFlask
from flask.testing import FlaskClient

from portal.accounts.actions import disable_user
from portal.accounts.hashing import EXTENSION, PasswordCost, Passwords
from portal.accounts.models import SignInSession
from portal.accounts.queries import find_user, get_user, list_sessions, token_hash
from portal.accounts.rules_roles import Role
from portal.audit.models import AuditEvent
from portal.common.clock import now
from portal.common.database import db, transaction
from tests.make import CLERK, PASSWORD, form_token, make_user, sign_in, stop_clock, try_to_sign_in

WRONG = "onward lampshade gravel"


def is_signed_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def audited(action: str) -> list[AuditEvent]:
    return list(db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == action)))


def another_browser(app: APIFlask, address: str = "127.0.0.1") -> FlaskClient:
    browser = app.test_client()
    browser.environ_base["REMOTE_ADDR"] = address
    return browser


def set_cookie_of(client: FlaskClient, path: str) -> str | None:
    return client.get(path).headers.get("Set-Cookie")


def test_the_right_password_lets_in_and_says_so_in_the_audit(client: FlaskClient) -> None:
    user = make_user()
    assert not is_signed_in(client)
    sign_in(client, user)
    page = client.get("/account")
    assert page.status_code == 200
    assert user.email in page.text
    [entry] = audited("session.start")
    assert (entry.actor_kind, entry.actor_id, entry.actor_role) == ("user", user.id, "drafter")


def test_the_address_may_be_written_in_any_case(client: FlaskClient) -> None:
    user = make_user()
    assert try_to_sign_in(client, f" {user.email.upper()} ").status_code == 303


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: FlaskClient) -> None:
    user = make_user()
    wrong, unknown = try_to_sign_in(client, user.email, WRONG), try_to_sign_in(client, "nobody@agency.test", WRONG)
    assert wrong.status_code == unknown.status_code == 401
    assert "is not right" in wrong.text
    assert neutral(wrong.text, user.email) == neutral(unknown.text, "nobody@agency.test")
    assert not is_signed_in(client)


def neutral(page: str, email: str) -> str:
    before, _, rest = page.replace(email, "EMAIL").partition('name="csrf_token" value="')
    return before + rest.partition('"')[2]


def test_a_refused_sign_in_is_audited_without_the_address(client: FlaskClient) -> None:
    user = make_user()
    try_to_sign_in(client, user.email, WRONG)
    try_to_sign_in(client, "nobody@agency.test", WRONG)
    known, unknown = audited("session.refuse")
    assert known.object_id == user.id
    assert len(unknown.object_id) == 32
    assert {known.actor_kind, unknown.actor_kind} == {"visitor"}
    assert known.actor_id == unknown.actor_id != "127.0.0.1"


def test_a_disabled_account_is_refused_as_if_it_were_unknown(client: FlaskClient) -> None:
    user = make_user()
    with transaction():
        disable_user(user=user, by=CLERK, at=now())
    answer = try_to_sign_in(client, user.email)
    assert answer.status_code == 401
    assert "is not right" in answer.text


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"email": ""}, "Write your e-mail address."),
        ({"password": ""}, "Write your password."),
        ({"email": "j" * 255}, "at most 254"),
        ({"password": "p" * 1001}, "longer than any password"),
        ({"password": "p" * 1_048_576}, "longer than any password"),
        ({"password": "gravel\0lampshade"}, "password"),
        ({"email": "jane@agency.test\r\nBcc: x@agency.test"}, "is not right"),
    ],
)
def test_what_cannot_be_a_sign_in_is_refused_without_hashing(
    app: APIFlask, client: FlaskClient, fields: dict[str, str], message: str
) -> None:
    app.extensions[EXTENSION] = Passwords(PasswordCost(memory=8, passes=1, lanes=1))
    given = {"email": "jane@agency.test", "password": PASSWORD, **fields}
    answer = client.post("/sign-in", data={**given, "csrf_token": form_token(client)})
    assert answer.status_code in {400, 401}
    assert message in answer.text
    assert PASSWORD not in answer.text


def test_an_unpaired_surrogate_in_a_password_is_refused_by_name(client: FlaskClient) -> None:
    body = f"email=jane%40agency.test&password=%ED%A0%80&csrf_token={form_token(client)}"
    answer = client.post("/sign-in", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert "password" in answer.text


def test_more_than_a_form_may_hold_is_not_read(client: FlaskClient) -> None:
    given = {"email": "jane@agency.test", "password": "p" * 1_500_001}
    answer = client.post("/sign-in", data={**given, "csrf_token": form_token(client)})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("given", "target"),
    [
        ("/applies?audience=sheriff&state=IL", "/applies?audience=sheriff&state=IL"),
        ("", "/"),
        ("https://evil.test/", "/"),
        ("//evil.test/", "/"),
        ("/\\evil.test", "/"),
        ("\\\\evil.test", "/"),
        ("/a\\b", "/"),
        ("javascript:alert(1)", "/"),
        ("/sign-out", "/"),
        ("evil.test", "/"),
    ],
)
def test_signing_in_goes_on_to_a_path_of_the_portal_and_nowhere_else(
    client: FlaskClient, given: str, target: str
) -> None:
    user = make_user()
    answer = try_to_sign_in(client, user.email, next=given)
    assert answer.headers["Location"] == target
    again = client.get("/sign-in", query_string={"next": given})
    assert (again.status_code, again.headers["Location"]) == (303, target)


def test_who_must_sign_in_first_comes_back_to_where_they_were(client: FlaskClient) -> None:
    asked = client.get("/account?done=session")
    assert (asked.status_code, asked.headers["Location"]) == (303, "/sign-in?next=%2Faccount%3Fdone%3Dsession")
    assert 'value="/account?done=session"' in client.get(asked.headers["Location"]).text


# Sessions


def test_a_visitor_gets_no_cookie_but_on_the_page_with_the_form(client: FlaskClient) -> None:
    assert set_cookie_of(client, "/guidance") is None
    assert set_cookie_of(client, "/nowhere") is None
    assert set_cookie_of(client, "/account") is None
    assert set_cookie_of(client, "/sign-in") is not None


def test_the_cookie_holds_the_token_the_stamp_and_the_safety_mark_and_the_database_only_a_hash(
    client: FlaskClient,
) -> None:
    sign_in(client, make_user())
    client.get("/account")
    with client.session_transaction() as session:
        assert set(session) == {"_user_id", "seen", "csrf_token"}
        token = session["_user_id"]
    row = db.session.scalars(sa.select(SignInSession)).one()
    assert len(token) >= 43
    assert token not in (row.token_hash, row.id)


def test_the_cookie_is_for_the_server_alone(client: FlaskClient) -> None:
    answer = try_to_sign_in(client, make_user().email)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Domain" not in cookie
    assert "Expires" not in cookie


def test_signing_in_gives_a_new_session_and_ends_the_one_before(client: FlaskClient) -> None:
    first, second = make_user(), make_user()
    sign_in(client, first)
    given = {"email": second.email, "password": PASSWORD, "csrf_token": form_token(client, "/account")}
    with client.session_transaction() as session:
        before = dict(session)
    assert client.post("/sign-in", data=given).status_code == 303
    with client.session_transaction() as session:
        assert session["_user_id"] != before["_user_id"]
        assert session.get("csrf_token") != before["csrf_token"]
    reasons = [
        row.end_reason for row in db.session.scalars(sa.select(SignInSession).order_by(SignInSession.started_at))
    ]
    assert sorted(reasons, key=str) == [None, "replaced"]


def test_a_cookie_planted_before_the_sign_in_opens_nothing_after_it(app: APIFlask, client: FlaskClient) -> None:
    form_token(client)
    planted = client.get_cookie("portal_session")
    assert planted is not None
    sign_in(client, make_user())
    attacker = another_browser(app)
    attacker.set_cookie("portal_session", planted.value)
    assert not is_signed_in(attacker)


def test_signing_out_ends_the_session_on_the_server_and_empties_the_browser(app: APIFlask, client: FlaskClient) -> None:
    sign_in(client, make_user())
    stolen = client.get_cookie("portal_session")
    assert stolen is not None
    page = client.get("/sign-out")
    assert page.status_code == 200
    assert is_signed_in(client)
    answer = client.post("/sign-out", data={"csrf_token": form_token(client, "/sign-out")})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get_cookie("portal_session") is None
    thief = another_browser(app)
    thief.set_cookie("portal_session", stolen.value)
    assert not is_signed_in(thief)
    [entry] = audited("session.end")
    assert entry.details == {"reason": "signed_out"}


def test_who_is_not_signed_in_has_nothing_to_sign_out_of(client: FlaskClient) -> None:
    assert client.get("/sign-out").headers["Location"] == "/"


def test_a_forged_cookie_opens_nothing(client: FlaskClient) -> None:
    sign_in(client, make_user())
    kept = client.get_cookie("portal_session")
    assert kept is not None
    client.set_cookie("portal_session", kept.value[:-2] + ("aa" if kept.value[-2:] != "aa" else "bb"))
    assert not is_signed_in(client)


def test_a_quarter_of_an_hour_without_a_request_ends_a_session(app: APIFlask, client: FlaskClient) -> None:
    clock = stop_clock(app)
    sign_in(client, make_user())
    for _ in range(4):
        clock.reading += timedelta(minutes=14)
        assert is_signed_in(client)
    clock.reading += timedelta(minutes=15, seconds=1)
    assert not is_signed_in(client)
    clock.reading -= timedelta(minutes=10)
    assert not is_signed_in(client), "what has ended does not revive when the clock is set back"


def test_twelve_hours_end_a_session_however_busy_it_is(app: APIFlask, client: FlaskClient) -> None:
    clock = stop_clock(app)
    sign_in(client, make_user())
    for _ in range(72):
        clock.reading += timedelta(minutes=10)
        assert is_signed_in(client)
    clock.reading += timedelta(minutes=1)
    assert not is_signed_in(client)


def test_a_session_from_the_future_is_none(app: APIFlask, client: FlaskClient) -> None:
    clock = stop_clock(app)
    sign_in(client, make_user())
    clock.reading -= timedelta(days=400)
    assert not is_signed_in(client)


def test_the_stamp_is_written_at_most_once_a_minute(app: APIFlask, client: FlaskClient) -> None:
    clock = stop_clock(app)
    sign_in(client, make_user())
    client.get("/account")
    clock.reading += timedelta(seconds=59)
    assert set_cookie_of(client, "/account") is None
    clock.reading += timedelta(seconds=1)
    assert set_cookie_of(client, "/account") is not None
    assert set_cookie_of(client, "/account") is None


def test_a_disabled_account_is_out_at_once(client: FlaskClient) -> None:
    user = make_user()
    sign_in(client, user)
    with transaction():
        disable_user(user=get_user(user.id), by=CLERK, at=now())
    assert not is_signed_in(client)
    assert db.session.scalars(sa.select(SignInSession.end_reason)).all() == ["disabled"]


def test_a_role_that_has_changed_ends_the_sessions_of_the_old_one(client: FlaskClient) -> None:
    user = make_user()
    sign_in(client, user)
    with transaction():
        get_user(user.id).role = Role.AUDITOR
    assert not is_signed_in(client)


def test_one_ends_ones_other_sessions_and_nobody_elses(app: APIFlask, client: FlaskClient) -> None:
    user, other = make_user(), make_user()
    sign_in(client, user)
    elsewhere, stranger = sign_in(another_browser(app), user), sign_in(another_browser(app), other)
    now = app.extensions["portal-clock"].now()
    [theirs] = list_sessions(other.id, now=now)
    with client.session_transaction() as session:
        own_token = session["_user_id"]
    mine = [each for each in list_sessions(user.id, now=now) if each.token_hash != token_hash(own_token)]
    assert client.get("/account").text.count("/end") == 1

    mark = form_token(client, "/account")
    assert client.post(f"/account/sessions/{theirs.id}/end", data={"csrf_token": mark}).status_code == 404
    answer = client.post(f"/account/sessions/{mine[0].id}/end", data={"csrf_token": mark})
    assert "The session was ended." in client.get(answer.headers["Location"]).text
    assert not is_signed_in(elsewhere)
    assert is_signed_in(stranger)
    assert is_signed_in(client)


def test_a_password_hashed_at_another_cost_is_hashed_anew(app: APIFlask, client: FlaskClient) -> None:
    user = make_user()
    before = user.password_hash
    app.extensions[EXTENSION] = Passwords(PasswordCost(memory=16, passes=1, lanes=1))
    sign_in(client, user)
    after = get_user(user.id).password_hash
    assert "m=8," in before
    assert "m=16," in after
    assert is_signed_in(client)


def test_the_account_of_a_demonstration_is_named_on_its_page(client: FlaskClient) -> None:
    assert find_user("leader@portal.test") is None
    assert "leader@portal.test" in client.get("/sign-in").text
