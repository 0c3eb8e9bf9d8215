"""Lists of the API: a page of rows and the address of the rest.

A cursor names the last row of the page before and is sealed for the very question, so that it needs no memory, holds
while rows are added before it, and cannot be made up.
"""

import base64
import binascii
import hmac
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from flask import Response, request

from portal.api.answers import answer
from portal.common.security import keyed_hash
from portal.common.web import BadParameter

Row = TypeVar("Row")

# A page ends early where its rows together are heavier, so that whole editions stay an answer and not a download.
HEAVIEST: Final = 1_000
CURSOR: Final = "cursor"
NOT_OURS: Final = "This cursor belongs to another question, or was changed. Follow `next` as it was given."
GONE: Final = "The list has changed, and what this cursor named is gone. Begin anew without it."


def answer_list(
    rows: Sequence[Row],
    asked: Mapping[str, Any],
    *,
    key: Callable[[Row], str],
    shape: Callable[[Row], Mapping[str, Any]],
    weight: Callable[[Row], int] = lambda _: 1,
) -> Response:
    """Answer the part of a list that was asked for.

    Args:
        rows: All rows, in their order.
        asked: The query, with `limit` and, beyond the first page, `cursor`.
        key: Names a row among the rows, the same tomorrow.
        shape: Makes the JSON object of a row; called for the rows of the page only.
        weight: How much a row counts towards the heaviest page.
    """
    start = _start(rows, key, asked.get(CURSOR))
    page = _page(rows[start : start + asked["limit"]], weight)
    more = start + len(page) < len(rows)
    after = _next(key(page[-1]), asked["limit"]) if page and more else None
    return answer({"items": [shape(row) for row in page], "next": after})


def answer_part(rows: Sequence[Mapping[str, Any]], asked: Mapping[str, Any], *, offset: int, total: int) -> Response:
    """Answer the rows of a list that is known only in part: those from `offset` on, out of `total`."""
    last = offset + len(rows)
    after = _next(str(last), asked["limit"]) if rows and last < total else None
    return answer({"items": list(rows), "next": after})


def read_offset(asked: Mapping[str, Any]) -> int:
    """Return how many rows of a list known only in part the pages before had; raises BadParameter."""
    return int(_opened(asked[CURSOR])) if CURSOR in asked else 0


def _page(rows: Sequence[Row], weight: Callable[[Row], int]) -> list[Row]:
    page: list[Row] = []
    total = 0
    for row in rows:
        total += weight(row)
        if page and total > HEAVIEST:
            break
        page.append(row)
    return page


def _start(rows: Sequence[Row], key: Callable[[Row], str], cursor: str | None) -> int:
    if cursor is None:
        return 0
    last = _opened(cursor)
    for index, row in enumerate(rows, start=1):
        if key(row) == last:
            return index
    raise BadParameter(CURSOR, GONE)


def _next(last: str, limit: int) -> str:
    fields = {**_question(), "limit": str(limit), CURSOR: _sealed(last)}
    return f"{request.base_url}?{urlencode(fields)}"


def _question() -> dict[str, str]:
    """Return what makes the list: every parameter but those that say which part of it."""
    return {name: value for name, value in sorted(request.args.items()) if name not in {"limit", CURSOR}}


def _sealed(last: str) -> str:
    return f"{base64.urlsafe_b64encode(last.encode()).decode()}.{_seal(last)}"


def _opened(cursor: str) -> str:
    encoded, _, seal = cursor.partition(".")
    try:
        last = base64.b64decode(encoded, altchars="-_", validate=True).decode()
    except (binascii.Error, ValueError):
        raise BadParameter(CURSOR, NOT_OURS) from None
    if not hmac.compare_digest(seal.encode(), _seal(last).encode()):
        raise BadParameter(CURSOR, NOT_OURS)
    return last


def _seal(last: str) -> str:
    return keyed_hash("api cursor", f"{request.path}?{urlencode(_question())}\n{last}")
