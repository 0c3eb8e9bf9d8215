"""What is said of the questions of an inquiry, and its end: classed, told to wait, closed, opened again."""

from http import HTTPStatus

from flask import redirect, request
from flask.typing import ResponseReturnValue

from portal.accounts.access import actor
from portal.answers.queries_statable import lists_of
from portal.common.characters import normalized
from portal.common.clock import now
from portal.common.database import transaction
from portal.common.web import requires
from portal.directions.actions import ask_direction
from portal.directions.rules_direction import DirectionContent
from portal.inquiries.actions import record_inquiry_event
from portal.inquiries.actions_interim import Interim, tell_interim
from portal.inquiries.blueprint import blueprint, found_inquiry
from portal.inquiries.queries import count_questions, get_course, list_senders
from portal.inquiries.queries_responses import get_sendings
from portal.inquiries.routes import inquiry_page
from portal.inquiries.rules_completeness import closing_missing
from portal.inquiries.rules_events import EventKind
from portal.programs.queries import get_program


@blueprint.post("/<string:number>/questions/<int:position>/not-policy")
@requires("inquiries.log")
def class_question(number: str, position: int) -> ResponseReturnValue:
    """Class a question as none of policy, so that its answer needs no provision; a second person's word."""
    inquiry = found_inquiry(number)
    if not 1 <= position <= count_questions(inquiry.id):
        return inquiry_page(inquiry, errors={"reason": "There is no such question."}), HTTPStatus.BAD_REQUEST
    return _record(number, EventKind.NOT_POLICY, subject=str(position))


@blueprint.post("/<string:number>/questions/<int:position>/direction")
@requires("directions.ask")
def ask_for_direction(number: str, position: int) -> ResponseReturnValue:
    """Ask leadership for a direction on a question that the guidance leaves open, or wait for one asked already."""
    inquiry = found_inquiry(number)
    if not 1 <= position <= count_questions(inquiry.id):
        return inquiry_page(inquiry, errors={"asked_title": "There is no such question."}), HTTPStatus.BAD_REQUEST
    content = DirectionContent(
        provision=request.form.get("provision", ""),
        audience=inquiry.audience,
        place=inquiry.place,
        question=normalized(request.form.get("direction", "")),
    )
    labels = lists_of(inquiry.program, now()).labels
    with transaction():
        issues = ask_direction(
            program_id=inquiry.program_id,
            content=content,
            labels=labels,
            waiter=(inquiry.id, position),
            by=actor(),
            at=now(),
        )
    if issues:
        errors = {f"{issue.field}_{position}": issue.message for issue in reversed(issues)}
        return inquiry_page(found_inquiry(number), errors=errors), HTTPStatus.BAD_REQUEST
    return redirect(inquiry.url, HTTPStatus.SEE_OTHER)


@blueprint.post("/<string:number>/close")
@requires("inquiries.log")
def close(number: str) -> ResponseReturnValue:
    """Close an inquiry, once its record is complete."""
    inquiry = found_inquiry(number)
    with transaction():
        course = get_course(inquiry.id)
        issues = closing_missing(course, get_sendings(inquiry.id, course))
        if not issues:
            issues = record_inquiry_event(inquiry_id=inquiry.id, kind=EventKind.CLOSED, by=actor(), at=now())
    if issues:
        errors = {issue.field or "close": issue.message for issue in issues}
        return inquiry_page(found_inquiry(number), errors=errors), HTTPStatus.BAD_REQUEST
    return redirect(inquiry.url, HTTPStatus.SEE_OTHER)


@blueprint.post("/<string:number>/interim")
@requires("inquiries.log")
def tell_of_delay(number: str) -> ResponseReturnValue:
    """Tell whoever asked that their answer takes longer."""
    inquiry, reason = found_inquiry(number), request.form.get("reason", "")
    office = get_program(inquiry.program).name
    with transaction():
        interim = Interim(reason=reason, senders=list_senders(inquiry.id), office=office)
        issues = tell_interim(inquiry=inquiry, interim=interim, by=actor(), at=now())
    if issues:
        errors = {issue.field or "reason": issue.message for issue in issues}
        return inquiry_page(found_inquiry(number), errors=errors), HTTPStatus.BAD_REQUEST
    return redirect(inquiry.url, HTTPStatus.SEE_OTHER)


@blueprint.post("/<string:number>/reopen")
@requires("inquiries.log")
def reopen(number: str) -> ResponseReturnValue:
    """Open an inquiry again, with a reason."""
    return _record(number, EventKind.REOPENED)


def _record(number: str, kind: EventKind, *, subject: str | None = None) -> ResponseReturnValue:
    inquiry, reason = found_inquiry(number), request.form.get("reason", "")
    with transaction():
        issues = record_inquiry_event(
            inquiry_id=inquiry.id, kind=kind, subject=subject, reason=reason, by=actor(), at=now()
        )
    if issues:
        errors = {issue.field or "reason": issue.message for issue in issues}
        return inquiry_page(found_inquiry(number), errors=errors, reason=reason), HTTPStatus.BAD_REQUEST
    return redirect(inquiry.url, HTTPStatus.SEE_OTHER)
