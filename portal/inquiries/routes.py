"""The log of inquiries, for staff: what was asked, who has it, and when the answer is due."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Final

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from portal.accounts.access import actor
from portal.answers.queries_statable import list_statable
from portal.common.clock import now
from portal.common.database import transaction
from portal.common.web import BadParameter, requires
from portal.common.web_paging import read_paging
from portal.directions.queries import waited_for
from portal.inquiries.actions import log_inquiry, record_inquiry_event, record_sight_of_sender
from portal.inquiries.blueprint import READER, blueprint, found_inquiry, reader_may
from portal.inquiries.forms import empty_form, read_logged
from portal.inquiries.queries import (
    InquiryNotFoundError,
    get_inquiry,
    list_inquiries,
    list_senders,
    questions_of,
)
from portal.inquiries.queries_compose import moment_of
from portal.inquiries.queries_page import (
    event_lines,
    list_colleagues,
    most_pressing_first,
    response_lines,
    rows_of,
    today_of,
)
from portal.inquiries.queries_responses import get_sendings
from portal.inquiries.rules_board import board_of
from portal.inquiries.rules_choices import channel_choices, sender_choices
from portal.inquiries.rules_completeness import closing_missing
from portal.inquiries.rules_content import CHANNEL_WORDS, Channel, Sender
from portal.inquiries.rules_events import OPEN, EventKind, Status
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.inquiries.rules_page import InquiryRow
from portal.inquiries.sources_mail import FIELD as MAIL
from portal.inquiries.sources_mail import LARGEST_MAIL, read_mail
from portal.programs.forms import program_of
from portal.programs.queries import get_atlas, get_audiences
from portal.programs.rules_choices import audience_choices, state_choices

SHOWN: Final = 50
PART: Final = "part"
PARTS: Final[dict[str, tuple[str, Callable[[InquiryRow], bool]]]] = {
    "open": ("Open", lambda row: row.status in OPEN),
    "unassigned": ("With nobody", lambda row: row.status is Status.RECEIVED),
    "late": ("Late", lambda row: row.is_late),
    "answered": ("Answered, to be closed", lambda row: row.status is Status.ANSWERED),
    "held": ("Waiting for leadership", lambda row: row.status is Status.HELD),
    "waiting": ("Waiting for the sender", lambda row: row.status is Status.PAUSED),
    "all": ("All", lambda _row: True),
}


@blueprint.get("")
@requires("inquiries.read")
def inquiries() -> str:
    """List inquiries, what is most pressing first."""
    program = program_of(request.args)
    part = request.args.get(PART, "open")
    if part not in PARTS:
        raise BadParameter(PART, f"Choose one of {', '.join(PARTS)}.")
    every, today = list_inquiries(program.slug, READER, now()), today_of(program.time_zone, now())
    rows = rows_of(every, today, with_words=reader_may("inquiries.words"))
    chosen = most_pressing_first(row for row in rows if PARTS[part][1](row))
    paging = read_paging(request.args, len(chosen), size=SHOWN, path="/inquiries")
    return render_template(
        "inquiries/list.html",
        rows=paging.shown(chosen),
        parts=[
            {"name": name, "title": title, "count": sum(map(holds, rows)), "chosen": name == part}
            for name, (title, holds) in PARTS.items()
        ],
        paging=paging,
        loads=board_of(rows),
        may_log=reader_may("inquiries.log"),
    )


@blueprint.get("/new")
@requires("inquiries.log")
def new_inquiry() -> ResponseReturnValue:
    """Show the form for what came by a letter, a call or a meeting."""
    program_of(request.args)
    return _log_form(empty_form({}), {})


@blueprint.post("/from-mail")
@requires("inquiries.log")
def read_from_mail() -> ResponseReturnValue:
    """Fill in the form from an e-mail file; nothing of it is kept before it is logged."""
    program = program_of(request.args)
    file = request.files.get(MAIL)
    given, issues = read_mail(file.read(LARGEST_MAIL + 1) if file else b"", program.time_zone)
    if issues:
        return _log_form(empty_form({}), {MAIL: issues[0].message}), HTTPStatus.BAD_REQUEST
    return _log_form({**empty_form({}), **given}, {})


@blueprint.post("")
@requires("inquiries.log")
def log() -> ResponseReturnValue:
    """Log an inquiry that came by another way than the portal."""
    program = program_of(request.args)
    form = read_logged(request.form, program.time_zone, now(), get_audiences(), get_atlas())
    if form.errors:
        return _log_form(form.given, form.errors), HTTPStatus.BAD_REQUEST
    with transaction():
        logged = log_inquiry(program=program, content=form.content, by=actor(), at=now())
    return redirect(f"/inquiries/{logged.number}", HTTPStatus.SEE_OTHER)


@blueprint.get("/<string:number>")
@requires("inquiries.read")
def inquiry(number: str) -> str:
    """Show one inquiry: what was asked, of whom it speaks, and what was done about it."""
    return inquiry_page(found_inquiry(number))


@blueprint.post("/<string:number>/sender")
@requires("inquiries.sender")
def sender(number: str) -> str:
    """Show who asked; that somebody looked is recorded, so that this is no GET."""
    found = found_inquiry(number)
    if not found.senders:
        abort(HTTPStatus.NOT_FOUND)
    with transaction():
        record_sight_of_sender(inquiry_id=found.id, by=actor(), at=now())
    return inquiry_page(found, senders=[each.sender for each in list_senders(found.id)])


@blueprint.post("/<string:number>/owner")
@requires("inquiries.log")
def assign(number: str) -> ResponseReturnValue:
    """Give an inquiry to somebody who answers."""
    owner = request.form.get("owner", "")
    if owner not in {each.id for each in list_colleagues()}:
        return _refused(number, {"owner": "Choose somebody from the list."})
    return _record(number, EventKind.ASSIGNED, subject=owner)


@blueprint.post("/<string:number>/pause")
@requires("inquiries.log")
def pause(number: str) -> ResponseReturnValue:
    """Stop the clock while the sender is waited for."""
    return _record(number, EventKind.PAUSED, reason=request.form.get("reason", ""))


@blueprint.post("/<string:number>/resume")
@requires("inquiries.log")
def resume(number: str) -> ResponseReturnValue:
    """Let the clock run on."""
    return _record(number, EventKind.RESUMED)


@blueprint.post("/<string:number>/link")
@requires("inquiries.log")
def link(number: str) -> ResponseReturnValue:
    """Link an inquiry to an earlier one that asked the same; neither is ever deleted."""
    found, earlier = found_inquiry(number), request.form.get("earlier", "").strip()
    try:
        linked = get_inquiry(found.program, earlier, READER, now())
    except InquiryNotFoundError:
        return _refused(number, {"earlier": "There is no inquiry with this number. Write one such as 2012-0001."})
    if linked.id == found.id or linked.course.linked_to:
        message = "Choose the inquiry that asked first, which is not linked to another itself."
        return _refused(number, {"earlier": message})
    return _record(number, EventKind.LINKED, subject=linked.id)


def _record(number: str, kind: EventKind, *, subject: str | None = None, reason: str = "") -> ResponseReturnValue:
    found = found_inquiry(number)
    with transaction():
        issues = record_inquiry_event(
            inquiry_id=found.id, kind=kind, subject=subject, reason=reason, by=actor(), at=now()
        )
    if issues:
        return _refused(number, {issue.field or "reason": issue.message for issue in issues}, reason=reason)
    return redirect(found.url, HTTPStatus.SEE_OTHER)


def _refused(number: str, errors: dict[str, str], *, reason: str = "") -> ResponseReturnValue:
    return inquiry_page(found_inquiry(number), errors=errors, reason=reason), HTTPStatus.BAD_REQUEST


def inquiry_page(
    found: InquiryFacts, *, senders: Sequence[Sender] = (), errors: dict[str, str] | None = None, reason: str = ""
) -> str:
    """Return the page of an inquiry, with what is wrong with what was sent from it."""
    today = today_of(found.zone, now())
    [row] = rows_of([found], today, with_words=False)
    return render_template(
        "inquiries/inquiry.html",
        row=row,
        channel=CHANNEL_WORDS[Channel(found.channel)],
        questions=questions_of([found.id]).get(found.id, []) if reader_may("inquiries.words") else None,
        known=found.senders,
        senders=senders,
        events=event_lines(found),
        colleagues=list_colleagues(),
        responses=response_lines(found),
        missing=[each.message for each in closing_missing(found.course, get_sendings(found.id, found.course))],
        not_policy=found.course.not_policy,
        waiting=waited_for(found.id),
        statable=list_statable(found.program, found.audience, found.place, moment_of(found, now())),
        course=found.course,
        may_keep=reader_may("records.keep"),
        may_purge=reader_may("records.purge"),
        may_draft=reader_may("responses.draft"),
        may_log=reader_may("inquiries.log"),
        errors=errors or {},
        reason=reason,
    )


def _log_form(given: Mapping[str, str], errors: dict[str, str]) -> str:
    return render_template(
        "inquiries/new.html",
        given=given,
        errors=errors,
        audiences=audience_choices(get_audiences()),
        states=state_choices(get_atlas()),
        senders=sender_choices(),
        channels=channel_choices(),
    )
