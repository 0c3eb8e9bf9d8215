"""The way of an answer through the offices, and out."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import current_app, redirect, request
from flask.typing import ResponseReturnValue

from portal.accounts.access import actor, signed_in
from portal.clearance.actions import answer_objection, record_decision, request_clearance
from portal.clearance.queries import list_contributors
from portal.clearance.rules_clearance import Clearance
from portal.clearance.rules_steps import Clearer, Decision, Step
from portal.common.clock import now
from portal.common.database import transaction
from portal.common.issues import Issue
from portal.common.web import requires
from portal.config import Settings
from portal.inquiries.actions import record_inquiry_event
from portal.inquiries.actions_sending import Sending, send_response
from portal.inquiries.blueprint import blueprint, found_inquiry
from portal.inquiries.queries import list_senders
from portal.inquiries.queries_drafts import get_clearance_of
from portal.inquiries.queries_responses import ResponseFacts
from portal.inquiries.routes_responses import compose_page, found_draft, stored_draft, stored_form
from portal.inquiries.rules_completeness import draft_missing
from portal.inquiries.rules_events import EventKind
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.inquiries.rules_response import DraftFacts
from portal.programs.queries import get_program


@blueprint.post("/<string:number>/responses/<int:position>/clearance")
@requires("responses.draft")
def ask_offices(number: str, position: int) -> ResponseReturnValue:
    """Give an answer to the offices that clear it, once its record is complete."""
    inquiry = found_inquiry(number)
    found = found_draft(inquiry, position)
    with transaction():
        draft, clearance = _standing(inquiry, found)
        issues = draft_missing(draft, inquiry.course, list_contributors(found.id))
        if not issues:
            issues = request_clearance(item_id=found.id, clearance=clearance, by=actor(), at=now())
    return _answered(inquiry, found, issues)


@blueprint.post("/<string:number>/responses/<int:position>/decision")
@requires("responses.clear")
def decide(number: str, position: int) -> ResponseReturnValue:
    """Record what an office decides about the text that it read."""
    inquiry = found_inquiry(number)
    found, someone = found_draft(inquiry, position), signed_in()
    step, decision = request.form.get("step", ""), request.form.get("decision", "")
    if step not in list(Step) or decision not in list(Decision):
        return _answered(inquiry, found, [Issue(message="Choose what your office decides.", field="decision")])
    with transaction():
        _, clearance = _standing(inquiry, found)
        issues = record_decision(
            item_id=found.id,
            clearance=clearance,
            step=Step(step),
            decision=Decision(decision),
            clearer=Clearer(id=someone.id, role=someone.role, office=someone.office),
            read=request.form.get("sha256", ""),
            reason=request.form.get("reason", ""),
            by=actor(),
            at=now(),
        )
    return _answered(inquiry, found, issues)


@blueprint.post("/<string:number>/responses/<int:position>/objection")
@requires("responses.draft")
def meet_objection(number: str, position: int) -> ResponseReturnValue:
    """Record how an objection was met, so that the office decides again."""
    inquiry = found_inquiry(number)
    found, step = found_draft(inquiry, position), request.form.get("step", "")
    if step not in list(Step):
        return _answered(inquiry, found, [Issue(message="There is no such objection.", field="answer")])
    with transaction():
        _, clearance = _standing(inquiry, found)
        issues = answer_objection(
            item_id=found.id,
            clearance=clearance,
            step=Step(step),
            reason=request.form.get("answer", ""),
            by=actor(),
            at=now(),
        )
    return _answered(inquiry, found, issues)


@blueprint.post("/<string:number>/responses/<int:position>/send")
@requires("responses.send")
def send(number: str, position: int) -> ResponseReturnValue:
    """Send an answer; from then on it is on record as it was sent."""
    inquiry = found_inquiry(number)
    found = found_draft(inquiry, position)
    settings: Settings = current_app.config["PORTAL"]
    sending = Sending(
        channel=request.form.get("channel", ""),
        read=request.form.get("sha256", ""),
        senders=list_senders(inquiry.id),
        office=get_program(inquiry.program).name,
        base_url=settings.base_url,
    )
    with transaction():
        issues = send_response(inquiry=inquiry, position=position, sending=sending, by=actor(), at=now())
    return _answered(inquiry, found, issues)


@blueprint.post("/<string:number>/responses/<int:position>/drop")
@requires("responses.draft")
def drop(number: str, position: int) -> ResponseReturnValue:
    """Give up a draft with a reason; its words stay on record."""
    inquiry = found_inquiry(number)
    found, reason = found_draft(inquiry, position), request.form.get("reason", "")
    with transaction():
        issues = record_inquiry_event(
            inquiry_id=inquiry.id, kind=EventKind.DROPPED, subject=found.id, reason=reason, by=actor(), at=now()
        )
    if issues:
        return _answered(inquiry, found, issues)
    return redirect(inquiry.url, HTTPStatus.SEE_OTHER)


def _standing(inquiry: InquiryFacts, found: ResponseFacts) -> tuple[DraftFacts, Clearance]:
    draft = stored_draft(inquiry, found)
    return draft, get_clearance_of(draft, inquiry, now())


def _answered(inquiry: InquiryFacts, found: ResponseFacts, issues: Sequence[Issue]) -> ResponseReturnValue:
    # Of what is wrong with one field the first thing is said, which is the reason for the others.
    errors = {issue.field or "clearance": issue.message for issue in reversed(issues)}
    if errors:
        return compose_page(inquiry, found, stored_form(found), errors=errors), HTTPStatus.BAD_REQUEST
    return redirect(f"{inquiry.url}/responses/{found.position}", HTTPStatus.SEE_OTHER)
