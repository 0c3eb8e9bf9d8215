"""Asking a question: offered answers first, then a secret link; machines and numbers of persons are caught."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.accounts.rules_roles import Role
from portal.audit.models import AuditEvent
from portal.bodies.models import Body
from portal.bodies.rules import body_hash
from portal.common.database import db
from portal.inquiries.models import Inquiry, Person, Question
from portal.programs.models import Program
from tests.make import (
    StoppedClock,
    make_answer,
    make_document,
    make_edition,
    make_program,
    make_user,
    provision,
    sets,
    sign_in,
    stop_clock,
)
from tests.pages import main_of

SENT_AGAIN = ("csrf_token", "begun", "offered")
QUESTION = "May our sheriff decline zebra sharing?"
FIELDS = {
    "question": QUESTION,
    "sender_kind": "law-enforcement",
    "audience": "sheriff",
    "state": "il",
    "name": "Ann Lindqvist",
    "office": "",
    "email": "ann@sheriff.example.gov",
}


@pytest.fixture
def clock(app: APIFlask) -> StoppedClock:
    return stop_clock(app)


@pytest.fixture
def program(app: APIFlask, clock: StoppedClock) -> Program:
    return make_program()


@pytest.fixture
def with_answer(program: Program) -> Program:
    make_edition(make_document(program), provision("share", sets("local", "mandatory")), published="2010-01-01")
    make_answer(program, "zebra", "[[share]]", published="2010-02-01", question="May a sheriff decline zebra sharing?")
    return program


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def ask(
    client: FlaskClient, clock: StoppedClock, *, after: timedelta = timedelta(minutes=1), **fields: str
) -> TestResponse:
    page = client.get("/ask").text
    given = {"csrf_token": hidden(page, "csrf_token"), "begun": hidden(page, "begun"), **FIELDS, **fields}
    clock.reading += after
    return client.post("/ask", data=given)


def asked() -> list[Inquiry]:
    return list(db.session.scalars(sa.select(Inquiry)))


def test_a_question_without_an_answer_is_logged_and_followed_by_a_secret_link(
    program: Program, client: FlaskClient, clock: StoppedClock
) -> None:
    answer = ask(client, clock)
    assert answer.status_code == 303
    link = answer.headers["Location"]
    page = client.get(link)
    assert "We have received your question." in page.text
    assert QUESTION in page.text
    assert "May 1, 2012" in page.text or "April 30, 2012" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Cache-Control"] == "no-store"
    assert "Ann" not in page.text
    [kept] = asked()
    assert (kept.channel, kept.place_code, kept.audience_slug) == ("portal", "IL", "sheriff")
    assert link.rpartition("/")[2] not in str(db.session.execute(sa.text("SELECT * FROM inquiries")).all())


def test_answers_are_offered_before_anything_is_kept_and_it_is_sent_all_the_same(
    with_answer: Program, client: FlaskClient, clock: StoppedClock
) -> None:
    offered = ask(client, clock)
    assert offered.status_code == 200
    page = main_of(offered.text).text
    assert "May a sheriff decline zebra sharing?" in page
    assert "Offered because it speaks of:" in page
    assert "zebra" in page.partition("Offered because it speaks of:")[2].partition(".")[0]
    assert "Nothing has been sent yet" in page
    assert hidden(offered.text, "offered") == "yes"
    assert asked() == []
    assert QUESTION in offered.text
    sent = client.post("/ask", data={**FIELDS, **{name: hidden(offered.text, name) for name in SENT_AGAIN}})
    assert sent.status_code == 303, "who has read the offers for a moment only is no machine"
    assert len(asked()) == 1


def test_while_typing_the_same_answers_are_offered_and_nothing_is_kept(
    with_answer: Program, client: FlaskClient, clock: StoppedClock
) -> None:
    token = hidden(client.get("/ask").text, "csrf_token")
    found = client.post("/ask/offers", data={"csrf_token": token, "question": QUESTION}).text
    assert "May a sheriff decline zebra sharing?" in found
    for nothing in ("", "?", '"', "neverwritten", "x" * 100_000):
        answer = client.post("/ask/offers", data={"csrf_token": token, "question": nothing})
        assert answer.status_code == 200
        assert "may be what you look for" not in answer.text
    assert asked() == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"question": ""}, "Write the question"),
        ({"question": "why " * 250_000}, "at most 5,000 characters"),
        ({"question": "My number is 123-45-6789"}, "Social Security number"),
        ({"sender_kind": "king"}, "what kind of sender"),
        ({"audience": ""}, "kind of stakeholder"),
        ({"email": "ann@agency.gov\nBcc: all@agency.gov"}, "one e-mail address"),
        ({"website": "https://spam.example"}, "catch machines"),
        ({"begun": "2012-04-09T12:00:00+00:00.forged"}, "very quickly"),
        ({"begun": "\N{SNOWMAN}"}, "very quickly"),
    ],
)
def test_what_cannot_be_taken_comes_back_whole(
    program: Program, client: FlaskClient, clock: StoppedClock, fields: dict[str, str], words: str
) -> None:
    answer = ask(client, clock, **fields)
    assert answer.status_code == 400
    assert words in main_of(answer.text).text
    assert FIELDS["email"] in answer.text or "email" in fields
    assert asked() == []
    assert db.session.scalars(sa.select(Body)).all() == []


@pytest.mark.parametrize("after", [timedelta(seconds=1), timedelta(hours=25)])
def test_a_form_that_was_sent_too_quickly_or_copied_is_shown_again(
    program: Program, client: FlaskClient, clock: StoppedClock, after: timedelta
) -> None:
    refused = ask(client, clock, after=after)
    assert refused.status_code == 400
    assert QUESTION in refused.text
    clock.reading += timedelta(seconds=5)
    token, begun = hidden(refused.text, "csrf_token"), hidden(refused.text, "begun")
    assert client.post("/ask", data={"csrf_token": token, "begun": begun, **FIELDS}).status_code == 303


def test_numbers_of_persons_never_reach_the_database(
    program: Program, client: FlaskClient, clock: StoppedClock
) -> None:
    answer = ask(client, clock, question="Why is A012345678 held?", take_numbers_out="yes")
    assert answer.status_code == 303
    [body] = db.session.scalars(sa.select(Body))
    assert body.text == "Why is [number taken out] held?"


def test_who_asked_and_what_is_kept_apart_and_proven_by_a_hash(
    program: Program, client: FlaskClient, clock: StoppedClock
) -> None:
    ask(client, clock)
    [question] = db.session.scalars(sa.select(Question))
    [body] = db.session.scalars(sa.select(Body))
    [person] = db.session.scalars(sa.select(Person))
    assert question.body_hash == body_hash(body.salt, QUESTION)
    assert (person.name, person.email) == (FIELDS["name"], FIELDS["email"])
    [logged] = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "inquiry.logged"))
    assert logged.actor_kind == "visitor"
    assert "127.0.0.1" not in str(logged.details) + logged.actor_id


def test_nobody_needs_to_say_who_they_are(program: Program, client: FlaskClient, clock: StoppedClock) -> None:
    assert ask(client, clock, name="", office="", email="").status_code == 303
    assert db.session.scalars(sa.select(Person)).all() == []


def test_a_partner_finds_the_question_again_without_the_link(
    program: Program, client: FlaskClient, clock: StoppedClock
) -> None:
    partner = make_user(Role.PARTNER)
    sign_in(client, partner)
    ask(client, clock)
    assert "zebra sharing" in client.get("/mine").text


def test_every_link_that_opens_nothing_is_answered_alike_and_guessing_is_slowed_down(
    program: Program, client: FlaskClient, clock: StoppedClock
) -> None:
    link = ask(client, clock).headers["Location"]
    tokens = [
        "a" * 32,
        link.rpartition("/")[2][:-1],
        link.rpartition("/")[2].swapcase(),
        "x",
        "\N{SNOWMAN}",
        "%00",
        "%ff",
        "a" * 9_000,
    ]
    bodies = {client.get(f"/ask/{token}").text for token in tokens}
    assert len(bodies) == 1
    codes = [client.get(f"/ask/{'b' * 32}").status_code for _ in range(30)]
    assert codes[0] == 404
    assert codes[-1] == 429
    assert client.get(link).status_code == 429


def test_too_many_questions_of_one_address_must_wait(
    program: Program, client: FlaskClient, clock: StoppedClock
) -> None:
    answers = [ask(client, clock, email="") for _ in range(21)]
    assert [answer.status_code for answer in answers] == [303] * 20 + [429]
    assert len(asked()) == 20
