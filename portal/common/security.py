"""The headers on every answer, the cookie of a session, our own static files, and keyed hashes."""

import hashlib
import hmac
import ipaddress
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from flask import Flask, Request, Response, current_app, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from portal.config import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

STATIC: Final = Path(__file__).resolve().parent.parent / "static"
STATIC_PATH: Final = "/static/"

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS: Final = MappingProxyType(
    {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        # A link out of the portal must not tell where it stood; our own forms still send their origin.
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
)
TRANSPORT_SECURITY: Final = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")

KEPT_A_DAY: Final = 86_400
NEVER_KEPT: Final = "no-store"
KEPT_WHILE_UNCHANGED: Final = "public, max-age=0, must-revalidate"

# What a form may hold: more than a megabyte, so that a field of that length is refused by its name. A route that takes
# a file sets `request.max_content_length` itself.
LARGEST_BODY: Final = 1_500_000
MOST_FIELDS: Final = 1_000

# An IPv6 customer commands a whole /64, so that one address of it says nothing about who asks.
IPV6_NETWORK_BITS: Final = 64

OWN_MACHINE: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?")

csrf = CSRFProtect()


class Sessions(SecureCookieSessionInterface):
    """Flask's signed cookie, signed with SHA-256, and not looked for where there is none."""

    digest_method = staticmethod(hashlib.sha256)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Read the cookie; an anonymous visitor has none, and costs no signature."""
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


class SecureHeaders:
    """WSGI middleware that adds our headers to every answer, of whatever part of the portal, unless it has its own."""

    def __init__(self, application: "WSGIApplication", headers: Iterable[tuple[str, str]]) -> None:
        """Keep the headers, with their names in lower case beside them."""
        self.application = application
        self.headers = [(name.lower(), (name, value)) for name, value in headers]

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer, with our headers added."""

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:  # noqa: ANN401 - PEP 3333's own signature
            present = {name.lower() for name, _ in headers}
            headers.extend(pair for name, pair in self.headers if name not in present)
            return start_response(status, headers, *rest)

        return self.application(environ, start)


def secure(app: Flask, settings: Settings) -> None:
    """Give the portal its headers, cookie, limits, CSRF protection and static files."""
    encrypted = urlsplit(settings.base_url).scheme == "https"
    app.config.update(_cookie(encrypted=encrypted))
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        MAX_FORM_PARTS=MOST_FIELDS,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        # A token is bound to its session and ends with it; an hour of writing must not cost the text.
        WTF_CSRF_TIME_LIMIT=None,
        # `web_sanity` compares the origin instead, which pages that send no referrer keep.
        WTF_CSRF_SSL_STRICT=False,
    )
    app.session_interface = Sessions()
    # `//host` is no path of ours; merging the slashes would answer with a redirect.
    app.url_map.merge_slashes = False
    csrf.init_app(app)
    app.after_request(_cache)
    app.jinja_env.globals["asset"] = asset
    headers = [*HEADERS.items(), *([TRANSPORT_SECURITY] if encrypted else [])]
    app.wsgi_app = SecureHeaders(_with_static_files(app.wsgi_app), headers)  # type: ignore[method-assign]  # as Flask says


def trust_proxies(app: Flask, settings: Settings) -> None:
    """Believe as many forwarded addresses as there are proxies of ours in front; never a forwarded host."""
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]  # as Flask says


def asset(name: str) -> str:
    """Return the address of one of our static files, with a mark of its content, so that it may be kept for ever."""
    return f"{STATIC_PATH}{quote(name)}{_version(name)}"


def keyed_hash(purpose: str, value: str) -> str:
    """Return 32 hex digits that stand for a value (an address) without telling it; the portal's key makes them."""
    settings: Settings = current_app.config["PORTAL"]
    return hmac.new(settings.key.encode(), f"{purpose}\0{value}".encode(), "sha256").hexdigest()[:32]


def visitor_address() -> str:
    """Return from where this request comes: an IPv4 address or an IPv6 network."""
    address = request.remote_addr or "unknown"
    if ":" not in address:
        return address
    try:
        return str(ipaddress.IPv6Network((address.partition("%")[0], IPV6_NETWORK_BITS), strict=False))
    except ValueError:
        return "unknown"


def is_trusted_host(host: str, settings: Settings) -> bool:
    """Tell whether a Host header names the portal.

    A demonstration answers to the names of its own machine on any port, so that a forwarded port works; no page
    of another host can send them.
    """
    if host.lower() == urlsplit(settings.base_url).netloc.lower():
        return True
    return settings.demo and OWN_MACHINE.fullmatch(host.lower()) is not None


def _cookie(*, encrypted: bool) -> dict[str, object]:
    return {
        "SESSION_COOKIE_NAME": "__Host-portal" if encrypted else "portal_session",
        "SESSION_COOKIE_SECURE": encrypted,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
    }


def _cache(response: Response) -> Response:
    # Who carries a session sees pages of their own; nothing of them is kept anywhere.
    if session or "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = NEVER_KEPT
    if response.mimetype == "text/html":
        response.vary.add("Cookie")
    return response


def _with_static_files(application: "WSGIApplication") -> "WSGIApplication":
    if not STATIC.is_dir():
        return application
    files: WSGIApplication = WhiteNoise(
        application,
        root=str(STATIC),
        prefix=STATIC_PATH,
        max_age=KEPT_A_DAY,
        allow_all_origins=False,
        immutable_file_test=_is_addressed_by_version,
    )
    return files


def _is_addressed_by_version(_path: str, url: str) -> bool:
    # Styles and scripts are only linked through `asset`; what styles point at (fonts, signs) has no mark.
    return url.endswith((".css", ".js"))


@cache
def _version(name: str) -> str:
    path = STATIC / name
    if not path.is_file():
        # A page is served without its style where the set-up has not copied it yet.
        return ""
    return f"?v={hashlib.sha256(path.read_bytes()).hexdigest()[:8]}"
