"""Every route of the portal: who may call it, and that reading changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from portal.accounts.rules_permissions import may_sometimes
from portal.accounts.rules_roles import Role
from portal.common.database import db
from portal.common.security import HEADERS
from portal.common.web import DECLARED
from tests.make import make_user, sign_in

# Everybody may call these. A route that is missing here is public by mistake, or belongs on this list.
PUBLIC = {}
# These ask for an account, and what they ask of it.
GUARDED = {
    "GET /account": "own.account",
    "POST /account/sessions/<string:session_id>/end": "own.account",
    "GET /admin/users": "accounts.list",
    "POST /admin/users/<string:user_id>/disable": "accounts.manage",
}
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE")


def rules(app: APIFlask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))


def verbs(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def declared(app: APIFlask) -> dict[str, str | None]:
    access = app.extensions[DECLARED]
    return {f"{verb} {rule.rule}": access[rule.endpoint].action for rule in rules(app) for verb in verbs(rule)}


def readable(app: APIFlask) -> Iterator[tuple[str, str | None]]:
    """Each address that can be read, with something in its places that may be there or not."""
    access = app.extensions[DECLARED]
    with app.test_request_context():
        for rule in rules(app):
            if "GET" in (rule.methods or set()):
                values = {
                    name: 1 if "Integer" in type(rule._converters[name]).__name__ else "il" for name in rule.arguments
                }
                built = app.url_map.bind("127.0.0.1").build(rule.endpoint, values)
                yield built, access[rule.endpoint].action


@contextmanager
def writes() -> Iterator[list[str]]:
    """Keep what the block writes to the database."""
    kept: list[str] = []

    def spy(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(WRITING):
            kept.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", spy)
    yield kept
    sa.event.remove(db.engine, "before_cursor_execute", spy)


def test_every_route_is_on_one_of_the_two_lists(app: APIFlask) -> None:
    found = declared(app)
    assert {route for route, action in found.items() if action is None} == PUBLIC
    assert {route: action for route, action in found.items() if action is not None} == GUARDED


def test_no_route_takes_a_verb_that_it_does_not_name(app: APIFlask) -> None:
    assert {verb for rule in rules(app) for verb in verbs(rule)} <= {"GET", "POST"}
    mixed = [rule.rule for rule in rules(app) if len(verbs(rule)) != 1]
    assert mixed == [], "what reads and what writes are two views"


@pytest.mark.parametrize("role", [None, *Role])
def test_every_address_carries_every_header_lets_in_whom_it_should_and_writes_nothing(
    app: APIFlask, client: FlaskClient, role: str | None
) -> None:
    if role:
        sign_in(client, make_user(role))
    for path, action in list(readable(app)):
        allowed = action is None or may_sometimes(role, action)
        with writes() as written:
            answer = client.get(path)
        assert set(HEADERS) <= set(answer.headers.keys()), path
        assert answer.status_code < 500, (path, answer.text)
        assert (answer.status_code not in {403, 303}) or not allowed, path
        if allowed:
            assert written == [], path


def test_the_spy_sees_what_is_written(app: APIFlask, client: FlaskClient) -> None:
    with writes() as written:
        sign_in(client, make_user())
    assert any("sign_in_sessions" in statement for statement in written)
