"""Whatever is asked badly is refused in words that name the parameter, as a problem (RFC 9457), and never with 5xx."""

from itertools import product

import pytest
from flask.testing import FlaskClient

from tests.make import make_document, make_edition, make_program

# A refusal does not ask the database which one it is.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PATHS = {
    "/api/v1/programs": {},
    "/api/v1/jurisdictions": {},
    "/api/v1/guidance": {},
    "/api/v1/guidance/participation": {},
    "/api/v1/guidance/participation/editions": {},
    "/api/v1/guidance/participation/editions/1": {},
    "/api/v1/guidance/participation/compare": {"from": "1", "to": "1"},
    "/api/v1/obligations": {},
    "/api/v1/search": {"q": "letter"},
}
LISTS = [path for path in PATHS if path.endswith(("s", "guidance", "search"))]

DATES = [
    "2026-02-30",
    "9999-12-31",
    "0001-01-01",
    "now",
    "",
    " 2011-01-01",
    "2011-1-1",
    "20110101",
    "2011-W01-1",
    "2011-01-01T00:00:00",
    "2011-01-01T00:00:00+99:99",
    "2011-01-01T00:00:00Z",
    "\u0662\u0660\u0661\u0661-\u0660\u0661-\u0660\u0661",
    "April 9, 2012",
    "4/9/2012",
    "-2011-01-01",
    "2011-01-01\n",
    "1e309",
    "2011-01-01' OR '1'='1",
]
NUMBERS = ["-1", "0", "1e309", "9223372036854775808", "501", "", "1.5", "+1", "1_0", " 1", "\u0663", "0x10", "None"]


@pytest.fixture(autouse=True)
def _one_edition(client: FlaskClient) -> None:
    assert client.get("/api/v1/programs").json["items"] == []
    make_edition(make_document(make_program()), published="2010-08-17")


def refused(client: FlaskClient, path: str, **asked: str) -> dict[str, object]:
    answer = client.get(path, query_string={**PATHS.get(path, {}), **asked})
    assert answer.status_code == 400, (asked, answer.text)
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert {"type", "title", "status", "detail", "parameter"} <= set(answer.json)
    problem: dict[str, object] = answer.json
    return problem


@pytest.mark.parametrize("parameter", ["effective_on", "known_on"])
def test_a_date_in_any_other_form_is_refused_with_the_accepted_one(client: FlaskClient, parameter: str) -> None:
    for path, text in product(PATHS, DATES):
        problem = refused(client, path, **{parameter: text})
        assert problem["parameter"] == parameter
        # A control character is refused before anybody asks whether the rest is a date.
        assert "YYYY-MM-DD" in str(problem["detail"]) or "\n" in text


def test_on_is_refused_by_its_own_name(client: FlaskClient) -> None:
    for text in DATES:
        assert refused(client, "/api/v1/jurisdictions", on=text)["parameter"] == "on"


def test_nobody_knows_what_will_have_been_published_later(client: FlaskClient) -> None:
    for path, needed in PATHS.items():
        for day in ("2012-04-10", "9998-12-31"):
            assert refused(client, path, known_on=day)["parameter"] == "known_on"
        assert client.get(path, query_string={**needed, "known_on": "2012-04-09"}).status_code == 200


def test_a_bad_date_is_refused_even_where_there_is_nothing_to_find(client: FlaskClient) -> None:
    answer = client.get("/api/v1/guidance/never?known_on=2012-04-10")
    assert (answer.status_code, answer.json["parameter"]) == (400, "known_on")


def test_a_limit_that_is_no_number_from_1_to_500_is_refused(client: FlaskClient) -> None:
    for path, text in product(LISTS, NUMBERS):
        assert refused(client, path, limit=text)["parameter"] == "limit"
    for path in LISTS:
        assert client.get(path, query_string={**PATHS[path], "limit": "500"}).status_code == 200


@pytest.mark.parametrize("parameter", ["from", "to"])
def test_an_edition_to_compare_that_is_no_number_is_refused(client: FlaskClient, parameter: str) -> None:
    path = "/api/v1/guidance/participation/compare"
    for text in set(NUMBERS) - {"501"}:
        assert refused(client, path, **{parameter: text})["parameter"] == parameter


def test_a_comparison_needs_two_editions(client: FlaskClient) -> None:
    answer = client.get("/api/v1/guidance/participation/compare?from=1")
    assert (answer.status_code, answer.json["parameter"]) == (400, "to")


def test_an_unknown_parameter_is_refused_by_its_name(client: FlaskClient) -> None:
    names = ("page", "page[]", "effective-on", "Known_On", "limit[]", "\N{SNOWMAN}")
    for path, name in product([*PATHS, "/api/v1/audit/head"], names):
        assert refused(client, path, **{name: "1"})["parameter"] == name


def test_a_parameter_given_twice_is_refused(client: FlaskClient) -> None:
    for path, needed in PATHS.items():
        asked = "&".join(f"{name}={value}" for name, value in needed.items())
        answer = client.get(f"{path}?{asked}&known_on=2011-01-01&known_on=2011-01-01")
        assert (answer.status_code, answer.json["parameter"]) == (400, "known_on")


def test_what_is_no_text_is_refused(client: FlaskClient) -> None:
    for query in ("audience=%ff%fe", "audience=%00", "state=T%0DX", "provision=a%1b[2J", "%00=1"):
        answer = client.get(f"/api/v1/obligations?{query}")
        assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_what_is_far_too_long_or_a_joke_is_refused(client: FlaskClient) -> None:
    parameters = ("audience", "state", "county", "provision", "document", "program", "cursor")
    texts = (
        "x" * 5_000,
        "(" * 300,
        "%",
        "_",
        "' OR 1=1 --",
        "../../etc/passwd",
        "\u202eLI",
        "\U0001f4a5",
        "NaN",
        "null",
    )
    for parameter, text in product(parameters, texts):
        assert refused(client, "/api/v1/obligations", **{parameter: text})["parameter"] == parameter


NOWHERE = [
    "/api/v1/nothing",
    "/api/v1/guidance/%ff%fe",
    "/api/v1/guidance/..%2f..%2fetc",
    "/api/v1/guidance/participation/editions/0",
    "/api/v1/guidance/participation/editions/01",
    "/api/v1/guidance/participation/editions/-1",
    "/api/v1/guidance/participation/editions/%D9%A1",
    "/api/v1/guidance/participation/editions/99999999999999999999",
    "/api/v1/guidance/participation/editions/999999999",
    "/api/v1/guidance/Participation",
    "/api/v1/programs/",
    "/api/v1/programs;jsessionid=1",
]


def test_an_address_that_leads_nowhere_is_a_problem_too(client: FlaskClient) -> None:
    for path in NOWHERE:
        answer = client.get(path)
        assert answer.status_code in {400, 404}, path
        assert answer.mimetype == "application/problem+json"
        assert answer.json["status"] == answer.status_code


def test_nothing_but_reading_is_possible(client: FlaskClient) -> None:
    methods = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
    for path, method in product([*PATHS, "/api/v1/audit/head", "/api/openapi.json"], methods):
        answer = client.open(path, method=method)
        assert (answer.status_code, answer.mimetype) == (405, "application/problem+json"), (path, method)
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize(
    "body",
    [b"[" * 10_000 + b"]" * 10_000, b'{"limit": 1, "limit": 2}', b'{"limit": NaN}', b"limit=501", b"\xff\xfe"],
)
def test_a_body_is_never_read(client: FlaskClient, body: bytes) -> None:
    for kind in ("application/json", "text/plain", "application/x-www-form-urlencoded"):
        assert client.get("/api/v1/programs", data=body, content_type=kind).status_code == 200
