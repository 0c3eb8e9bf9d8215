"""The page that tells whether a printed page is still current."""

from flask import render_template, request

from portal.common.clock import now
from portal.common.security import KEPT_WHILE_UNCHANGED
from portal.common.web import limited, public
from portal.common.web_check_codes import check_codes
from portal.site.blueprint import site
from portal.site.queries_check import check

# Printed beside every code; whoever copies the whole address into the field means the code at its end.
ADDRESS = "/check/"


@site.get("/check")
@public
@limited("60/minute")
def check_form() -> tuple[str, int, dict[str, str]]:
    """Ask for a code, and answer for the one that was typed."""
    return _answered(request.args.get("code", "").strip().rpartition(ADDRESS)[2])


@site.get("/check/<code>")
@public
@limited("60/minute")
def check_code(code: str) -> tuple[str, int, dict[str, str]]:
    """Answer for the code of a printed page: current, superseded since a day, or never issued here."""
    return _answered(code)


def _answered(code: str) -> tuple[str, int, dict[str, str]]:
    answer = check(code, check_codes(), now()) if code else None
    # A code that was never issued has no page; a person still gets the words.
    known = answer is None or answer.kind in {"current", "superseded"}
    page = render_template("site/check.html", code=code, answer=answer)
    return page, 200 if known else 404, {"Cache-Control": KEPT_WHILE_UNCHANGED} if known else {}
