"""Questions and answers: the words as they were approved, and beside them whether they still hold."""

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from portal.accounts.rules_roles import Role
from portal.guidance.models import Document
from portal.programs.models import Program
from tests.make import make_answer, make_document, make_edition, make_program, make_user, provision, sets, sign_in

CHANGED = "The guidance has changed since this was answered."


@pytest.fixture
def program(app: APIFlask) -> Program:
    return make_program()


@pytest.fixture
def document(program: Program) -> Document:
    document = make_document(program)
    make_edition(document, provision("share", sets("local", "optional", action="Share it")), published="2010-01-01")
    return document


def test_an_answer_that_holds_bears_no_mark(program: Program, document: Document, client: FlaskClient) -> None:
    make_answer(program, "share", "[[share]]", published="2010-02-01")
    listed, page = client.get("/faqs").text, client.get("/faqs/share").text
    assert "What of share?" in listed
    assert CHANGED not in listed
    assert CHANGED not in page
    assert "You may decline to share it." in page
    assert "Tell us of share." in page
    assert '<a href="/guidance/participation/editions/1">' in page


def test_when_the_ledger_has_moved_on_the_page_says_so_beside_the_old_words(
    program: Program, document: Document, client: FlaskClient
) -> None:
    make_answer(program, "share", "[[share]]", published="2010-02-01")
    make_edition(document, provision("share", sets("local", "mandatory")), published="2011-01-01")
    page = client.get("/faqs/share").text
    assert CHANGED in page
    assert CHANGED in client.get("/faqs").text
    assert "You may decline to share it." in page
    assert "Right when it was said; the guidance has changed since" in page
    before = client.get("/faqs/share?effective_on=2010-06-01&known_on=2010-06-01").text
    assert CHANGED not in before


def test_every_edition_can_be_read_as_it_stood(program: Program, document: Document, client: FlaskClient) -> None:
    make_answer(program, "share", "Old words. [[share]]", published="2010-02-01")
    make_answer(program, "share", "New words. [[share]]", published="2011-02-01", change_note="Said anew.")
    assert "New words." in client.get("/faqs/share").text
    earlier = client.get("/faqs/share?known_on=2010-12-31").text
    assert "Old words." in earlier
    assert "Said anew." not in earlier


def test_before_the_first_answer_there_is_none(program: Program, document: Document, client: FlaskClient) -> None:
    make_answer(program, "share", "[[share]]", published="2010-02-01")
    answer = client.get("/faqs/share?known_on=2010-01-31")
    assert answer.status_code == 404
    assert "This had not been answered" in answer.text
    assert "Nothing had been answered" in client.get("/faqs?known_on=2010-01-31").text
    assert client.get("/faqs/nothing").status_code == 404


def test_an_answer_for_staff_is_nowhere_in_public(program: Program, document: Document, client: FlaskClient) -> None:
    make_answer(program, "inside", "Canary word. [[share]]", published="2010-02-01", public=False)
    assert client.get("/faqs/inside").status_code == 404
    for path in (
        "/faqs",
        "/search?q=canary",
        "/guidance/participation/provisions/share",
        "/applies?audience=sheriff",
        "/api/v1/faqs",
        "/api/v1/search?q=canary",
        "/sitemap.xml",
    ):
        text = client.get(path).text
        assert "Canary" not in text, path
        assert "What of inside?" not in text, path


def test_staff_see_first_what_no_longer_holds_then_what_is_due(
    program: Program, document: Document, client: FlaskClient
) -> None:
    make_answer(program, "old", "[[share]]", published="2010-02-01")
    make_edition(document, provision("share", sets("local", "mandatory")), published="2011-01-01")
    make_answer(program, "good", "[[share]]", published="2011-02-01", public=False)
    page = sign_in(client, make_user(Role.DRAFTER)).get("/answers").text
    assert "The guidance has moved on: 1" in page
    assert page.index("What of old?") < page.index("What of good?")
    assert "For staff only" in page


def test_what_applies_and_the_provision_link_to_the_answers_on_them(
    program: Program, document: Document, client: FlaskClient
) -> None:
    make_answer(program, "share", "[[share]]", published="2010-02-01", audience="local")
    link = '<a href="/faqs/share">What of share?</a>'
    assert link in client.get("/applies?audience=sheriff").text
    assert link not in client.get("/applies?audience=public").text
    assert link in client.get("/guidance/participation/provisions/share").text


def test_a_search_finds_a_question_by_another_wording(
    program: Program, document: Document, client: FlaskClient
) -> None:
    make_answer(program, "share", "[[share]]", published="2010-02-01", wordings=("Is zebra sharing free?",))
    assert '<a href="/faqs/share">' in client.get("/search?q=zebra").text
    [found] = client.get("/api/v1/search?q=zebra").json["items"]
    assert (found["kind"], found["url"], found["status"]) == ("answer", "/faqs/share", "in_force")


@pytest.mark.parametrize("path", ["/faqs", "/faqs/share"])
def test_a_date_that_cannot_be_used_is_named(
    program: Program, document: Document, client: FlaskClient, path: str
) -> None:
    make_answer(program, "share", "[[share]]", published="2010-02-01")
    answer = client.get(f"{path}?known_on=2013-01-01")
    assert answer.status_code == 400
    assert "Nobody can know" in answer.text
