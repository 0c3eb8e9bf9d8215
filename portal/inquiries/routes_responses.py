"""Writing an answer: offered what was said before, warned while it is written, and kept as it was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Final

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from portal.accounts.access import actor, signed_in
from portal.answers.queries_statable import list_statable, lists_of
from portal.clearance.queries import list_contributors
from portal.clearance.queries_page import step_views
from portal.clearance.rules_steps import Clearer
from portal.common.clock import now
from portal.common.database import transaction
from portal.common.web import Problem, requires
from portal.guidance.rules_in_force import Moment
from portal.inquiries.actions_responses import save_version, start_response
from portal.inquiries.blueprint import blueprint, found_inquiry, reader_may
from portal.inquiries.forms_responses import ResponseForm, read_response
from portal.inquiries.queries import count_questions, questions_of
from portal.inquiries.queries_compose import moment_of, part_views, scene_of
from portal.inquiries.queries_drafts import READER, get_clearance_of, get_draft
from portal.inquiries.queries_earlier import list_earlier
from portal.inquiries.queries_offers import Offer, list_offers
from portal.inquiries.queries_page import today_of
from portal.inquiries.queries_responses import (
    ResponseFacts,
    ResponseNotFoundError,
    get_response,
    list_versions,
    parts_of,
)
from portal.inquiries.queries_sent import sent_page
from portal.inquiries.rules_choices import sending_choices
from portal.inquiries.rules_completeness import sending_missing
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.inquiries.rules_response import DraftFacts
from portal.statements.actions_exits import meet_finding as record_exit
from portal.statements.queries_exits import finding_views
from portal.statements.rules_exits import way_choices
from portal.statements.rules_findings import FindingView

# Before anything is saved there is no response, and nothing was decided about it.
NOT_SAVED: Final = ""
MOST_OFFERS: Final = 6
Errors = Mapping[str, str]


@blueprint.get("/<string:number>/responses/new")
@requires("responses.draft")
def new_response(number: str) -> ResponseReturnValue:
    """Show the page on which an answer is begun."""
    inquiry = found_inquiry(number)
    return compose_page(inquiry, None, _empty(inquiry))


@blueprint.post("/<string:number>/responses")
@requires("responses.draft")
def begin_response(number: str) -> ResponseReturnValue:
    """Save the first version of an answer."""
    inquiry = found_inquiry(number)
    form = _read(inquiry)
    if form.errors:
        return compose_page(inquiry, None, form), HTTPStatus.BAD_REQUEST
    with transaction():
        saved = start_response(inquiry=inquiry, parts=form.parts, by=actor(), at=now())
    if saved.issues:
        return _collided(inquiry, found_response(inquiry, saved.position), form, saved.issues[0].message)
    return redirect(f"{inquiry.url}/responses/{saved.position}", HTTPStatus.SEE_OTHER)


@blueprint.get("/<string:number>/responses/<int:position>")
@requires("inquiries.read")
def response(number: str, position: int) -> ResponseReturnValue:
    """Show an answer: as it was sent, and whether it still holds; or as it is being written."""
    inquiry = found_inquiry(number)
    found = found_response(inquiry, position)
    if found.sent:
        page = sent_page(inquiry, found, now(), with_words=reader_may("inquiries.words"))
        return render_template("inquiries/sent.html", page=page, inquiry=inquiry, today=today_of(inquiry.zone, now()))
    if not reader_may("inquiries.words"):
        # A draft is no record yet, and its words may hold what is personal.
        abort(HTTPStatus.NOT_FOUND)
    return compose_page(inquiry, found, stored_form(found))


@blueprint.post("/<string:number>/responses/<int:position>")
@requires("responses.draft")
def save_response(number: str, position: int) -> ResponseReturnValue:
    """Save what was written as the next version; two who write at once both keep their words."""
    inquiry = found_inquiry(number)
    found, form = found_draft(inquiry, position), _read(inquiry)
    if form.errors:
        return compose_page(inquiry, found, form), HTTPStatus.BAD_REQUEST
    with transaction():
        issues = save_version(response_id=found.id, read=form.read, parts=form.parts, by=actor(), at=now())
    if issues:
        return _collided(inquiry, found, form, issues[0].message)
    return redirect(f"{inquiry.url}/responses/{position}", HTTPStatus.SEE_OTHER)


@blueprint.post("/<string:number>/check")
@requires("responses.draft")
def check_response(number: str) -> ResponseReturnValue:
    """Check what was written without keeping it: for a script while one types, or for the button without one."""
    inquiry = found_inquiry(number)
    form = _read(inquiry)
    if "HX-Request" in request.headers:
        return _checked(inquiry, form)
    found = None
    if request.form.get("position"):
        found = found_draft(inquiry, request.form.get("position", 0, type=int))
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return compose_page(inquiry, found, form, is_saved=False), status


@blueprint.post("/<string:number>/responses/<int:position>/finding")
@requires("responses.draft")
def meet_finding(number: str, position: int) -> ResponseReturnValue:
    """Say how a finding is met, other than by changing the words."""
    inquiry = found_inquiry(number)
    found = found_draft(inquiry, position)
    with transaction():
        issues = record_exit(
            item_id=found.id,
            findings=stored_draft(inquiry, found).findings,
            finding=request.form.get("finding", ""),
            way=request.form.get("way", ""),
            reason=request.form.get("reason", ""),
            by=actor(),
            at=now(),
        )
    if issues:
        errors = {issue.field or "finding": issue.message for issue in issues}
        return compose_page(inquiry, found, stored_form(found), errors=errors), HTTPStatus.BAD_REQUEST
    return redirect(f"{inquiry.url}/responses/{position}#findings", HTTPStatus.SEE_OTHER)


def compose_page(
    inquiry: InquiryFacts,
    found: ResponseFacts | None,
    form: ResponseForm,
    *,
    errors: Errors | None = None,
    theirs: dict[int, str] | None = None,
    is_saved: bool = True,
) -> str:
    """Return the page on which an answer is written, cleared and sent, with what was typed.

    Args:
        inquiry: To what it answers.
        found: The response, or None before the first version.
        form: The words to be shown.
        errors: What is wrong besides the words.
        theirs: What somebody else saved meanwhile, by question.
        is_saved: Whether the words are those of the newest version, which alone is cleared and sent.
    """
    at, someone = now(), signed_in()
    draft = _draft(inquiry, found, form)
    clearer = Clearer(id=someone.id, role=someone.role, office=someone.office)
    clearance = get_clearance_of(draft, inquiry, at)
    contributors = list_contributors(draft.id) | {someone.id} if found is None else list_contributors(draft.id)
    lacking = sending_missing(draft, inquiry.course, contributors, clearance)
    moment = moment_of(inquiry, at)
    questions = questions_of([inquiry.id])[inquiry.id]
    return render_template(
        "inquiries/response.html",
        inquiry=inquiry,
        position=found.position if found else None,
        version=form.read,
        parts=part_views(inquiry, draft, theirs),
        errors={**form.errors, **(errors or {})},
        findings=[] if form.errors else _findings(inquiry, draft),
        missing=[] if form.errors else [each.message for each in lacking],
        steps=step_views(scene_of(inquiry, draft, clearance, clearer)) if found and is_saved else [],
        is_asked=clearance.is_asked,
        sha256=draft.sha256,
        url=f"{inquiry.url}/responses/{found.position}" if found else "",
        ways=way_choices() if found and is_saved and reader_may("responses.draft") else [],
        channels=sending_choices(),
        offers=_offered(inquiry, questions, moment),
        earlier=[each for text in questions for each in list_earlier(inquiry, text, moment)],
        statable=list_statable(inquiry.program, inquiry.audience, inquiry.place, moment),
        may_draft=reader_may("responses.draft"),
        may_send=reader_may("responses.send") and someone.id not in contributors,
        is_saved=is_saved,
    )


def found_response(inquiry: InquiryFacts, position: int) -> ResponseFacts:
    """Return the response at a position, or answer that there is none."""
    try:
        return get_response(inquiry.id, position)
    except ResponseNotFoundError:
        abort(HTTPStatus.NOT_FOUND)


def found_draft(inquiry: InquiryFacts, position: int) -> ResponseFacts:
    """Return the draft at a position; what was sent or given up takes no more words."""
    found = found_response(inquiry, position)
    if found.sent or found.id in inquiry.course.dropped:
        raise Problem(HTTPStatus.CONFLICT, "This answer is closed", "It was sent or given up. Begin another one.")
    return found


def stored_form(found: ResponseFacts) -> ResponseForm:
    """Return the newest version as if it had just been typed."""
    newest = list_versions(found.id)[-1].number
    return ResponseForm(parts_of(found.id, newest), newest, {})


def stored_draft(inquiry: InquiryFacts, found: ResponseFacts) -> DraftFacts:
    """Return the newest version as it reads now."""
    form = stored_form(found)
    return get_draft(inquiry, found.id, form.read, form.parts, now())


def _draft(inquiry: InquiryFacts, found: ResponseFacts | None, form: ResponseForm) -> DraftFacts:
    # Words that cannot be read are shown as they were typed, and nothing is made of them.
    parts = {position: "" if f"part_{position}" in form.errors else text for position, text in form.parts.items()}
    draft = get_draft(inquiry, found.id if found else NOT_SAVED, form.read, parts, now())
    kept = tuple(replace(each, markdown=form.parts[each.position]) for each in draft.parts)
    return replace(draft, parts=kept)


def _findings(inquiry: InquiryFacts, draft: DraftFacts) -> list[FindingView]:
    return finding_views(draft.findings, draft.exits, place=inquiry.place, zone=inquiry.zone)


def _offered(inquiry: InquiryFacts, questions: Sequence[str], moment: Moment) -> list[Offer]:
    """Return the answers that speak of any of the questions, each once."""
    every = [each for text in questions for each in list_offers(inquiry.program, text, moment, READER)]
    return list({each.answer.slug: each for each in reversed(every)}.values())[::-1][:MOST_OFFERS]


def _checked(inquiry: InquiryFacts, form: ResponseForm) -> str:
    draft = _draft(inquiry, None, form)
    return render_template(
        "inquiries/found.html",
        parts=part_views(inquiry, draft, None),
        findings=[] if form.errors else _findings(inquiry, draft),
        errors=form.errors,
        url="",
        ways=[],
    )


def _collided(inquiry: InquiryFacts, found: ResponseFacts, form: ResponseForm, message: str) -> ResponseReturnValue:
    theirs = stored_form(found)
    # Whoever saves again has seen both, and saves over the newest.
    shown = ResponseForm(form.parts, theirs.read, {})
    page = compose_page(inquiry, found, shown, errors={"version": message}, theirs=theirs.parts, is_saved=False)
    return page, HTTPStatus.CONFLICT


def _empty(inquiry: InquiryFacts) -> ResponseForm:
    return ResponseForm(dict.fromkeys(_positions(inquiry), ""), 0, {})


def _read(inquiry: InquiryFacts) -> ResponseForm:
    return read_response(request.form, _positions(inquiry), lists_of(inquiry.program, now()))


def _positions(inquiry: InquiryFacts) -> Sequence[int]:
    return range(1, count_questions(inquiry.id) + 1)
