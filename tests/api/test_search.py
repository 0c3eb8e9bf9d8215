"""What is looked for is found among what is public, what is in force before what is not."""

from functools import partial

import pytest
from flask.testing import FlaskClient

from tests.cost import cost
from tests.make import StoppedClock, make_document, make_edition, make_program, midnight, provision, sets

PATH = "/api/v1/search"


@pytest.fixture(autouse=True)
def _three_editions(client: FlaskClient) -> None:
    assert client.get("/api/v1/programs").json["items"] == []
    document = make_document(make_program())
    words = "You may decline the match reply by a letter."
    make_edition(document, provision("reply", sets("local", "optional"), markdown=words), published="2010-08-17")
    make_edition(document, provision("reply", sets("local", "optional"), markdown=words), published="2010-10-06")
    secret = provision("reply", sets("local", "optional"), markdown="The letter is an embargoed postcard.")
    make_edition(document, secret, published="2013-01-01")
    other = make_document(make_program("other"), "noise")
    make_edition(other, provision("else", markdown="A letter from elsewhere."), published="2011-01-01")


def found(client: FlaskClient, q: str, **asked: str) -> list[tuple[str, str]]:
    answer = client.get(PATH, query_string={"q": q, **asked})
    assert answer.status_code == 200, answer.text
    return [(each["url"], each["status"]) for each in answer.json["items"]]


def test_what_is_in_force_comes_before_what_is_not(client: FlaskClient) -> None:
    assert found(client, '"match reply"') == [
        ("/guidance/participation/editions/2#reply", "in_force"),
        ("/guidance/participation/editions/1#reply", "superseded"),
    ]
    assert found(client, '"match reply"', effective_on="2010-08-20") == [
        ("/guidance/participation/editions/1#reply", "in_force"),
        ("/guidance/participation/editions/2#reply", "future"),
    ]


def test_a_result_has_the_fields_of_the_contract(client: FlaskClient) -> None:
    [first, _] = client.get(PATH, query_string={"q": '"match reply"'}).json["items"]
    assert {"kind", "title", "url", "snippet", "status"} <= set(first)
    assert (first["kind"], first["title"]) == ("provision", "1.1 About reply")
    assert "decline the match reply" in first["snippet"]
    assert (first["document"], first["edition"], first["provision"]) == ("participation", 2, "reply")


def test_the_page_of_a_result_exists(client: FlaskClient) -> None:
    for url, _ in found(client, "letter"):
        assert client.get(url).status_code == 200


def test_what_is_not_public_yet_is_not_found_by_its_words(client: FlaskClient, clock: StoppedClock) -> None:
    assert found(client, '"embargoed postcard"') == []
    clock.reading = midnight("2013-01-02")
    assert found(client, '"embargoed postcard"') == [("/guidance/participation/editions/3#reply", "in_force")]
    assert found(client, '"embargoed postcard"', known_on="2012-12-31") == []


def test_only_what_was_published_by_the_day_asked_about_is_found(client: FlaskClient) -> None:
    assert found(client, '"match reply"', known_on="2010-10-05") == [
        ("/guidance/participation/editions/1#reply", "in_force")
    ]


def test_a_program_narrows_the_search(client: FlaskClient) -> None:
    assert found(client, "letter", program="other") == [("/guidance/noise/editions/1#else", "in_force")]


def test_the_parts_of_the_results_are_all_results(client: FlaskClient) -> None:
    whole = client.get(PATH, query_string={"q": "letter"}).json["items"]
    parts, following = [], f"{PATH}?q=letter&limit=1"
    while following:
        part = client.get(following).json
        parts += part["items"]
        following = part["next"]
    assert (parts, len(whole)) == (whole, 3)


def test_any_text_is_looked_for_as_it_stands_and_soon(client: FlaskClient) -> None:
    assert len(found(client, "letter")) == 3
    for q in ('"unclosed', "*", "NEAR(", "col:x", "AND OR NOT", "(" * 200, "%", "_", "   ", "'; --"):
        assert client.get(PATH, query_string={"q": q}).status_code == 200
        assert cost(partial(client.get, PATH, query_string={"q": q})) < 15, q


def test_a_search_without_words_or_with_too_many_is_refused(client: FlaskClient) -> None:
    for query in ("", "q=", f"q={'x' * 201}", f"q={'x' * 7_000}"):
        answer = client.get(f"{PATH}?{query}")
        assert (answer.status_code, answer.json["parameter"]) == (400, "q")


def test_a_changed_cursor_is_refused(client: FlaskClient) -> None:
    following = client.get(f"{PATH}?q=letter&limit=1").json["next"]
    changes = [("q=letter", "q=reply"), ("cursor=", "cursor=x"), ("cursor=", "cursor=MQ")]
    for before, after in changes:
        answer = client.get(following.replace(before, after))
        assert (answer.status_code, answer.json["parameter"]) == (400, "cursor")
