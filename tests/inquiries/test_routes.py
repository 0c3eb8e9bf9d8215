"""The log of inquiries: who may log, read, and do something about one, and what is kept of it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.accounts.models import User
from portal.accounts.rules_roles import Role
from portal.audit.models import AuditEvent
from portal.common.database import db
from portal.inquiries.models import Inquiry, Question
from portal.inquiries.rules_content import Sender
from portal.notices.models import Mail
from portal.programs.models import Program
from tests.make import form_token, make_inquiry, make_program, make_user, sign_in, stop_clock
from tests.pages import main_of

ANN = Sender(name="Ann Lindqvist", email="ann@sheriff.example.gov", office="Sheriff of Example")
LETTER = {
    "channel": "letter",
    "received_on": "2012-04-05",
    "question": "May we opt out?\n---\nWhat becomes of our agreement?",
    "sender_kind": "law-enforcement",
    "audience": "sheriff",
    "state": "il",
    "name": ANN.name,
    "office": "",
    "email": ANN.email,
}


@pytest.fixture
def program(app: APIFlask) -> Program:
    return make_program()


@pytest.fixture
def drafter(program: Program) -> User:
    return make_user(Role.DRAFTER)


@pytest.fixture
def desk(client: FlaskClient, drafter: User) -> FlaskClient:
    """Return the browser of somebody who answers."""
    return sign_in(client, drafter)


def send(browser: FlaskClient, path: str, **fields: str) -> TestResponse:
    return browser.post(path, data={"csrf_token": form_token(browser, "/account"), **fields})


def audited() -> list[AuditEvent]:
    rows = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action.like("inquiry.%")).order_by(AuditEvent.seq))
    return list(rows)


def test_a_letter_with_two_questions_is_logged_under_the_next_number_of_its_year(desk: FlaskClient) -> None:
    make_inquiry(received="2012-01-03")
    make_inquiry(received="2011-12-30")
    answer = send(desk, "/inquiries", **LETTER)
    assert answer.headers["Location"] == "/inquiries/2012-0002"
    page = desk.get("/inquiries/2012-0002").text
    assert "May we opt out?" in page
    assert "What becomes of our agreement?" in page
    assert "sheriffs in Illinois" in page
    assert ANN.name not in page
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Question)) == 4


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("channel", "portal", "by which way it came"),
        ("received_on", "2012-04-10", "received in the past"),
        ("received_on", "5/6", "date"),
        ("question", "", "Write the question"),
        ("question", "His number is 123-45-6789", "Social Security number"),
        ("sender_kind", "", "what kind of sender"),
        ("audience", "nobody", "kind of stakeholder"),
        ("state", "zz", "Choose a state"),
        ("email", "ann@agency.gov\r\nBcc: all@agency.gov", "one e-mail address"),
    ],
)
def test_what_cannot_be_logged_comes_back_with_the_reason_and_everything_that_was_typed(
    desk: FlaskClient, field: str, value: str, words: str
) -> None:
    answer = send(desk, "/inquiries", **{**LETTER, field: value})
    assert answer.status_code == 400
    assert words in main_of(answer.text).text
    kept = "What becomes of our agreement?" if field != "question" else ANN.name
    assert kept in answer.text
    assert db.session.scalars(sa.select(Inquiry)).all() == []


def test_numbers_that_identify_a_person_can_be_taken_out_with_one_click(desk: FlaskClient) -> None:
    answer = send(desk, "/inquiries", **{**LETTER, "question": "Is A012345678 held?", "take_numbers_out": "yes"})
    page = desk.get(answer.headers["Location"]).text
    assert "Is [number taken out] held?" in page
    assert "012345678" not in page


def test_who_asked_is_shown_on_request_and_each_look_is_recorded(desk: FlaskClient, drafter: User) -> None:
    number = make_inquiry(sender=ANN).number
    assert ANN.email not in desk.get(f"/inquiries/{number}").text
    shown = send(desk, f"/inquiries/{number}/sender")
    assert ANN.email in shown.text
    assert ANN.name in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    looked = audited()[-1]
    assert (looked.action, looked.actor_id) == ("inquiry.sender_seen", drafter.id)
    assert ANN.email not in desk.get(f"/inquiries/{number}").text


def test_there_is_nobody_to_show_where_nobody_said_who_they_are(desk: FlaskClient) -> None:
    number = make_inquiry().number
    assert "did not say who they are" in desk.get(f"/inquiries/{number}").text
    assert send(desk, f"/inquiries/{number}/sender").status_code == 404


def test_an_inquiry_is_given_paused_and_taken_up_again(app: APIFlask, program: Program, client: FlaskClient) -> None:
    clock = stop_clock(app)
    somebody = make_user(Role.DRAFTER)
    desk = sign_in(client, somebody)
    number = make_inquiry(sender_kind="press", received="2012-04-09").number
    path = f"/inquiries/{number}"
    assert "2 business days left" in desk.get(path).text
    assert send(desk, f"{path}/owner", owner=somebody.id).status_code == 303
    assert f"Given to {somebody.name}" in desk.get(path).text
    assert send(desk, f"{path}/owner", owner=somebody.id).status_code == 400
    assert send(desk, f"{path}/pause", reason=" ").status_code == 400
    assert send(desk, f"{path}/pause", reason="Which county?").status_code == 303
    assert "The clock stands still" in desk.get(path).text
    clock.reading += timedelta(days=3)
    sign_in(client, somebody)
    assert send(desk, f"{path}/resume").status_code == 303
    page = desk.get(path).text
    assert "2 business days left" in page
    assert "Which county?" in page
    assert send(desk, f"{path}/resume").status_code == 400


def test_an_inquiry_is_given_only_to_who_answers(desk: FlaskClient, program: Program) -> None:
    number = make_inquiry().number
    for owner in ("", "nobody", make_user(Role.AUDITOR).id, make_user(Role.PARTNER).id):
        assert send(desk, f"/inquiries/{number}/owner", owner=owner).status_code == 400


def test_the_same_asked_twice_is_linked_and_never_deleted(desk: FlaskClient) -> None:
    first, second = make_inquiry().number, make_inquiry().number
    assert send(desk, f"/inquiries/{second}/link", earlier="2012-0777").status_code == 400
    assert send(desk, f"/inquiries/{second}/link", earlier=second).status_code == 400
    assert send(desk, f"/inquiries/{second}/link", earlier=f" {first} ").status_code == 303
    page = desk.get(f"/inquiries/{second}").text
    assert f'href="/inquiries/{first}"' in page
    assert "Answered with the earlier one" in page
    assert send(desk, f"/inquiries/{second}/link", earlier=first).status_code == 400
    assert send(desk, f"/inquiries/{first}/link", earlier=second).status_code == 400, "a chain would lead to nothing"


def test_the_list_has_its_parts_and_the_most_pressing_first(desk: FlaskClient, drafter: User) -> None:
    late = make_inquiry(sender_kind="press", received="2012-03-01").number
    later = make_inquiry(received="2012-04-05").number
    send(desk, f"/inquiries/{later}/owner", owner=drafter.id)
    listed = desk.get("/inquiries").text
    assert listed.index(late) < listed.index(later)
    assert "business days late" in listed
    assert later not in desk.get("/inquiries?part=unassigned").text
    assert later not in desk.get("/inquiries?part=late").text
    assert "Nothing here" in desk.get("/inquiries?part=waiting").text
    for bad in ("part=other", "page=0", "page=2", "page=x", "page=\N{SUPERSCRIPT TWO}"):
        assert desk.get(f"/inquiries?{bad}").status_code == 400


def test_a_long_list_is_turned_page_by_page(desk: FlaskClient) -> None:
    numbers = [make_inquiry().number for _ in range(51)]
    first, second = desk.get("/inquiries").text, desk.get("/inquiries?page=2").text
    assert [number in first for number in numbers].count(True) == 50
    assert [number in second for number in numbers].count(True) == 1


def test_work_shows_what_is_mine_and_what_nobody_has(desk: FlaskClient, drafter: User) -> None:
    mine, free = make_inquiry().number, make_inquiry().number
    send(desk, f"/inquiries/{mine}/owner", owner=drafter.id)
    page = main_of(desk.get("/work").text).text
    assert "Yours to answer: 1" in page
    assert "Nobody has these yet: 1" in page
    assert page.index(mine) < page.index("Nobody has these yet") < page.index(free)


def test_an_auditor_reads_the_record_without_words_and_without_names(client: FlaskClient, program: Program) -> None:
    number = make_inquiry("What of my zebra?", sender=ANN).number
    auditor = sign_in(client, make_user(Role.AUDITOR))
    listed, page = auditor.get("/inquiries").text, auditor.get(f"/inquiries/{number}").text
    for text in (listed, page):
        assert number in text
        assert "zebra" not in text
        assert "Log an inquiry" not in text
    assert "Show who asked" not in page
    assert send(auditor, f"/inquiries/{number}/sender").status_code == 404
    assert send(auditor, f"/inquiries/{number}/pause", reason="Why").status_code == 404
    assert send(auditor, "/inquiries", **LETTER).status_code == 404


@pytest.mark.parametrize("role", [Role.PARTNER, Role.ADMIN])
def test_the_log_is_not_there_for_others(client: FlaskClient, program: Program, role: Role) -> None:
    number = make_inquiry().number
    browser = sign_in(client, make_user(role))
    for path in ("/inquiries", "/inquiries/new", f"/inquiries/{number}", "/inquiries/2012-0999"):
        assert browser.get(path).status_code == 404, path


def test_the_audit_tells_what_came_and_no_word_of_it(desk: FlaskClient) -> None:
    send(desk, "/inquiries", **LETTER)
    [logged] = audited()
    assert logged.details == {"channel": "letter", "questions": 2}
    assert logged.action == "inquiry.logged"


def test_a_partner_sees_their_own_questions_and_no_others(client: FlaskClient, program: Program) -> None:
    partner, other = make_user(Role.PARTNER), make_user(Role.PARTNER)
    make_inquiry("What of my zebra?", account_id=partner.id)
    make_inquiry("What of the giraffe?", account_id=other.id)
    page = sign_in(client, partner).get("/mine").text
    assert "zebra" in page
    assert "giraffe" not in page


def test_whoever_asked_is_told_that_it_takes_longer_in_fixed_words(client: FlaskClient, desk: FlaskClient) -> None:
    logged = make_inquiry(sender=ANN, received="2012-03-01")
    assert send(desk, f"/inquiries/{logged.number}/interim", reason=" ").status_code == 400
    assert send(desk, f"/inquiries/{logged.number}/interim", reason="Counsel is ill").status_code == 303
    [mail] = db.session.scalars(sa.select(Mail))
    assert mail.to_address == ANN.email
    assert "takes longer" in mail.text
    assert "Counsel" not in mail.text + mail.html + mail.subject
    assert "we told you that it takes longer" in client.get(f"/ask/{logged.token}").text
    assert "Counsel is ill" in desk.get(f"/inquiries/{logged.number}").text


def test_due_dates_are_a_calendar_without_names_or_words(desk: FlaskClient, drafter: User) -> None:
    mine, other = make_inquiry("What of my zebra?", sender=ANN), make_inquiry()
    send(desk, f"/inquiries/{mine.number}/owner", owner=drafter.id)
    answer = desk.get("/work/due.ics")
    lines = answer.text.split("\r\n")
    assert answer.mimetype == "text/calendar"
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert f"SUMMARY:Inquiry {mine.number} is due" in lines
    assert "DTSTART;VALUE=DATE:20120423" in lines
    assert all(len(line) <= 75 for line in lines)
    for word in (other.number, "zebra", "Ann", "sheriff.example"):
        assert word not in answer.text
