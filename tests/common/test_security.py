"""The headers of every answer, the cookie, the static files, and what stands for an address."""

import gzip
from collections.abc import Iterator

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from portal.common import security
from portal.common.security import asset, keyed_hash, visitor_address
from tests.make import another_portal

# Written out and not taken from the code, so that a change of the code is seen here.
EXPECTED = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ENCRYPTED = "https://portal.example.gov"
OWN_FILE = "/static/css/portal.css"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Return the address of a database of one kind: what stands before a view does not know which it is."""
    return sqlite_url


@pytest.fixture
def encrypted(database_url: str) -> Iterator[FlaskClient]:
    """Return a browser at a portal that is served with encryption."""
    with another_portal(demo=False, secret_key="k" * 32, base_url=ENCRYPTED, database_url=database_url) as portal:
        yield portal.test_client()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/sign-in", 200),
        ("GET", "/account", 303),
        ("GET", "/nowhere", 404),
        ("POST", "/account", 405),
        ("POST", "/sign-in", 400),
        ("GET", OWN_FILE, 200),
        ("HEAD", OWN_FILE, 200),
        ("POST", OWN_FILE, 405),
        ("GET", "/static/nowhere.css", 404),
    ],
)
def test_every_header_is_on_every_answer(client: FlaskClient, method: str, path: str, status: int) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in EXPECTED} == EXPECTED
    assert "Strict-Transport-Security" not in answer.headers
    assert "Server" not in answer.headers


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", OWN_FILE])
def test_an_encrypted_portal_insists_on_encryption(encrypted: FlaskClient, path: str) -> None:
    expected = "max-age=31536000; includeSubDomains"
    assert encrypted.get(path, base_url=ENCRYPTED, buffered=True).headers["Strict-Transport-Security"] == expected


def test_the_cookie_of_an_encrypted_portal_is_bound_to_its_host(encrypted: FlaskClient) -> None:
    cookie = encrypted.get("/sign-in", base_url=ENCRYPTED).headers["Set-Cookie"]
    assert cookie.startswith("__Host-portal=")
    for attribute in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert attribute in cookie
    assert "Domain" not in cookie


def test_a_page_with_a_form_is_kept_nowhere_and_varies_by_its_cookie(client: FlaskClient) -> None:
    answer = client.get("/sign-in")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Cookie" in answer.headers["Vary"]


def test_a_style_is_addressed_by_its_content_and_kept_for_years(app: APIFlask, client: FlaskClient) -> None:
    address = asset("css/portal.css")
    assert address.startswith(f"{OWN_FILE}?v=")
    answer = client.get(address)
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_sign_is_kept_for_a_day(client: FlaskClient) -> None:
    assert client.get("/static/img/levels.svg").headers["Cache-Control"] == "max-age=86400, public"


def test_a_file_that_the_set_up_has_not_brought_yet_has_an_address_all_the_same() -> None:
    assert asset("vendor/nowhere.css") == "/static/vendor/nowhere.css"


@pytest.mark.parametrize("path", [OWN_FILE, "/static/js/portal.js", "/static/vendor/uswds/css/uswds.min.css"])
def test_a_style_or_script_is_sent_compressed_as_it_is_today(client: FlaskClient, path: str) -> None:
    plain = client.get(path)
    compressed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.data) == plain.data, "make setup"


@pytest.mark.parametrize(
    "path",
    ["/static/../portal/config.py", "/static/%2e%2e/config.py", "/static/..%2fconfig.py", "/static/", "/static"],
)
def test_nothing_but_static_files_is_served_as_one(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_keyed_hash_tells_purposes_and_portals_apart_and_no_value(app: APIFlask, database_url: str) -> None:
    first = keyed_hash("address", "192.0.2.1")
    assert first == keyed_hash("address", "192.0.2.1")
    assert len({first, keyed_hash("account", "192.0.2.1"), keyed_hash("address", "192.0.2.2")}) == 3
    with another_portal(demo=False, secret_key="k" * 32, database_url=database_url) as other, other.app_context():
        assert keyed_hash("address", "192.0.2.1") != first


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.1x", "unknown"),
        ("", "unknown"),
    ],
)
def test_an_address_is_that_of_a_customer(app: APIFlask, address: str, kept: str) -> None:
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": address}):
        assert visitor_address() == kept


def test_a_portal_without_its_static_files_still_starts(
    database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setattr(security, "STATIC", tmp_path_factory.mktemp("empty") / "none")
    with another_portal(demo=True, database_url=database_url) as portal:
        assert portal.test_client().get("/sign-in").status_code == 200
