"""A sheriff asks, is offered an answer and asks all the same; staff answer it, are warned, clear it, and send it."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from threading import Barrier
from urllib.parse import urlsplit

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.accounts.models import User
from portal.accounts.rules_roles import Office, Role
from portal.clearance.models import ClearanceDecision
from portal.common.clock import now
from portal.common.database import db
from portal.guidance.models import Document
from portal.site.jobs import Worker
from tests.make import (
    StoppedClock,
    form_token,
    give_inquiry,
    make_answer,
    make_document,
    make_edition,
    make_inquiry,
    make_program,
    make_user,
    provision,
    sets,
    sign_in,
    stop_clock,
)
from tests.pages import main_of

SHARE = "share"
GOOD = "You asked about zebras. [[share]]"
WRONG = "You may decline it: [[share|sheriff|optional]]"


@pytest.fixture
def clock(app: APIFlask) -> StoppedClock:
    program = make_program()
    make_edition(make_document(program), provision(SHARE, sets("local", "mandatory")), published="2010-01-01")
    make_answer(program, "zebra", "[[share]]", published="2010-02-01", question="Must a sheriff share zebras?")
    return stop_clock(app)


class Desk:
    """A browser of somebody who is signed in, which sends forms."""

    def __init__(self, app: APIFlask, user: User) -> None:
        self.user = user
        self.browser = sign_in(app.test_client(), user)

    def get(self, path: str) -> str:
        return self.browser.get(path).text

    def send(self, path: str, **fields: str) -> TestResponse:
        return self.browser.post(path, data={"csrf_token": form_token(self.browser, "/account"), **fields})


@pytest.fixture
def drafter(app: APIFlask, clock: StoppedClock) -> Desk:
    return Desk(app, make_user(Role.DRAFTER))


@pytest.fixture
def reviewer(app: APIFlask, clock: StoppedClock) -> Desk:
    return Desk(app, make_user(Role.REVIEWER))


@pytest.fixture
def leader(app: APIFlask, clock: StoppedClock) -> Desk:
    return Desk(app, make_user(Role.LEADER))


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"(?: id="\w+")? value="([^"]*)"', page)
    assert found, name
    return found[1]


def outbox(app: APIFlask) -> list[Path]:
    folder = Path(app.config["PORTAL"].mail_url.removeprefix("file://"))
    return sorted(folder.glob("*.eml"))


def written(drafter: Desk, text: str, **inquiry: str) -> str:
    """Log an inquiry, give it to the drafter, and begin an answer; returns the answer's path."""
    logged = make_inquiry("Must we share zebras?", **inquiry)
    give_inquiry(logged, drafter.user)
    answer = drafter.send(f"/inquiries/{logged.number}/responses", part_1=text)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def cleared(drafter: Desk, reviewer: Desk, text: str = GOOD) -> str:
    path = written(drafter, text)
    assert drafter.send(f"{path}/clearance").status_code == 303
    decision = {"step": "program", "decision": "cleared", "sha256": hidden(reviewer.get(path), "sha256")}
    assert reviewer.send(f"{path}/decision", **decision).status_code == 303
    return path


def sent(drafter: Desk, reviewer: Desk, text: str = GOOD, channel: str = "letter") -> str:
    path = cleared(drafter, reviewer, text)
    answer = reviewer.send(f"{path}/send", channel=channel, sha256=hidden(reviewer.get(path), "sha256"))
    assert answer.status_code == 303, main_of(answer.text).text
    return path


def test_a_question_goes_all_the_way_to_its_answer(
    app: APIFlask, client: FlaskClient, clock: StoppedClock, drafter: Desk, reviewer: Desk
) -> None:
    page = client.get("/ask").text
    clock.reading += timedelta(minutes=1)
    question = {
        "csrf_token": hidden(page, "csrf_token"),
        "begun": hidden(page, "begun"),
        "question": "Must our sheriff share zebras with anybody?",
        "sender_kind": "law-enforcement",
        "audience": "sheriff",
        "state": "il",
        "email": "ann@sheriff.example.gov",
    }
    assert "Must a sheriff share zebras?" in client.post("/ask", data=question).text
    link = client.post("/ask", data={**question, "offered": "yes"}).headers["Location"]

    drafter.send("/inquiries/2012-0001/owner", owner=drafter.user.id)
    offered = drafter.get("/inquiries/2012-0001/responses/new")
    assert "Must a sheriff share zebras?" in offered
    warned = drafter.send("/inquiries/2012-0001/check", part_1=WRONG)
    assert "Contradicts the guidance in force" in warned.text
    path = drafter.send("/inquiries/2012-0001/responses", part_1=GOOD).headers["Location"]
    assert "What the check finds: 0" in drafter.get(path)
    drafter.send(f"{path}/clearance")
    mark = hidden(reviewer.get(path), "sha256")
    assert reviewer.send(f"{path}/decision", step="program", decision="cleared", sha256=mark).status_code == 303
    assert reviewer.send(f"{path}/send", channel="email", sha256=mark).status_code == 303

    followed = client.get(link).text
    assert "We have answered your question." in followed
    assert "You must do it." in followed
    assert outbox(app) == []
    db.session.rollback()
    Worker().work_once()
    [mail] = outbox(app)
    message = message_from_bytes(mail.read_bytes(), policy=policy.default)
    assert message["To"] == "ann@sheriff.example.gov"
    text = message.get_body(("plain",))
    assert text
    words = text.get_content()
    assert "You must do it." in words
    mailed = re.search(r"http\S+/ask/\S+", words)
    assert mailed
    assert "You must do it." in client.get(urlsplit(mailed[0]).path).text
    Worker().work_once()
    assert len(outbox(app)) == 1
    drafter.send("/inquiries/2012-0001/close")
    assert "Its record is complete." in drafter.get("/inquiries/2012-0001")


def test_a_response_needs_a_statement_and_an_owner(drafter: Desk) -> None:
    number = make_inquiry("Must we share zebras?").number
    path = drafter.send(f"/inquiries/{number}/responses", part_1="Thank you.").headers["Location"]
    refused = drafter.send(f"{path}/clearance")
    assert refused.status_code == 400
    words = main_of(refused.text).text
    assert "states no obligation" in words
    assert "Nobody has this inquiry" in words


def test_a_question_of_no_policy_is_classed_by_a_second_person(drafter: Desk, reviewer: Desk) -> None:
    path = written(drafter, "The office opens at nine.")
    number = path.split("/")[2]
    drafter.send(f"/inquiries/{number}/questions/1/not-policy", reason="Opening hours")
    assert "A second person says so." in main_of(drafter.send(f"{path}/clearance").text).text
    other = make_inquiry("When do you open?").number
    reviewer.send(f"/inquiries/{other}/questions/1/not-policy", reason="Opening hours")
    drafter.send(f"/inquiries/{other}/owner", owner=drafter.user.id)
    begun = drafter.send(f"/inquiries/{other}/responses", part_1="At nine.").headers["Location"]
    assert drafter.send(f"{begun}/clearance").status_code == 303


def test_who_drafted_it_neither_clears_nor_sends_it(drafter: Desk, reviewer: Desk) -> None:
    path = cleared(drafter, reviewer)
    mark = hidden(reviewer.get(path), "sha256")
    assert drafter.send(f"{path}/decision", step="program", decision="cleared", sha256=mark).status_code == 404
    assert drafter.send(f"{path}/send", channel="letter", sha256=mark).status_code == 404


def test_an_edit_after_the_clearance_asks_again(drafter: Desk, reviewer: Desk, clock: StoppedClock) -> None:
    path = cleared(drafter, reviewer)
    clock.reading += timedelta(minutes=1)
    mark = hidden(reviewer.get(path), "sha256")
    assert drafter.send(path, version="1", part_1=f"{GOOD} Yours.").status_code == 303
    page = main_of(reviewer.get(path))
    assert "Decided about an earlier text" in page.text
    stale = reviewer.send(f"{path}/send", channel="letter", sha256=mark)
    assert stale.status_code == 400
    assert "has changed since you opened it" in main_of(stale.text).text
    drafter.send(f"{path}/clearance")
    assert "Yours." in reviewer.get(path)
    assert "<ins>Yours.</ins>" in reviewer.get(path)


def test_when_the_guidance_moves_the_clearance_is_void(drafter: Desk, reviewer: Desk, clock: StoppedClock) -> None:
    path = cleared(drafter, reviewer)
    document = db.session.scalars(db.select(Document)).one()
    make_edition(document, provision(SHARE, sets("local", "optional")), published="2012-04-01")
    page = main_of(reviewer.get(path)).text
    assert "Decided about an earlier text" in page


def test_two_who_write_at_once_both_keep_their_words(app: APIFlask, drafter: Desk) -> None:
    path = written(drafter, GOOD)
    second = Desk(app, make_user(Role.DRAFTER))
    assert drafter.send(path, version="1", part_1=f"Mine. {GOOD}").status_code == 303
    refused = second.send(path, version="1", part_1=f"Theirs. {GOOD}")
    assert refused.status_code == 409
    assert "Mine. " in refused.text
    assert "Theirs. " in refused.text
    assert second.send(path, version=hidden(refused.text, "version"), part_1=f"Both. {GOOD}").status_code == 303
    assert "Both. " in drafter.get(path)


def test_two_who_send_at_once_send_once(app: APIFlask, drafter: Desk, reviewer: Desk, leader: Desk) -> None:
    path = cleared(drafter, reviewer)
    mark = hidden(reviewer.get(path), "sha256")
    assert reviewer.send(f"{path}/send", channel="letter", sha256=mark).status_code == 303
    again = leader.send(f"{path}/send", channel="letter", sha256=mark)
    assert again.status_code == 409
    assert "was sent or given up" in again.text


def test_of_twenty_who_clear_at_once_one_does(app: APIFlask, drafter: Desk) -> None:
    path = written(drafter, GOOD)
    drafter.send(f"{path}/clearance")
    desks = [Desk(app, make_user(Role.REVIEWER)) for _ in range(20)]
    mark = hidden(desks[0].get(path), "sha256")
    token = [form_token(desk.browser, "/sign-out") for desk in desks]
    start = Barrier(len(desks))

    def clear(number: int) -> int:
        fields = {"csrf_token": token[number], "step": "program", "decision": "cleared", "sha256": mark}
        with app.app_context():
            start.wait()
            return desks[number].browser.post(f"{path}/decision", data=fields).status_code

    with ThreadPoolExecutor(len(desks)) as pool:
        codes = list(pool.map(clear, range(len(desks))))
    assert sorted(codes) == [303, *[400] * 19]
    db.session.rollback()
    assert len(db.session.scalars(db.select(ClearanceDecision)).all()) == 1


def test_a_finding_is_fixed_or_met_and_a_reason_needs_a_signature(drafter: Desk, reviewer: Desk, leader: Desk) -> None:
    path = written(drafter, WRONG)
    refused = drafter.send(f"{path}/clearance")
    assert "nothing was done about" in main_of(refused.text).text
    key = hidden(drafter.get(path), "finding")
    assert drafter.send(f"{path}/finding", finding=key, way="reason", reason=" ").status_code == 400
    assert drafter.send(f"{path}/finding", finding="0" * 16, way="reason", reason="Why").status_code == 400
    for found in re.findall(r'name="finding" value="(\w+)"', drafter.get(path)):
        drafter.send(f"{path}/finding", finding=found, way="reason", reason="A court said so")
    assert drafter.send(f"{path}/clearance").status_code == 303
    mark = hidden(reviewer.get(path), "sha256")
    early = leader.send(f"{path}/decision", step="signature", decision="cleared", sha256=mark)
    assert "The signature comes last" in main_of(early.text).text
    reviewer.send(f"{path}/decision", step="program", decision="cleared", sha256=mark)
    assert reviewer.send(f"{path}/send", channel="letter", sha256=mark).status_code == 400
    leader.send(f"{path}/decision", step="signature", decision="cleared", sha256=mark)
    assert reviewer.send(f"{path}/send", channel="letter", sha256=mark).status_code == 303
    page = main_of(drafter.get(path)).text
    assert "A court said so" in page
    assert "What this answer states is no longer so, or was not so" in page


def test_an_objection_must_be_answered_and_a_late_office_can_be_passed(
    app: APIFlask, drafter: Desk, reviewer: Desk, clock: StoppedClock
) -> None:
    path = written(drafter, GOOD, sender_kind="congress")
    drafter.send(f"{path}/clearance")
    mark = hidden(reviewer.get(path), "sha256")
    assert reviewer.send(f"{path}/decision", step="program", decision="objects", sha256=mark).status_code == 400
    reviewer.send(f"{path}/decision", step="program", decision="objects", reason="Too short", sha256=mark)
    assert "Objects, and waits for an answer" in main_of(drafter.get(path)).text
    drafter.send(f"{path}/objection", step="program", answer="It is the whole of it")
    assert reviewer.send(f"{path}/decision", step="program", decision="cleared", sha256=mark).status_code == 303
    clock.reading += timedelta(days=30)
    leader = Desk(app, make_user(Role.LEADER))
    assert "Did not decide by its date" in main_of(leader.get(path)).text
    passed = leader.send(f"{path}/decision", step="counsel", decision="no_response", reason="Thirty days", sha256=mark)
    assert passed.status_code == 303
    assert leader.send(f"{path}/send", channel="letter", sha256=mark).status_code == 303


def test_an_office_decides_only_for_itself(app: APIFlask, drafter: Desk, clock: StoppedClock) -> None:
    counsel = Desk(app, make_user(Role.REVIEWER, office=Office.COUNSEL))
    path = written(drafter, GOOD)
    drafter.send(f"{path}/clearance")
    mark = hidden(drafter.get(path), "sha256") if 'name="sha256"' in drafter.get(path) else "0" * 64
    refused = counsel.send(f"{path}/decision", step="program", decision="cleared", sha256=mark)
    assert refused.status_code == 400
    assert "for another office to decide" in main_of(refused.text).text


def test_what_was_sent_stays_and_today_stands_beside_it(
    app: APIFlask, drafter: Desk, reviewer: Desk, clock: StoppedClock
) -> None:
    path = sent(drafter, reviewer)
    assert "You must do it." in drafter.get(path)
    document = db.session.scalars(db.select(Document)).one()
    clock.reading += timedelta(days=10)
    drafter = Desk(app, drafter.user)
    make_edition(document, provision(SHARE, sets("local", "optional")), published="2012-04-16", at=now())
    page = drafter.get(path)
    assert "You must do it." in page
    assert "the guidance has changed since" in page
    for change in ("", "/clearance", "/finding", "/drop"):
        assert drafter.send(f"{path}{change}", part_1="Other words", reason="Why").status_code == 409


def test_an_earlier_answer_is_offered_with_what_it_stated(drafter: Desk, reviewer: Desk) -> None:
    sent(drafter, reviewer)
    another = make_inquiry("Must we share zebras, and with whom?").number
    page = main_of(drafter.get(f"/inquiries/{another}/responses/new")).text
    assert "Asked before" in page
    assert "2012-0001" in page
    assert "Answered on" in page


def test_an_inquiry_is_not_closed_while_something_is_missing(drafter: Desk, reviewer: Desk) -> None:
    path = written(drafter, GOOD)
    number = path.split("/")[2]
    refused = drafter.send(f"/inquiries/{number}/close")
    assert refused.status_code == 400
    assert "No answer was sent" in main_of(refused.text).text
    assert "A draft of an answer is open" in main_of(refused.text).text
    assert drafter.send(f"{path}/drop", reason="").status_code == 400
    assert drafter.send(f"{path}/drop", reason="Asked elsewhere").status_code == 303
    assert drafter.send(f"{path}", version="1", part_1="More").status_code == 409


def test_words_that_cannot_be_read_come_back_with_the_reason(drafter: Desk) -> None:
    number = make_inquiry().number
    for text, words in (
        ("[[neverheard]]", "There is no provision"),
        ("[[share|martian]]", "There is no audience"),
        ("[[share|sheriff|perhaps]]", "There is no level"),
        ("<script>alert(1)</script>", "script"),
        ("x" * 20_001, "at most 20,000 characters"),
        ("His number is 123-45-6789.", "Social Security number"),
    ):
        answer = drafter.send(f"/inquiries/{number}/responses", part_1=text)
        assert answer.status_code == 400
        assert words in main_of(answer.text).text
        assert text[:20] in main_of(answer.text).text
