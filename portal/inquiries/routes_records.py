"""Keeping the record: legal holds, and the purge of who asked and of their words, by two people together."""

from http import HTTPStatus

from flask import redirect, request
from flask.typing import ResponseReturnValue

from portal.accounts.access import actor
from portal.common.clock import now
from portal.common.database import transaction
from portal.common.issues import Issues
from portal.common.web import requires
from portal.inquiries.actions import record_inquiry_event
from portal.inquiries.actions_purge import purge_inquiry
from portal.inquiries.blueprint import blueprint, found_inquiry
from portal.inquiries.routes import inquiry_page
from portal.inquiries.rules_events import EventKind


@blueprint.post("/<string:number>/hold")
@requires("records.keep")
def hold(number: str) -> ResponseReturnValue:
    """Put an inquiry under a legal hold: nothing of it is purged until that is lifted."""
    return _record(number, EventKind.LEGAL_HOLD)


@blueprint.post("/<string:number>/lift")
@requires("records.purge")
def lift(number: str) -> ResponseReturnValue:
    """Lift a legal hold."""
    return _record(number, EventKind.HOLD_LIFTED)


@blueprint.post("/<string:number>/purge-proposal")
@requires("records.keep")
def propose_purge(number: str) -> ResponseReturnValue:
    """Propose that who asked, and their words, be purged."""
    return _record(number, EventKind.PURGE_PROPOSED)


@blueprint.post("/<string:number>/purge")
@requires("records.purge")
def purge(number: str) -> ResponseReturnValue:
    """Purge who asked, and their words, as somebody else proposed."""
    inquiry = found_inquiry(number)
    with transaction():
        issues = purge_inquiry(inquiry_id=inquiry.id, by=actor(), at=now())
    return _answered(number, issues)


def _record(number: str, kind: EventKind) -> ResponseReturnValue:
    inquiry, reason = found_inquiry(number), request.form.get("reason", "")
    with transaction():
        issues = record_inquiry_event(inquiry_id=inquiry.id, kind=kind, reason=reason, by=actor(), at=now())
    return _answered(number, issues)


def _answered(number: str, issues: Issues) -> ResponseReturnValue:
    inquiry = found_inquiry(number)
    if issues:
        errors = {"record_title": issues[0].message}
        return inquiry_page(inquiry, errors=errors), HTTPStatus.BAD_REQUEST
    return redirect(inquiry.url, HTTPStatus.SEE_OTHER)
