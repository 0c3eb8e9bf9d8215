"""Who asked, and their words, are purged by two people together, and nothing else is."""

import pytest
import sqlalchemy as sa
from apiflask import APIFlask
from flask.testing import FlaskClient

from portal.accounts.rules_roles import Role
from portal.bodies.models import Body
from portal.common.clock import now
from portal.common.database import db, transaction
from portal.inquiries.actions import record_inquiry_event
from portal.inquiries.actions_search import rebuild_search
from portal.inquiries.models import Person, Question
from portal.inquiries.rules_content import Sender
from portal.inquiries.rules_events import EventKind
from portal.notices.actions import queue_mail
from portal.notices.models import Mail
from portal.notices.queries import list_due
from portal.notices.rules_mail import MailContent
from portal.programs.models import Program
from portal.search.models import SearchText
from portal.search.queries_checks import index_issues
from tests.flows.test_a_question_is_answered import Desk
from tests.make import (
    give_inquiry,
    make_document,
    make_edition,
    make_inquiry,
    make_program,
    make_response,
    make_user,
    provision,
    sets,
    user_actor,
)
from tests.pages import main_of

ANN = Sender(name="Ann Lindqvist", email="ann@sheriff.test", office="Sheriff")


@pytest.fixture
def program(app: APIFlask) -> Program:
    program = make_program()
    make_edition(make_document(program), provision("share", sets("local", "mandatory")), published="2010-01-01")
    return program


@pytest.fixture
def reviewer(app: APIFlask, program: Program) -> Desk:
    return Desk(app, make_user(Role.REVIEWER))


@pytest.fixture
def leader(app: APIFlask, program: Program) -> Desk:
    return Desk(app, make_user(Role.LEADER))


def closed(reviewer: Desk) -> tuple[str, str]:
    """Log, answer and close an inquiry with a mail in the outbox; returns its number and the token of its link."""
    logged = make_inquiry("What of my zebra canary?", sender=ANN)
    give_inquiry(logged, reviewer.user)
    response = make_response(logged, "Share it. [[share]]")
    with transaction():
        mail = MailContent(to_address=ANN.email, subject="s", text="zebra canary", html="zebra canary")
        queue_mail(item_id=response, content=mail, at=now())
        record_inquiry_event(inquiry_id=logged.id, kind=EventKind.CLOSED, by=user_actor(reviewer.user), at=now())
    return logged.number, logged.token


def everything() -> str:
    db.session.rollback()
    tables = sa.inspect(db.engine).get_table_names()
    return "\n".join(str(db.session.execute(sa.text(f"SELECT * FROM {each}")).all()) for each in tables)


def test_two_people_purge_and_no_table_holds_a_word_of_it(client: FlaskClient, reviewer: Desk, leader: Desk) -> None:
    number, token = closed(reviewer)
    assert "zebra canary" in everything()
    assert reviewer.send(f"/inquiries/{number}/purge-proposal", reason="Its time is over").status_code == 303
    assert leader.send(f"/inquiries/{number}/purge").status_code == 303
    kept = everything()
    for word in ("zebra", "canary", "Lindqvist", "ann@sheriff"):
        assert word not in kept
    assert "Share it." in kept
    page = main_of(reviewer.get(f"/inquiries/{number}")).text
    assert "[Purged]" in page
    assert "were purged" in page
    assert client.get(f"/ask/{token}").text == client.get(f"/ask/{'x' * 32}").text
    assert list_due(now()) == []
    assert index_issues([]) == []
    assert db.session.scalars(sa.select(SearchText.id).where(SearchText.kind == "inquiry")).all() == []
    with transaction():
        rebuild_search()
    assert "canary" not in everything()


def test_the_hashes_stay_and_prove_nothing_any_more(reviewer: Desk, leader: Desk) -> None:
    number, _ = closed(reviewer)
    before = db.session.scalars(sa.select(Question.body_hash)).all()
    reviewer.send(f"/inquiries/{number}/purge-proposal", reason="Its time is over")
    leader.send(f"/inquiries/{number}/purge")
    db.session.rollback()
    assert db.session.scalars(sa.select(Question.body_hash)).all() == before
    [body] = db.session.scalars(sa.select(Body).where(Body.purged_at.is_not(None)))
    assert (body.text, body.salt) == ("", "")


@pytest.mark.parametrize("reason", ["", "x" * 501])
def test_a_purge_is_proposed_with_a_reason(reviewer: Desk, leader: Desk, reason: str) -> None:
    number, _ = closed(reviewer)
    assert reviewer.send(f"/inquiries/{number}/purge-proposal", reason=reason).status_code == 400
    assert leader.send(f"/inquiries/{number}/purge").status_code == 400


def test_what_is_open_or_under_a_hold_is_not_purged(reviewer: Desk, leader: Desk) -> None:
    still_open = make_inquiry("A question", sender=ANN).number
    refused = reviewer.send(f"/inquiries/{still_open}/purge-proposal", reason="Its time is over")
    assert "It is not closed" in main_of(refused.text).text
    number, _ = closed(reviewer)
    reviewer.send(f"/inquiries/{number}/purge-proposal", reason="Its time is over")
    assert reviewer.send(f"/inquiries/{number}/hold", reason="A court asks for it").status_code == 303
    refused = leader.send(f"/inquiries/{number}/purge")
    assert "A legal hold forbids it" in main_of(refused.text).text
    assert "zebra canary" in everything()
    assert leader.send(f"/inquiries/{number}/lift", reason="").status_code == 400
    assert leader.send(f"/inquiries/{number}/lift", reason="The case is closed").status_code == 303
    assert leader.send(f"/inquiries/{number}/purge").status_code == 303
    assert "zebra canary" not in everything()


def test_each_of_the_two_has_one_half(app: APIFlask, reviewer: Desk, leader: Desk) -> None:
    number, _ = closed(reviewer)
    drafter = Desk(app, make_user(Role.DRAFTER))
    for desk, deeds in (
        (reviewer, ("purge", "lift")),
        (leader, ("hold", "purge-proposal")),
        (drafter, ("hold", "lift", "purge-proposal", "purge")),
    ):
        for deed in deeds:
            assert desk.send(f"/inquiries/{number}/{deed}", reason="Why").status_code == 404


def test_nothing_else_of_a_person_a_mail_or_a_text_can_be_changed(reviewer: Desk) -> None:
    closed(reviewer)
    for statement in (
        "UPDATE persons SET name = 'forged', purged_at = '2012-01-01'",
        "UPDATE persons SET name = '', email = '', office = ''",
        "UPDATE bodies SET text = '', purged_at = '2012-01-01'",
        "UPDATE bodies SET text = '', salt = '', purged_at = '2012-01-01', id = 'x'",
        "UPDATE mails SET to_address = '', subject = '', text = '', html = '', purged_at = '2012-01-01', item_id = 'x'",
    ):
        with pytest.raises(sa.exc.DatabaseError, match="refused"), transaction():
            db.session.execute(sa.text(statement))
    assert db.session.scalars(sa.select(Person.name)).all() == [ANN.name]
    assert len(db.session.scalars(sa.select(Mail.text)).all()) == 1
