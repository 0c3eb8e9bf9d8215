"""Answers of the API: the same bytes for the same facts, with a strong ETag, kept while unchanged."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from flask import Response, request

from portal.common.security import KEPT_WHILE_UNCHANGED

# May be kept too, but never be given from a memory that only the ledger's version empties.
ASKED_ANEW: Final = "no-cache"


def answer(content: Mapping[str, Any], kept: str = KEPT_WHILE_UNCHANGED) -> Response:
    """Return the content as JSON, its keys in the order given, or 304 for whoever has these bytes already."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return unless_known(Response(body, mimetype="application/json"), kept)


def unless_known(response: Response, kept: str = KEPT_WHILE_UNCHANGED) -> Response:
    """Give a whole answer its ETag, the hash of its bytes, and answer 304 where the request names it."""
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    response.headers["Cache-Control"] = kept
    response.make_conditional(request)
    return response


def open_to_other_sites(response: Response) -> Response:
    """Let pages of any site read an answer: everything the API gives is public."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
