"""What waits for whoever is signed in: the work of staff, the questions of a partner, and corrections for everybody."""

from flask import Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from portal.accounts.access import signed_in
from portal.common.clock import now
from portal.common.security import KEPT_WHILE_UNCHANGED
from portal.common.web import public, requires
from portal.common.web_mail import mail_host
from portal.config import Settings
from portal.inquiries.queries import list_asked_by, list_inquiries
from portal.inquiries.queries_page import most_pressing_first, rows_of, today_of
from portal.inquiries.rules_board import SETTLED
from portal.inquiries.rules_calendar import MIMETYPE, calendar_of
from portal.inquiries.rules_content import STAFF
from portal.inquiries.rules_events import OPEN, PUBLIC_STATUS_WORDS, Status
from portal.inquiries.rules_page import InquiryRow
from portal.items.rules import Reader
from portal.programs.forms import program_of
from portal.programs.queries import ProgramFacts
from portal.site.blueprint import site
from portal.site.queries_stale import list_stale

HEADERS = {"Cache-Control": KEPT_WHILE_UNCHANGED}


@site.get("/work")
@requires("own.work")
def work() -> str:
    """Show somebody what is theirs to answer, what nobody has yet, and which answers no longer hold."""
    program = program_of(request.args)
    rows = _rows(program)
    mine = [row for row in rows if row.owner_id == signed_in().id and row.status not in SETTLED]
    free = [row for row in rows if row.status is Status.RECEIVED]
    return render_template("site/work.html", mine=mine, free=free, stale=list_stale(program, now()))


@site.get("/work/due.ics")
@requires("own.work")
def due_dates() -> Response:
    """Give the due dates of what is theirs to answer as a calendar file."""
    program = program_of(request.args)
    settings: Settings = current_app.config["PORTAL"]
    text = calendar_of(_mine(program), host=mail_host(), base_url=settings.base_url, at=now())
    answer = Response(text, mimetype=MIMETYPE)
    answer.headers["Content-Disposition"] = "attachment; filename=due.ics"
    return answer


@site.get("/mine")
@requires("own.questions")
def mine() -> str:
    """Show a partner what they asked, and where it stands."""
    program = program_of(request.args)
    today = today_of(program.time_zone, now())
    asked = [each for each in list_asked_by(signed_in().id) if each.program == program.slug]
    rows = rows_of(asked, today, with_words=True)
    return render_template("site/mine.html", rows=rows, words=PUBLIC_STATUS_WORDS)


@site.get("/corrections")
@public
def corrections() -> ResponseReturnValue:
    """Tell which answers and statements were corrected: none so far, and how one would be."""
    program_of(request.args)
    return render_template("site/corrections.html"), 200, HEADERS


def _mine(program: ProgramFacts) -> list[InquiryRow]:
    return [row for row in _rows(program) if row.owner_id == signed_in().id and row.status in OPEN]


def _rows(program: ProgramFacts) -> list[InquiryRow]:
    reader = Reader(permissions=frozenset({STAFF}))
    today = today_of(program.time_zone, now())
    return most_pressing_first(rows_of(list_inquiries(program.slug, reader, now()), today, with_words=True))
