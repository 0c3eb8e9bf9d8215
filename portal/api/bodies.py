"""Reading the JSON that is sent to a path: strictly, before any schema looks at it, and never with an error of ours."""

import json
from http import HTTPStatus
from typing import Any, Final, NoReturn

from flask import request

from portal.common.web import BadParameter, Problem, shown
from portal.common.web_sanity import CONTROL, PLAIN_TEXT, UTF_8

BODY: Final = "body"
JSON: Final = "application/json"
NOT_JSON: Final = "Send one JSON object (RFC 8259), in UTF-8."
NO_NUMBER: Final = "NaN and Infinity are no JSON."


def check_body() -> None:
    """Refuse a body that is not one JSON object of clean text, each of whose names stands once; names what is wrong."""
    if request.mimetype != JSON:
        detail = f"Send {JSON}."
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "This format is not taken here", detail, parameter=BODY)
    try:
        read = json.loads(request.get_data().decode(), object_pairs_hook=_once_each, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise BadParameter(BODY, UTF_8) from None
    except (ValueError, RecursionError):
        raise BadParameter(BODY, NOT_JSON) from None
    if not isinstance(read, dict):
        raise BadParameter(BODY, NOT_JSON)
    for name, value in read.items():
        for text in (name, value):
            _check_text(name, text)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise BadParameter(name, f"{shown(name)} stands twice; give it once.")
        found[name] = value
    return found


def _refuse_constant(_name: str) -> NoReturn:
    raise BadParameter(BODY, NO_NUMBER)


def _check_text(name: str, text: object) -> None:
    if not isinstance(text, str):
        return
    if CONTROL.search(text.replace("\r\n", "\n")):
        raise BadParameter(name, PLAIN_TEXT)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise BadParameter(name, UTF_8)
