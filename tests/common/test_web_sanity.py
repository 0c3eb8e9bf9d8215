"""The first twelve rows of the catalogue of bad input, and those about sign-in, headers and verbs."""

import pytest
from apiflask import APIFlask
from flask import request
from flask.testing import FlaskClient

from portal.accounts.rules_permissions import ACTIONS
from portal.common.security import HEADERS
from portal.common.web import check_declared, public
from tests.make import another_portal, form_token


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Return the address of a database of one kind: what stands before a view does not know which it is."""
    return sqlite_url


@pytest.fixture
def echoing(app: APIFlask) -> APIFlask:
    """Give the portal a view that says back what it was asked."""

    @public
    def echo() -> dict[str, dict[str, str]]:
        return {"args": request.args.to_dict(), "form": request.form.to_dict()}

    app.add_url_rule("/api/echo", view_func=echo, methods=["GET", "POST"])
    check_declared(app, ACTIONS)
    return app


def ask(client: FlaskClient, path: str, query: str = "", **environ: str) -> int:
    """Ask for raw bytes, as a client that does not care about the rules can."""
    answer = client.get("/", environ_overrides={"PATH_INFO": path, "QUERY_STRING": query, **environ})
    assert set(HEADERS) <= set(answer.headers.keys()), "every answer carries every header"
    assert "Traceback" not in answer.text
    return answer.status_code


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/\xff\xfe", 400),
        ("/guidance/\xc3\x28", 400),
        ("/\x00", 400),
        ("/guidance/a\x00b", 400),
        ("/guidance/a\nb", 400),
        ("/a\x1b[31m", 400),
        ("/\xe2\x80\xaetxt", 400),
        ("/../etc/passwd", 404),
        ("/guidance/../../etc/passwd", 404),
        ("/" + "a" * 8000, 400),
        ("//evil.test", 404),
        ("//evil.test/%2f..", 404),
        ("/guidance;jsessionid=1", 404),
        ("/guidance/;x", 404),
        ("/\\evil.test", 404),
    ],
)
def test_a_path_that_is_none_is_refused_and_redirects_nowhere(client: FlaskClient, path: str, status: int) -> None:
    assert ask(client, path) == status


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("page=1&page=2", "page"),
        ("page=1&page=1", "page"),
        ("q=%ff%fe", "q"),
        ("ok=1&q=%c3%28", "q"),
        ("q=a%00b", "q"),
        ("q=%1b[31m", "q"),
        ("q=a%0db", "q"),
        ("a%00b=1", "a\ufffdb"),
        ("q=%EF%BF%BD", "q"),
        ("%ff=1", "\ufffd"),
    ],
)
def test_a_parameter_that_is_doubled_or_no_text_is_refused_by_name(
    echoing: APIFlask, client: FlaskClient, query: str, parameter: str
) -> None:
    answer = client.get("/api/echo", environ_overrides={"QUERY_STRING": query})
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["parameter"] == parameter


@pytest.mark.parametrize(
    "query",
    ["page=-1", "page=0", "page=1e309", "page=9223372036854775808", "page[]=1", "q=M%C3%BCller", "q=", "&&", "q=a%09b"],
)
def test_odd_but_clean_text_reaches_the_view_as_it_was_written(
    echoing: APIFlask, client: FlaskClient, query: str
) -> None:
    assert client.get("/api/echo", environ_overrides={"QUERY_STRING": query}).status_code == 200


def test_an_address_has_an_end(echoing: APIFlask, client: FlaskClient) -> None:
    assert client.get("/api/echo", query_string={"q": "a" * 7_900}).status_code == 200
    assert client.get("/api/echo", query_string={"q": "a" * 8_000}).status_code == 400


def send(client: FlaskClient, body: str | bytes, *, token: str, content_type: str) -> tuple[int, str]:
    answer = client.post("/api/echo", data=body, content_type=content_type, headers={"X-CSRFToken": token})
    assert answer.json is not None
    return answer.status_code, str(answer.json.get("parameter", ""))


@pytest.mark.parametrize(
    ("body", "status", "parameter"),
    [
        (b"text=line%0D%0Aline%09end%0A", 200, ""),
        (b"text=a%00b", 400, "text"),
        (b"text=a%0Db", 400, "text"),
        (b"text=%ff", 400, "text"),
        (b"text=\xff", 400, "text"),
        (b"text=%ED%A0%80", 400, "text"),
        (b"text=%C2%9b", 400, "text"),
        (b"te%00xt=a", 400, "te\ufffdxt"),
        (b"&".join(b"a%d=1" % number for number in range(1001)), 413, ""),
    ],
)
def test_a_form_is_clean_text_or_refused_by_the_name_of_its_field(
    echoing: APIFlask, client: FlaskClient, body: bytes, status: int, parameter: str
) -> None:
    kind = "application/x-www-form-urlencoded"
    assert send(client, body, token=form_token(client), content_type=kind) == (status, parameter)


@pytest.mark.parametrize(("value", "status"), [(b"M\xc3\xbcller", 200), (b"\xff", 400), (b"a\x00b", 400)])
def test_a_form_in_parts_is_held_to_the_same(echoing: APIFlask, client: FlaskClient, value: bytes, status: int) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + value + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    assert send(client, body, token=form_token(client), content_type=kind)[0] == status


def test_a_form_in_too_many_parts_or_too_large_is_not_read(echoing: APIFlask, client: FlaskClient) -> None:
    token = form_token(client)
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    kind = "multipart/form-data; boundary=x"
    assert send(client, part * 1001 + b"--x--\r\n", token=token, content_type=kind)[0] == 413
    large = b"text=" + b"a" * 1_500_000
    assert send(client, large, token=token, content_type="application/x-www-form-urlencoded")[0] == 413


@pytest.mark.parametrize(
    "host",
    [
        "evil.test",
        "127.0.0.1:8000.evil.test",
        "localhost.evil.test",
        "127.0.0.1@evil.test",
        "127.0.0.1:x",
        "[evil",
        "",
        "a b",
    ],
)
def test_a_host_that_is_not_ours_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/sign-in", headers={"Host": host})
    assert answer.status_code == 400
    assert "Unknown host" in answer.text
    assert host in {"", "a b"} or host not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:9000", "[::1]:8000"])
def test_a_demonstration_answers_to_the_names_of_its_own_machine(client: FlaskClient, host: str) -> None:
    assert client.get("/sign-in", headers={"Host": host}).status_code == 200


def test_a_portal_answers_to_its_own_name_only(database_url: str) -> None:
    settings = {"demo": False, "secret_key": "k" * 32, "base_url": "https://portal.example.gov"}
    with another_portal(**settings, database_url=database_url) as portal:
        browser = portal.test_client()
        assert browser.get("/sign-in", headers={"Host": "portal.example.gov"}).status_code == 200
        assert browser.get("/sign-in", headers={"Host": "127.0.0.1:8000"}).status_code == 400
        assert browser.get("/healthz", headers={"Host": "10.0.0.7"}).status_code == 200


def test_forwarded_names_and_addresses_are_believed_from_nobody(client: FlaskClient) -> None:
    forwarded = {"X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "https", "Forwarded": "host=evil.test"}
    answer = client.get("/account", headers=forwarded)
    assert answer.headers["Location"] == "/sign-in?next=%2Faccount"
    assert "evil.test" not in answer.text


def test_as_many_forwarded_addresses_are_believed_as_there_are_proxies(database_url: str) -> None:
    @public
    def where() -> str:
        return str(request.remote_addr)

    with another_portal(demo=True, database_url=database_url, proxies=1) as portal:
        portal.add_url_rule("/where", view_func=where)
        check_declared(portal, ACTIONS)
        given = {"X-Forwarded-For": "203.0.113.9, 192.0.2.1"}
        assert portal.test_client().get("/where", headers=given).text == "192.0.2.1"


def test_a_hundred_cookies_and_a_hundred_ranges_change_nothing(client: FlaskClient) -> None:
    cookies = "; ".join(f"c{number}=v" for number in range(100))
    ranges = "bytes=" + ",".join(f"{number}-" for number in range(100))
    answer = client.get("/sign-in", headers={"Cookie": cookies, "Range": ranges})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "null"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, 200),
        ({"Origin": "http://evil.test"}, 400),
        ({"Origin": "http://localhost.evil.test"}, 400),
        ({"Origin": "http://["}, 400),
        ({"Sec-Fetch-Site": "cross-site"}, 400),
        ({"Sec-Fetch-Site": "same-site", "Origin": "null"}, 400),
    ],
)
def test_a_form_from_another_site_is_refused_even_with_its_mark(
    echoing: APIFlask, client: FlaskClient, headers: dict[str, str], status: int
) -> None:
    answer = client.post("/api/echo", data={"text": "a"}, headers={"X-CSRFToken": form_token(client), **headers})
    assert answer.status_code == status
