import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from portal.guidance.models import Document
from tests.make import (
    EARLIER,
    StoppedClock,
    make_document,
    make_draft,
    make_edition,
    make_event,
    make_program,
    provision,
    sets,
    stop_clock,
)

CANARY = "zanzibar"


@dataclass
class Line:
    """One result as its page shows it."""

    title: str
    url: str
    status: str
    snippet: str
    about: str


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    stop_clock(app)
    return app.test_client()


@pytest.fixture
def clock(client: FlaskClient) -> StoppedClock:
    clock: StoppedClock = client.application.extensions["portal-clock"]
    return clock


@pytest.fixture
def document(client: FlaskClient) -> Document:
    assert client
    return make_document(make_program())


def lines(html: str) -> list[Line]:
    found = re.findall(
        r'<li>\s*<p><a href="([^"]*)">(.*?)</a>(.*?)</p>(.*?)<p class="quiet small">(.*?)</p>', html, re.DOTALL
    )
    return [
        Line(title=unescape(title), url=unescape(url), status=words(status), snippet=snippet, about=words(about))
        for url, title, status, snippet, about in found
    ]


def words(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", "", html)).split())


def search(client: FlaskClient, q: str, **fields: str) -> tuple[list[Line], list[Line]]:
    """Return what was in force, and what stands apart from it."""
    answer = client.get("/search", query_string={"q": q, **fields})
    assert answer.status_code == 200, answer.text
    governing, _, others = answer.text.partition("In other editions")
    return lines(governing), lines(others)


def told(client: FlaskClient, q: str, **fields: str) -> list[str]:
    governing, others = search(client, q, **fields)
    return [line.status for line in [*governing, *others]]


def says(text: str, label: str = "costs") -> object:
    return provision(label, sets("all", "mandatory"), heading=f"Of {label}", markdown=text)


def test_a_text_in_force_leads_to_its_provision(client: FlaskClient, document: Document) -> None:
    make_edition(document, says("The fingerprints are paid for."), published="2012-01-01")
    [line], others = search(client, "biometrics")
    assert (line.title, line.url) == ("1.1 Of costs", "/guidance/participation/provisions/costs")
    assert line.status == "In force"
    assert "The <mark>fingerprints</mark> are paid for." in line.snippet
    assert line.about == "Provision, Participation, edition 1, from January 1, 2012"
    assert others == []


def test_the_page_says_how_many_were_found_and_what_else_was_looked_for(
    client: FlaskClient, document: Document
) -> None:
    make_edition(document, says("The fingerprints are paid for."), published="2012-01-01")
    page = words(client.get("/search?q=biometrics").text)
    assert "1 result for “biometrics”" in page
    assert "Also looked for: fingerprint." in page
    assert "What governed on April 9, 2012, as far as was published by April 9, 2012." in page


def test_editions_not_in_force_stand_apart_with_their_status(client: FlaskClient, document: Document) -> None:
    make_edition(document, says("Fingerprints, at first."), published="2011-01-01")
    make_edition(document, says("Fingerprints, by now."), published="2012-01-01")
    make_edition(document, says("Fingerprints, one day."), published="2012-02-01", effective="2012-12-01")
    [governing], others = search(client, "fingerprints")
    assert "by now" in governing.snippet
    assert [(line.status, line.url) for line in others] == [
        ("Not yet in force", "/guidance/participation/editions/3#costs"),
        ("Superseded", "/guidance/participation/editions/1#costs"),
    ]


def test_what_governed_on_the_day_asked_about_comes_first_and_keeps_its_dates(
    client: FlaskClient, document: Document
) -> None:
    make_edition(document, says("Fingerprints, at first."), published="2011-01-01")
    make_edition(document, says("Fingerprints, by now."), published="2012-01-01")
    [governing], [other] = search(client, "fingerprints", effective_on="2011-06-01")
    assert "at first" in governing.snippet
    assert governing.url == "/guidance/participation/provisions/costs?effective_on=2011-06-01"
    assert (other.status, other.url) == (
        "Not yet in force",
        "/guidance/participation/editions/2?effective_on=2011-06-01#costs",
    )


def test_what_was_published_later_than_known_is_not_found(client: FlaskClient, document: Document) -> None:
    make_edition(document, says("Fingerprints, at first."), published="2011-01-01")
    make_edition(document, says(f"Fingerprints, {CANARY}."), published="2012-01-01")
    assert told(client, "fingerprints", known_on="2011-06-01") == ["In force"]
    assert told(client, CANARY, known_on="2011-06-01") == []


def test_before_the_first_edition_nothing_is_found(client: FlaskClient, document: Document) -> None:
    make_edition(document, says("Fingerprints."), published="2011-01-01")
    assert told(client, "fingerprints participation", known_on="2010-06-01") == []
    assert "Nothing in force says this" in client.get("/search?q=fingerprints&known_on=2010-06-01").text


def test_a_suspended_text_is_among_what_governs_and_says_so(client: FlaskClient, document: Document) -> None:
    edition = make_edition(document, says("Fingerprints."), published="2012-01-01")
    make_event(edition, "suspended", "2012-02-01")
    [line], others = search(client, "fingerprints")
    assert (line.status, others) == ("Suspended", [])


@pytest.mark.parametrize(
    ("kind", "status"), [("withdrawn", "Withdrawn"), ("rescinded", "Rescinded"), ("in_error", "Published in error")]
)
def test_a_text_that_ended_stands_apart_and_its_predecessor_does_not_take_its_place(
    client: FlaskClient, document: Document, kind: str, status: str
) -> None:
    edition = make_edition(document, says("Fingerprints."), published="2012-01-01")
    make_event(edition, kind, "2012-02-01")
    governing, [line] = search(client, "fingerprints")
    assert (governing, line.status) == ([], status)


def everything_said(client: FlaskClient, q: str) -> str:
    """All that the page and the interface say of a query."""
    pages = [
        client.get("/search", query_string={"q": q, **dates}).text for dates in ({}, {"effective_on": "2013-01-01"})
    ]
    api = client.get("/api/v1/search", query_string={"q": q}).text
    return "".join([*pages, api])


@pytest.mark.parametrize("query", [CANARY, f'"{CANARY}"', f"{CANARY} fingerprints", "secret", CANARY.upper()])
def test_what_is_not_published_leaves_no_trace(client: FlaskClient, document: Document, query: str) -> None:
    make_edition(document, says("Fingerprints."), published="2012-01-01")
    before = everything_said(client, query)
    secret = provision(
        "secret", sets("all", "mandatory"), heading=f"Secret {CANARY}", markdown=f"Fingerprints {CANARY}."
    )
    make_edition(document, secret, published=EARLIER + timedelta(days=30))
    cancelled = make_edition(document, secret, published=EARLIER + timedelta(days=20), effective="2012-06-01")
    make_event(cancelled, "cancelled", "2012-04-08")
    make_draft(document, secret)
    assert everything_said(client, query) == before


def test_a_scheduled_edition_is_found_from_its_instant_on(
    client: FlaskClient, clock: StoppedClock, document: Document
) -> None:
    at = EARLIER + timedelta(days=30)
    make_edition(document, says(f"Fingerprints {CANARY}."), published=at)
    clock.reading = at - timedelta(seconds=1)
    assert told(client, CANARY) == []
    clock.reading = at
    assert told(client, CANARY) == ["In force"]


def test_an_edition_cancelled_before_its_publication_is_never_found(
    client: FlaskClient, clock: StoppedClock, document: Document
) -> None:
    at = EARLIER + timedelta(days=30)
    make_event(
        make_edition(document, says(f"{CANARY}."), published=at, effective="2012-06-01"), "cancelled", "2012-04-08"
    )
    clock.reading = at + timedelta(days=60)
    assert told(client, CANARY) == []


def test_a_kind_of_stakeholder_and_a_place_lead_to_what_applies(client: FlaskClient, document: Document) -> None:
    make_edition(document, published="2012-01-01")
    [sheriff] = search(client, "Sheriffs", effective_on="2012-02-01")[0]
    [illinois] = search(client, "illinois", effective_on="2012-02-01")[0]
    assert sheriff.title == "What applies to sheriffs"
    assert sheriff.url == "/applies?audience=sheriff&effective_on=2012-02-01"
    assert illinois.title == "What applies in Illinois"
    assert illinois.url == "/applies?state=il&effective_on=2012-02-01"


def test_a_kind_and_a_place_together_lead_to_what_applies_to_that_kind_there(
    client: FlaskClient, document: Document
) -> None:
    make_edition(document, published="2012-01-01")
    both, place = search(client, "sheriff, Cook County, Illinois")[0]
    assert both.title == "What applies to sheriffs in Cook County, Illinois"
    assert both.url == "/applies?audience=sheriff&state=il&county=17031"
    assert place.url == "/applies?state=il&county=17031"


def test_a_county_leads_to_what_applies_there_and_hides_the_state_in_its_name(
    client: FlaskClient, document: Document
) -> None:
    make_edition(document, published="2012-01-01")
    [line] = search(client, "new york county")[0]
    assert (line.title, line.url) == ("What applies in New York County, New York", "/applies?state=ny&county=36061")


def test_a_name_is_found_as_a_whole_only(client: FlaskClient, document: Document) -> None:
    make_edition(document, published="2012-01-01")
    for q in ("york", "county", "rico", "a state of affairs", "new", "cooks counties"):
        assert [line.url for line in search(client, q)[0] if "/applies" in line.url] == [], q
    [state] = search(client, "state")[0]
    assert state.url == "/applies?audience=state"


@pytest.mark.parametrize("q", ["participation", "PARTICIPATION"])
def test_a_document_is_found_by_its_name(client: FlaskClient, document: Document, q: str) -> None:
    make_edition(document, published="2012-01-01")
    [line] = search(client, q)[0]
    assert (line.url, line.status) == ("/guidance/participation", "In force")
    assert line.about == "Document, PARTICIPATION, from January 1, 2012"


def test_results_go_on_on_further_pages(client: FlaskClient, document: Document) -> None:
    make_edition(document, *[says("Fingerprints.", f"label-{number}") for number in range(25)], published="2012-01-01")
    first, second = client.get("/search?q=fingerprints").text, client.get("/search?q=fingerprints&page=2").text
    assert (len(lines(first)), len(lines(second))) == (20, 5)
    assert "Page 1 of 2" in first
    assert '"/search?q=fingerprints&amp;page=2"' in first
    assert '"/search?q=fingerprints&amp;page=1"' in second
    assert "25 results" in second


def test_names_and_texts_are_counted_and_paged_together(client: FlaskClient, document: Document) -> None:
    labels = [f"label-{number}" for number in range(20)]
    make_edition(document, *[says("Every sheriff.", label) for label in labels], published="2012-01-01")
    first, second = (search(client, "sheriff", page=page)[0] for page in ("1", "2"))
    assert [line.title for line in first].count("What applies to sheriffs") == 1
    assert (len(first), len(second)) == (20, 1)
    assert len({line.url for line in [*first, *second]}) == 21


def test_a_page_that_is_no_number_is_refused_by_its_name(client: FlaskClient, document: Document) -> None:
    assert document
    for page in ("0", "-1", "1e309", "9223372036854775808", "x", ""):
        answer = client.get("/search", query_string={"q": "a", "page": page})
        assert answer.status_code == 400, page
        assert "page: Give the number of a page, 1 to 99." in words(answer.text)


def test_more_than_two_hundred_characters_are_refused_and_kept(client: FlaskClient, document: Document) -> None:
    assert document
    answer = client.get("/search", query_string={"q": "a" * 201})
    assert answer.status_code == 400
    assert "This is 201 characters long. Look for at most 200 at once." in answer.text
    assert f'value="{"a" * 200}"' in answer.text
    assert client.get("/search", query_string={"q": "a" * 200}).status_code == 200


def test_a_date_that_cannot_be_used_is_refused_at_its_field(client: FlaskClient, document: Document) -> None:
    assert document
    for name, value in (("effective_on", "2012-02-30"), ("known_on", "2013-01-01"), ("known_on", "soon")):
        answer = client.get("/search", query_string={"q": "costs", name: value})
        assert answer.status_code == 400
        assert f'id="{name}_wrong"' in answer.text
        assert 'value="costs"' in answer.text


def test_the_form_alone_asks_for_nothing(client: FlaskClient, document: Document) -> None:
    assert document
    for address in ("/search", "/search?q=", "/search?q=%20"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "found_title" not in answer.text


def test_what_was_written_and_what_was_asked_is_shown_inert(client: FlaskClient, document: Document) -> None:
    make_edition(document, says("Pay `<script>alert(1)</script>` fingerprints."), published="2012-01-01")
    page = client.get("/search", query_string={"q": 'script "<script>alert'}).text
    assert "&lt;<mark>script&gt;alert</mark>(1)" in page
    assert "<script>alert" not in page
