"""Every route of the portal: who may call it, and that reading changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from portal.accounts.rules_permissions import is_secret, may_sometimes
from portal.accounts.rules_roles import Role
from portal.common.database import db
from portal.common.security import HEADERS
from portal.common.web import DECLARED
from tests.make import make_document, make_edition, make_inquiry, make_program, make_response, make_user, sign_in

# Everybody may call these. A route that is missing here is public by mistake, or belongs on this list.
PUBLIC = {
    "GET /",
    "GET /api/openapi.json",
    "GET /api/v1/audit/head",
    "GET /api/v1/faqs",
    "GET /api/v1/faqs/<slug>",
    "GET /api/v1/guidance",
    "GET /api/v1/guidance/<document>",
    "GET /api/v1/guidance/<document>/compare",
    "GET /api/v1/guidance/<document>/editions",
    "GET /api/v1/guidance/<document>/editions/<edition_number:number>",
    "GET /api/v1/jurisdictions",
    "GET /api/v1/obligations",
    "GET /api/v1/programs",
    "GET /api/v1/search",
    "GET /applies",
    "GET /ask",
    "GET /ask/<string:token>",
    "GET /check",
    "GET /check/<code>",
    "GET /contact",
    "GET /corrections",
    "GET /faqs",
    "GET /faqs/<slug>",
    "GET /guidance",
    "GET /guidance/<slug>",
    "GET /guidance/<slug>/compare",
    "GET /guidance/<slug>/compare/<pair>",
    "GET /guidance/<slug>/editions",
    "GET /guidance/<slug>/editions/<edition_number:number>",
    "GET /guidance/<slug>/editions/<edition_number:number>.pdf",
    "GET /guidance/<slug>/matrix",
    "GET /guidance/<slug>/provisions/<label>",
    "GET /healthz",
    "GET /readyz",
    "GET /robots.txt",
    "GET /sitemap.xml",
    "GET /search",
    "GET /sign-in",
    "GET /sign-out",
    "POST /api/v1/check",
    "POST /ask",
    "POST /ask/offers",
    "POST /sign-in",
    "POST /sign-out",
}
# These ask for an account, and what they ask of it.
GUARDED = {
    "GET /account": "own.account",
    "POST /account/sessions/<string:session_id>/end": "own.account",
    "GET /admin/users": "accounts.list",
    "POST /admin/users/<string:user_id>/disable": "accounts.manage",
    "GET /answers": "answers.read",
    "GET /answers/<slug>/edit": "answers.read",
    "GET /answers/new": "answers.draft",
    "POST /answers": "answers.draft",
    "POST /answers/<slug>/clearance": "answers.draft",
    "POST /answers/<slug>/decision": "answers.clear",
    "POST /answers/<slug>/drop": "answers.draft",
    "POST /answers/<slug>/edit": "answers.draft",
    "POST /answers/<slug>/finding": "answers.draft",
    "POST /answers/<slug>/objection": "answers.draft",
    "POST /answers/<slug>/publish": "answers.publish",
    "POST /answers/<slug>/retire": "answers.publish",
    "POST /answers/check": "answers.draft",
    "GET /directions": "directions.read",
    "GET /directions/<string:direction_id>": "directions.read",
    "GET /inquiries": "inquiries.read",
    "GET /inquiries/<string:number>": "inquiries.read",
    "GET /inquiries/new": "inquiries.log",
    "GET /mine": "own.questions",
    "GET /work": "own.work",
    "GET /work/due.ics": "own.work",
    "POST /directions/<string:direction_id>/decision": "directions.decide",
    "POST /inquiries": "inquiries.log",
    "POST /inquiries/from-mail": "inquiries.log",
    "GET /inquiries/<string:number>/responses/<int:position>": "inquiries.read",
    "GET /inquiries/<string:number>/responses/new": "responses.draft",
    "POST /inquiries/<string:number>/check": "responses.draft",
    "POST /inquiries/<string:number>/close": "inquiries.log",
    "POST /inquiries/<string:number>/questions/<int:position>/direction": "directions.ask",
    "POST /inquiries/<string:number>/questions/<int:position>/not-policy": "inquiries.log",
    "POST /inquiries/<string:number>/reopen": "inquiries.log",
    "POST /inquiries/<string:number>/responses": "responses.draft",
    "POST /inquiries/<string:number>/responses/<int:position>": "responses.draft",
    "POST /inquiries/<string:number>/responses/<int:position>/clearance": "responses.draft",
    "POST /inquiries/<string:number>/responses/<int:position>/decision": "responses.clear",
    "POST /inquiries/<string:number>/responses/<int:position>/drop": "responses.draft",
    "POST /inquiries/<string:number>/responses/<int:position>/finding": "responses.draft",
    "POST /inquiries/<string:number>/responses/<int:position>/objection": "responses.draft",
    "POST /inquiries/<string:number>/responses/<int:position>/send": "responses.send",
    "POST /inquiries/<string:number>/hold": "records.keep",
    "POST /inquiries/<string:number>/interim": "inquiries.log",
    "POST /inquiries/<string:number>/lift": "records.purge",
    "POST /inquiries/<string:number>/purge": "records.purge",
    "POST /inquiries/<string:number>/purge-proposal": "records.keep",
    "POST /inquiries/<string:number>/link": "inquiries.log",
    "POST /inquiries/<string:number>/owner": "inquiries.log",
    "POST /inquiries/<string:number>/pause": "inquiries.log",
    "POST /inquiries/<string:number>/resume": "inquiries.log",
    "POST /inquiries/<string:number>/sender": "inquiries.sender",
    "GET /statements": "statements.read",
    "GET /statements/new": "statements.enter",
    "POST /statements": "statements.enter",
}
# What may be there in the places of an address; elsewhere nothing has this name.
IN_PLACES = {
    "number": 1,
    "slug": "participation",
    "document": "participation",
    "pair": "1...2",
    "label": "share-information",
}
LOGGED = {"number": "2012-0001", "position": 1}
OF_ROUTES = {"inquiries.inquiry": LOGGED, "inquiries.response": LOGGED, "inquiries.new_response": LOGGED}
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
                there = {**IN_PLACES, **OF_ROUTES.get(rule.endpoint, {})}
                values = {name: there.get(name, "il") for name in rule.arguments}
                built = app.url_map.bind("127.0.0.1").build(rule.endpoint, values)
                yield built, access[rule.endpoint].action


def is_refused(answer: TestResponse, action: str | None) -> bool:
    if action is not None and is_secret(action):
        return answer.status_code == 404 or is_refused(answer, None)
    return answer.status_code == 403 or answer.headers.get("Location", "").startswith("/sign-in?")


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
    document = make_document(make_program())
    make_edition(document, published="2010-08-17")
    make_edition(document, published="2011-08-05")
    make_response(make_inquiry())
    if role:
        sign_in(client, make_user(role))
    for path, action in list(readable(app)):
        allowed = action is None or may_sometimes(role, action)
        with writes() as written:
            answer = client.get(path)
        assert set(HEADERS) <= set(answer.headers.keys()), path
        # The PDF of an edition is made by the worker, and until then it is announced.
        assert answer.status_code < 500 or path.endswith(".pdf"), (path, answer.text)
        assert is_refused(answer, action) is not allowed, path
        if allowed:
            assert written == [], path


def test_the_spy_sees_what_is_written(app: APIFlask, client: FlaskClient) -> None:
    with writes() as written:
        sign_in(client, make_user())
    assert any("sign_in_sessions" in statement for statement in written)
