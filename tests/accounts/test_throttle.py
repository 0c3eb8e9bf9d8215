"""How often one may try to sign in, per account and per address."""

from datetime import timedelta

import sqlalchemy as sa
from apiflask import APIFlask
from flask.testing import FlaskClient

from portal.accounts.models import SignInAttempt
from portal.audit.models import AuditEvent
from portal.common.database import db
from tests.make import make_user, sign_in, stop_clock, try_to_sign_in

WRONG = "onward lampshade gravel"


def another_browser(app: APIFlask, address: str = "127.0.0.1") -> FlaskClient:
    browser = app.test_client()
    browser.environ_base["REMOTE_ADDR"] = address
    return browser


def audited(action: str) -> list[AuditEvent]:
    return list(db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == action)))


def fail(client: FlaskClient, email: str, times: int) -> list[int]:
    return [try_to_sign_in(client, email, WRONG).status_code for _ in range(times)]


def test_the_sixth_attempt_on_an_account_must_wait(app: APIFlask, client: FlaskClient) -> None:
    clock = stop_clock(app)
    user = make_user()
    assert fail(client, user.email, 5) == [401] * 5
    refused = try_to_sign_in(client, user.email)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "60"
    assert "Try again in 1 minute." in refused.text
    clock.reading += timedelta(seconds=60)
    assert try_to_sign_in(client, user.email).status_code == 303


def test_the_wait_grows_and_knocking_does_not_lengthen_it(app: APIFlask, client: FlaskClient) -> None:
    clock = stop_clock(app)
    user = make_user()
    fail(client, user.email, 5)
    assert fail(client, user.email, 10) == [429] * 10
    clock.reading += timedelta(seconds=60)
    assert fail(client, user.email, 2) == [401, 429]
    assert try_to_sign_in(client, user.email).headers["Retry-After"] == "120"


def test_a_throttled_account_throttles_no_other(app: APIFlask, client: FlaskClient) -> None:
    throttled, other = make_user(), make_user()
    fail(client, throttled.email, 6)
    assert try_to_sign_in(another_browser(app), other.email).status_code == 303


def test_an_account_is_throttled_from_whatever_address_and_case(app: APIFlask) -> None:
    user = make_user()
    for number in range(5):
        fail(another_browser(app, f"192.0.2.{number}"), user.email, 1)
    assert fail(another_browser(app, "192.0.2.9"), user.email.upper(), 1) == [429]


def test_an_address_that_tries_many_accounts_must_wait_and_others_need_not(app: APIFlask) -> None:
    user = make_user()
    guesser, neighbor = another_browser(app, "192.0.2.1"), another_browser(app, "192.0.2.2")
    answers = [fail(guesser, f"nobody{number}@agency.test", 1)[0] for number in range(21)]
    assert answers == [401] * 20 + [429]
    assert try_to_sign_in(guesser, user.email).status_code == 429
    assert try_to_sign_in(neighbor, user.email).status_code == 303


def test_addresses_of_one_ipv6_network_count_as_one(app: APIFlask) -> None:
    for number in range(20):
        fail(another_browser(app, f"2001:db8::{number:x}"), f"nobody{number}@agency.test", 1)
    assert fail(another_browser(app, "2001:db8::ffff"), "somebody@agency.test", 1) == [429]
    assert fail(another_browser(app, "2001:db8:0:1::1"), "somebody@agency.test", 1) == [401]


def test_success_forgives_the_account_and_not_the_address(client: FlaskClient) -> None:
    user = make_user()
    fail(client, "nobody@agency.test", 1)
    fail(client, user.email, 4)
    sign_in(client, user)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SignInAttempt)) == 1


def test_what_was_counted_is_kept_for_a_day_as_hashes_only(app: APIFlask, client: FlaskClient) -> None:
    clock = stop_clock(app)
    fail(client, "nobody@agency.test", 1)
    row = db.session.scalars(sa.select(SignInAttempt)).one()
    assert {len(row.account_hash), len(row.address_hash)} == {32}
    clock.reading += timedelta(hours=24, seconds=1)
    fail(client, "somebody@agency.test", 1)
    kept = db.session.scalars(sa.select(SignInAttempt.at)).all()
    assert kept == [clock.reading]


def test_a_throttled_attempt_does_not_grow_the_audit(client: FlaskClient) -> None:
    fail(client, "nobody@agency.test", 9)
    assert len(audited("session.refuse")) == 5
