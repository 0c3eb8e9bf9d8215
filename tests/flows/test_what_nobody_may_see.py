"""Drafts, what is set for a later instant, and what was called off before it: invisible everywhere, or nowhere."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from portal.accounts.rules_permissions import ANSWERING
from portal.accounts.rules_roles import Role
from portal.common.check_codes import EditionMark, mark_of
from portal.common.clock import now
from portal.common.database import db, transaction
from portal.common.web_check_codes import check_codes
from portal.guidance.actions import enter_document, publish_draft, save_draft
from portal.guidance.models import Document, Edition
from portal.guidance.rules_content import DocumentContent, EditionContent
from portal.guidance.rules_obligations import ObligationFacts
from portal.inquiries.rules_content import Sender
from portal.site.jobs import Worker
from tests.addresses import OTHERS, PAGES, addresses, public_routes
from tests.make import (
    CLERK,
    EARLIER,
    activate,
    make_answer,
    make_document,
    make_edition,
    make_event,
    make_inquiry,
    make_program,
    make_response,
    make_user,
    provision,
    sets,
    sign_in,
)
from tests.pages import main_of

SHARE = "share-information"
# What is there for those who signed in.
INSIDE = (
    "/inquiries",
    "/inquiries?part=all",
    "/inquiries/2012-0001",
    "/inquiries/2012-0001/responses/1",
    "/inquiries/2012-0001/responses/new",
    "/work",
    "/mine",
    "/answers",
    "/statements",
)
SECRETS = ("drafted", "scheduled", "calledoff")
TOMORROW = datetime(2012, 4, 10, 13, tzinfo=UTC)


def canary(secret: str, part: str) -> str:
    """Return a word that stands nowhere else; the letters of the part make each one of its own."""
    return f"{secret}canary{part}"


def secret_content(secret: str) -> EditionContent:
    """Return an edition that holds a canary in every field that a person can fill."""
    obligation = ObligationFacts(
        audience="sheriff",
        place="US",
        level="conditional",
        action=canary(secret, "action"),
        condition=f"{canary(secret, 'condition')}?",
        authority=canary(secret, "authority"),
        deadline=canary(secret, "deadline"),
        how_to_decide=canary(secret, "howtodecide"),
        how_to_decline=canary(secret, "howtodecline"),
    )
    words = provision(
        canary(secret, "label"),
        obligation,
        heading=canary(secret, "heading"),
        section=canary(secret, "section"),
        markdown=f"{canary(secret, 'words')} and a letter.",
    )
    return EditionContent(
        title=canary(secret, "title"),
        summary=canary(secret, "summary"),
        applies_to=canary(secret, "appliesto"),
        effective_from=date(2012, 4, 9),
        change_note=canary(secret, "changenote"),
        legal=(canary(secret, "legal"),),
        source={"title": canary(secret, "source"), "office": canary(secret, "office"), "date": "2012-04-09"},
        provisions=(provision(SHARE, sets("sheriff", "prohibited"), markdown=canary(secret, "share")), words),
    )


def write(document: Document, secret: str) -> Edition:
    with transaction():
        return save_draft(document=document, content=secret_content(secret), by=CLERK, at=EARLIER)


def schedule(document: Document, secret: str) -> Edition:
    draft = write(document, secret)
    with transaction():
        return publish_draft(edition=draft, published_at=TOMORROW, by=CLERK, at=EARLIER)


def call_off(edition: Edition) -> None:
    make_event(edition, "cancelled", "2012-04-08", known="2012-04-08")


def hidden_document(slug: str) -> Document:
    content = DocumentContent(
        slug=slug,
        identifier=canary(slug, "identifier"),
        title=canary(slug, "documenttitle"),
        office=canary(slug, "issuer"),
        owner=canary(slug, "owner"),
        intent=canary(slug, "intent"),
        review_by=None,
    )
    program_id = db.session.scalars(db.select(Document.program_id)).first()
    assert program_id
    with transaction():
        return enter_document(content=content, program_id=program_id, by=CLERK, at=EARLIER)


@pytest.fixture
def hidden(app: APIFlask) -> Edition:
    """One document in force, beside all that nobody may see; returns the edition that is scheduled."""
    program = make_program()
    document = make_document(program)
    words = provision(SHARE, sets("sheriff", "mandatory"), markdown="Write a letter.")
    first = make_edition(document, words, published="2010-01-04")
    make_edition(document, replace(words, markdown="Write two letters."), published="2011-01-03")
    call_off(schedule(document, "calledoff"))
    scheduled = schedule(document, "scheduled")
    write(document, "drafted")
    write(hidden_document("drafted"), "drafted")
    schedule(hidden_document("scheduled"), "scheduled")
    call_off(schedule(hidden_document("calledoff"), "calledoff"))
    make_event(first, "in_error", "2010-01-04", known="2012-04-11")
    make_answer(program, "are-we-told", f"Yes. [[{SHARE}]]", published="2011-02-01")
    make_answer(program, "are-we-told", canary("scheduled", "answer"), published="2012-04-10")
    make_answer(
        program,
        "for-staff",
        canary("staff", "answer"),
        question=canary("staff", "question"),
        public=False,
        published="2011-02-01",
    )
    activate(program, "17031", "2012-04-09", known="2012-04-12")
    return scheduled


def inquire() -> str:
    """Log an inquiry with a canary in everything personal; return the token of its link."""
    sender = Sender(name="Canaryname", email="canarymail@agency.test", office="Canaryoffice")
    logged = make_inquiry("What of my canaryasked, and what of a letter?", sender=sender)
    make_response(logged, f"Of the canaryasked: [[{SHARE}]]")
    return logged.token


PERSONAL = (b"canaryname", b"canarymail", b"canaryoffice", b"canaryasked")


@pytest.mark.parametrize("role", [None, *Role])
def test_no_address_shows_who_asked_and_what_only_to_those_who_answer(
    app: APIFlask, client: FlaskClient, hidden: Edition, role: Role | None
) -> None:
    inquire()
    if role is not None:
        sign_in(client, make_user(role))
    words_seen = False
    for address in [*addresses(SHARE), *INSIDE]:
        answer = client.get(address)
        told = (answer.get_data() + str(answer.headers).encode()).lower()
        words_seen = words_seen or b"canaryasked" in told
        assert not any(word in told for word in PERSONAL if word != b"canaryasked"), address
        assert b"canaryasked" not in told or address in INSIDE, address
    assert words_seen is (role in ANSWERING)


def test_who_asked_is_in_no_log_and_not_in_the_audit(
    client: FlaskClient, hidden: Edition, caplog: pytest.LogCaptureFixture
) -> None:
    token = inquire()
    client.get(f"/ask/{token}")
    kept = str(db.session.execute(db.text("SELECT * FROM audit_events")).all()).lower().encode()
    logged = caplog.text.lower().encode()
    for word in PERSONAL:
        assert word not in kept
        assert word not in logged


def test_every_public_route_is_looked_at(app: APIFlask) -> None:
    assert public_routes(app) == {*PAGES, *OTHERS}


@pytest.mark.parametrize("role", [None, Role.PARTNER, Role.DRAFTER])
def test_no_public_address_shows_a_word_of_it_to_anybody(
    client: FlaskClient, hidden: Edition, role: Role | None
) -> None:
    Worker().work_once()
    if role is not None:
        sign_in(client, make_user(role))
    for address in addresses(SHARE):
        answer = client.get(address)
        assert answer.status_code < 500, address
        told = answer.get_data() + str(answer.headers).encode()
        assert b"canary" not in told.lower(), address
        assert answer.mimetype == "application/pdf" or b"ublished in error" not in told, address


def test_no_search_finds_a_word_of_it(client: FlaskClient, hidden: Edition) -> None:
    nothing = client.get("/search?q=neverwritten").text
    for secret in SECRETS:
        for part in ("title", "summary", "words", "heading", "action", "documenttitle", "answer"):
            word = canary(secret, part)
            assert client.get("/search", query_string={"q": word}).text.replace(word, "neverwritten") == nothing
            assert client.get("/api/v1/search", query_string={"q": word}).json["items"] == []
    assert len(client.get("/api/v1/search?q=letter").json["items"]) > 0


ALIKE = [
    ("/guidance/scheduled", "/guidance/neverheard"),
    ("/guidance/drafted", "/guidance/neverheard"),
    ("/guidance/calledoff/editions", "/guidance/neverheard/editions"),
    ("/guidance/scheduled/editions/1", "/guidance/neverheard/editions/1"),
    ("/guidance/scheduled/matrix", "/guidance/neverheard/matrix"),
    ("/guidance/participation/editions/3", "/guidance/participation/editions/77"),
    ("/guidance/participation/editions/3.pdf", "/guidance/participation/editions/77.pdf"),
    ("/guidance/participation/compare/1...3", "/guidance/participation/compare/1...77"),
    ("/guidance/participation/provisions/scheduledcanarylabel", "/guidance/participation/provisions/neverheard"),
    ("/guidance/participation/provisions/draftedcanarylabel", "/guidance/participation/provisions/neverheard"),
    ("/api/v1/guidance/scheduled", "/api/v1/guidance/neverheard"),
    ("/api/v1/guidance/participation/editions/3", "/api/v1/guidance/participation/editions/77"),
    (
        "/api/v1/guidance/participation/compare?from=1&to=3",
        "/api/v1/guidance/participation/compare?from=1&to=77",
    ),
    ("/api/v1/obligations?provision=scheduledcanarylabel", "/api/v1/obligations?provision=neverheard"),
    ("/api/v1/obligations?document=scheduled", "/api/v1/obligations?document=neverheard"),
    ("/faqs/for-staff", "/faqs/neverheard"),
    ("/api/v1/faqs/for-staff", "/api/v1/faqs/neverheard"),
]


def test_what_may_not_be_seen_is_answered_like_what_never_was(client: FlaskClient, hidden: Edition) -> None:
    for secret, never in ALIKE:
        hiding, missing = client.get(secret), client.get(never)
        assert hiding.status_code == missing.status_code, secret
        assert hiding.status_code in {400, 404}, secret
        named, never_named = (address.rpartition("=")[2].rpartition("/")[2] for address in (secret, never))
        assert re.sub(rf"\b{re.escape(named)}\b", never_named, hiding.text) == missing.text, secret
        assert set(hiding.headers.keys()) == set(missing.headers.keys()), secret


def test_the_codes_of_what_may_not_be_seen_were_never_issued(client: FlaskClient, hidden: Edition) -> None:
    mark = EditionMark(document=mark_of("participation"), sha256_start=str(hidden.sha256)[:16])
    answer = client.get(f"/check/{check_codes().issue(mark)}")
    assert answer.status_code == 404
    assert "Never issued here" in main_of(answer.text).text


def test_at_its_instant_it_is_seen_whole_and_what_was_called_off_is_never(client: FlaskClient, hidden: Edition) -> None:
    clock = client.application.extensions["portal-clock"]
    clock.offset += TOMORROW - now() + timedelta(seconds=1)
    page = client.get("/guidance/participation")
    for part in ("title", "summary", "words", "heading", "action", "share"):
        assert canary("scheduled", part).lower() in page.text.lower() or part == "action", part
    assert client.get("/guidance/participation/editions/3").status_code == 200
    assert client.get("/guidance/scheduled").status_code == 200
    assert canary("scheduled", "answer") in client.get("/faqs/are-we-told").text
    for address in addresses(SHARE):
        told = client.get(address).get_data().lower()
        assert b"calledoffcanary" not in told, address
        assert b"draftedcanary" not in told, address
