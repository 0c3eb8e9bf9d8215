"""A standard answer is written, checked, cleared by three hands, and published by one who did not write it."""

import re
from datetime import timedelta

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from portal.accounts.rules_roles import Office, Role
from portal.audit.models import AuditEvent
from portal.common.clock import now
from portal.common.database import db
from portal.guidance.models import Document
from tests.flows.test_a_question_is_answered import Desk, hidden
from tests.make import (
    StoppedClock,
    make_answer,
    make_document,
    make_edition,
    make_program,
    make_user,
    provision,
    sets,
    stop_clock,
)
from tests.pages import main_of

GIVEN = {
    "question": "Must we share zebras?",
    "wordings": "Is sharing required?\nMay we keep them?",
    "audience": "sheriff",
    "state": "",
    "public": "faq",
    "owner": "Office",
    "review_by": "December 31, 2012",
    "change_note": "It now says so plainly.",
    "markdown": "Zebras are shared. [[share]]",
    "source_title": "A letter",
    "source_office": "Office",
}


@pytest.fixture
def clock(app: APIFlask) -> StoppedClock:
    program = make_program()
    make_edition(make_document(program), provision("share", sets("local", "mandatory")), published="2010-01-01")
    make_answer(program, "zebra", "Old words. [[share]]", published="2010-02-01")
    return stop_clock(app)


@pytest.fixture
def drafter(app: APIFlask, clock: StoppedClock) -> Desk:
    return Desk(app, make_user(Role.DRAFTER))


@pytest.fixture
def offices(app: APIFlask, clock: StoppedClock) -> list[Desk]:
    reviewers = [make_user(Role.REVIEWER), make_user(Role.REVIEWER, office=Office.COUNSEL)]
    return [*(Desk(app, each) for each in reviewers), Desk(app, make_user(Role.LEADER))]


def clear(drafter: Desk, offices: list[Desk], slug: str) -> str:
    assert drafter.send(f"/answers/{slug}/clearance").status_code == 303
    mark = hidden(offices[0].get(f"/answers/{slug}/edit"), "sha256")
    for desk, step in zip(offices, ("program", "counsel", "signature"), strict=True):
        answer = desk.send(f"/answers/{slug}/decision", step=step, decision="cleared", sha256=mark)
        assert answer.status_code == 303, main_of(answer.text).text
    return mark


def test_a_new_answer_goes_from_its_first_word_to_the_public(
    client: FlaskClient, drafter: Desk, offices: list[Desk]
) -> None:
    begun = drafter.send("/answers", slug="share-zebras", **GIVEN)
    assert begun.headers["Location"] == "/answers/share-zebras/edit"
    assert client.get("/faqs/share-zebras").status_code == 404
    assert "share-zebras" in drafter.get("/answers")
    mark = clear(drafter, offices, "share-zebras")
    assert offices[2].send("/answers/share-zebras/publish", sha256=mark).status_code == 303
    page = client.get("/faqs/share-zebras").text
    assert "Zebras are shared." in page
    assert "You must do it." in page
    assert "May we keep them?" in page
    again = offices[2].send("/answers/share-zebras/publish", sha256=mark)
    assert again.status_code == 409


def test_the_next_edition_shows_the_full_difference_and_leaves_the_old_words_readable(
    client: FlaskClient, drafter: Desk, offices: list[Desk]
) -> None:
    assert "Old words." in drafter.get("/answers/zebra/edit")
    assert drafter.send("/answers/zebra/edit", version="0", **GIVEN).status_code == 303
    page = offices[0].get("/answers/zebra/edit")
    assert "<del>Old words.</del>" in page
    assert "<ins>Zebras are shared.</ins>" in page
    mark = clear(drafter, offices, "zebra")
    offices[2].send("/answers/zebra/publish", sha256=mark)
    assert "Zebras are shared." in client.get("/faqs/zebra").text
    assert "Old words." in client.get("/faqs/zebra?known_on=2010-12-31").text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("question", "", "Write something here"),
        ("question", "x" * 301, "at most 300"),
        ("audience", "martian", "of whom it speaks"),
        ("state", "zz", "Choose a state"),
        ("public", "", "who reads it"),
        ("owner", "", "Write something here"),
        ("review_by", "soon", "Write the date"),
        ("markdown", "", "Write the answer"),
        ("markdown", "[[neverheard]]", "There is no provision"),
        ("markdown", "x" * 20_001, "at most 20,000"),
        ("markdown", "<script>alert(1)</script>", "script"),
        ("change_note", "", "Say what changed"),
        ("public", "staff", "stays public, or for staff"),
    ],
)
def test_what_cannot_be_taken_comes_back_whole(drafter: Desk, field: str, value: str, words: str) -> None:
    answer = drafter.send("/answers/zebra/edit", version="0", **{**GIVEN, field: value})
    assert answer.status_code == 400
    assert words in main_of(answer.text).text
    assert "May we keep them?" in answer.text


@pytest.mark.parametrize("slug", ["", "Zebra!", "zebra", "-a", "x" * 65])
def test_a_new_answer_has_a_name_of_its_own(drafter: Desk, slug: str) -> None:
    answer = drafter.send("/answers", slug=slug, **GIVEN)
    assert answer.status_code == 400
    assert "May we keep them?" in answer.text


def test_a_question_is_answered_once(drafter: Desk) -> None:
    answer = drafter.send("/answers", slug="again", **{**GIVEN, "question": "what of  zebra?"})
    assert answer.status_code == 400
    assert "This is answered in zebra too" in main_of(answer.text).text


def test_an_answer_without_a_statement_or_against_the_guidance_is_not_cleared(
    drafter: Desk, offices: list[Desk]
) -> None:
    drafter.send("/answers/zebra/edit", version="0", **{**GIVEN, "markdown": "Good day."})
    assert "states no obligation" in main_of(drafter.send("/answers/zebra/clearance").text).text
    drafter.send("/answers/zebra/edit", version="1", **{**GIVEN, "markdown": "[[share|sheriff|optional]]"})
    refused = drafter.send("/answers/zebra/clearance")
    assert "nothing was done about" in main_of(refused.text).text
    for found in re.findall(r'name="finding" value="(\w+)"', drafter.get("/answers/zebra/edit")):
        drafter.send("/answers/zebra/finding", finding=found, way="cites", reason="Edition 2 says so")
    assert drafter.send("/answers/zebra/clearance").status_code == 303


def test_who_wrote_it_does_not_publish_it_and_an_edit_voids_the_clearance(
    drafter: Desk, offices: list[Desk], clock: StoppedClock
) -> None:
    drafter.send("/answers/zebra/edit", version="0", **GIVEN)
    mark = clear(drafter, offices, "zebra")
    assert drafter.send("/answers/zebra/publish", sha256=mark).status_code == 403
    clock.reading += timedelta(minutes=1)
    drafter.send("/answers/zebra/edit", version="1", **{**GIVEN, "markdown": "Other. [[share]]"})
    refused = offices[2].send("/answers/zebra/publish", sha256=mark)
    assert refused.status_code == 400
    assert "has changed since you opened it" in main_of(refused.text).text
    assert "Decided about an earlier text" in main_of(offices[2].get("/answers/zebra/edit")).text


def test_when_the_guidance_moves_before_publication_nothing_is_published(
    drafter: Desk, offices: list[Desk], client: FlaskClient
) -> None:
    drafter.send("/answers/zebra/edit", version="0", **GIVEN)
    mark = clear(drafter, offices, "zebra")
    document = db.session.scalars(db.select(Document)).one()
    make_edition(document, provision("share", sets("local", "optional")), published="2012-04-01", at=now())
    assert offices[2].send("/answers/zebra/publish", sha256=mark).status_code == 400
    assert "Old words." in client.get("/faqs/zebra").text


def test_two_who_write_at_once_both_keep_their_words(app: APIFlask, drafter: Desk) -> None:
    second = Desk(app, make_user(Role.DRAFTER))
    assert drafter.send("/answers/zebra/edit", version="0", **GIVEN).status_code == 303
    refused = second.send("/answers/zebra/edit", version="0", **{**GIVEN, "markdown": "Theirs. [[share]]"})
    assert refused.status_code == 409
    assert "Zebras are shared." in refused.text
    assert "Theirs. " in refused.text


def test_a_draft_is_given_up_with_a_reason(drafter: Desk) -> None:
    drafter.send("/answers/zebra/edit", version="0", **GIVEN)
    assert drafter.send("/answers/zebra/drop", reason=" ").status_code == 400
    assert drafter.send("/answers/zebra/drop", reason="Not needed").status_code == 303
    assert "Old words." in drafter.get("/answers/zebra/edit")
    assert drafter.send("/answers/zebra/clearance").status_code == 409


def test_a_retired_answer_says_so_and_keeps_its_past(client: FlaskClient, offices: list[Desk], drafter: Desk) -> None:
    assert drafter.send("/answers/zebra/retire", reason="Nobody asks").status_code == 403
    assert offices[2].send("/answers/zebra/retire", reason="").status_code == 400
    assert offices[2].send("/answers/zebra/retire", reason="Nobody asks").status_code == 303
    page = client.get("/faqs/zebra")
    assert page.status_code == 200
    assert "This answer is given no longer" in page.text
    assert "Nobody asks" in page.text
    assert "Old words." in client.get("/faqs/zebra?known_on=2010-12-31").text
    assert "What of zebra?" not in client.get("/faqs").text
    assert client.get("/api/v1/faqs").json["items"] == []
    assert db.session.scalars(db.select(AuditEvent.action).where(AuditEvent.action == "answer.retired")).all()


def test_drafts_are_for_staff(app: APIFlask, client: FlaskClient, drafter: Desk) -> None:
    drafter.send("/answers", slug="share-zebras", **GIVEN)
    partner = Desk(app, make_user(Role.PARTNER))
    assert partner.browser.get("/answers/share-zebras/edit").status_code == 403
    auditor = Desk(app, make_user(Role.AUDITOR))
    assert "Zebras are shared." in auditor.get("/answers/share-zebras/edit")
    assert auditor.send("/answers/share-zebras/edit", version="1", **GIVEN).status_code == 403
    for path in ("/search?q=zebras", "/sitemap.xml", "/api/v1/faqs", "/faqs"):
        assert "share zebras" not in client.get(path).text.lower()
