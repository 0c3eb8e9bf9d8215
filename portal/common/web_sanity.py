"""What no part of the portal has to think about: text that is not text, foreign hosts, doubled parameters.

It runs before anything else reads the request, so that a view only ever meets clean text. A refusal names the
parameter or the field, and nothing has been changed.
"""

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Final
from urllib.parse import unquote_to_bytes

from flask import Flask, current_app, request

from portal.common.security import MOST_FIELDS, is_trusted_host
from portal.common.web import BadParameter, Problem, shown
from portal.common.web_errors import problem_of

# Longer addresses are nobody's: the longest of ours, a check with all its parameters, stays under a quarter of it.
LONGEST_ADDRESS: Final = 8_000

# Everything that Unicode calls a control character but TAB and LF. Forms end their lines with CR LF.
CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
UNDECODED: Final = "\N{REPLACEMENT CHARACTER}"
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})

# They tell a probe on the same machine that the portal lives; a probe does not know the portal's name.
ANSWERED_TO_ANY_HOST: Final = frozenset({"/healthz", "/readyz", "/metrics"})

# Below this every address holds a secret.
SECRETS: Final = "/ask/"

WRONG_ADDRESS: Final = "This address cannot be read"
PLAIN_TEXT: Final = "Control characters cannot be used here; write plain text."
UTF_8: Final = "The text is not UTF-8; write it anew or save it as UTF-8."


def refuse_bad_requests(app: Flask) -> None:
    """Check every request before anything else sees it."""
    app.before_request(_check)


def _check() -> None:
    _check_host()
    _check_path()
    _check_query()
    if request.method not in SAFE_METHODS:
        _check_origin()
        _check_form()


def _check_host() -> None:
    host = request.environ.get("HTTP_HOST", "")
    if request.path not in ANSWERED_TO_ANY_HOST and not is_trusted_host(host, current_app.config["PORTAL"]):
        detail = "The portal is not known by this name; use the address that it was published under."
        raise Problem(HTTPStatus.BAD_REQUEST, "Unknown host", detail)


def _check_path() -> None:
    path = request.environ.get("PATH_INFO", "")
    if len(path) + len(request.environ.get("QUERY_STRING", "")) > LONGEST_ADDRESS:
        raise _wrong_address(path, f"It is longer than {LONGEST_ADDRESS} characters.")
    try:
        text = path.encode("latin-1").decode()
    except UnicodeDecodeError:
        raise _wrong_address(path, "It is not UTF-8.") from None
    if not text.isprintable():
        raise _wrong_address(path, "It holds characters that no address of ours holds.")


def _wrong_address(path: str, detail: str) -> Problem:
    # Whoever tries out secrets learns nothing of what makes one, not even its characters or its length.
    if path.startswith(SECRETS):
        return problem_of(HTTPStatus.NOT_FOUND)
    return Problem(HTTPStatus.BAD_REQUEST, WRONG_ADDRESS, detail)


def _check_query() -> None:
    raw = request.environ.get("QUERY_STRING", "")
    if not raw:
        return
    _check_pairs(raw.encode("latin-1"))
    for name, values in request.args.lists():
        if len(values) > 1:
            raise BadParameter(name, f"The parameter {shown(name)} is given more than once; give it once.")
        _check_text(name, name)
        _check_text(name, values[0])


def _check_form() -> None:
    if request.mimetype == "application/x-www-form-urlencoded":
        _check_pairs(request.get_data())
    for name, values in request.form.lists():
        _check_text(name, name)
        for value in values:
            _check_text(name, value)


def _check_pairs(raw: bytes) -> None:
    if raw.count(b"&") >= MOST_FIELDS:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Too many fields", f"Send at most {MOST_FIELDS}.")
    try:
        unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        raise BadParameter(_undecodable(raw.split(b"&")), UTF_8) from None


def _undecodable(pairs: Iterable[bytes]) -> str:
    """Return the name of the first parameter whose name or value is not UTF-8."""
    for pair in pairs:
        try:
            unquote_to_bytes(pair).decode()
        except UnicodeDecodeError:
            return unquote_to_bytes(pair.partition(b"=")[0]).decode(errors="replace")
    return ""


def _check_text(name: str, text: str) -> None:
    if CONTROL.search(text.replace("\r\n", "\n")):
        raise BadParameter(name, PLAIN_TEXT)
    if UNDECODED in text:
        raise BadParameter(name, UTF_8)


def _check_origin() -> None:
    """Refuse a form that another site sends, beside the form's own token."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", "null")
    if site not in {"same-origin", "none"} or (origin != "null" and origin.partition("://")[2] != request.host):
        detail = "The form was sent by another site. Nothing was changed; open the page here and send it again."
        raise Problem(HTTPStatus.BAD_REQUEST, "The form was not sent from the portal", detail)
