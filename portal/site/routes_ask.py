"""Asking a question, being offered answers to it, and following it by a secret link."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import abort, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from portal.accounts.access import account
from portal.audit.rules import Actor
from portal.common.clock import now
from portal.common.database import transaction
from portal.common.security import keyed_hash, visitor_address
from portal.common.web import limited, public
from portal.guidance.rules_in_force import Moment
from portal.inquiries.actions import log_inquiry
from portal.inquiries.forms import InquiryForm, empty_form, read_asked
from portal.inquiries.queries import InquiryNotFoundError, get_followed
from portal.inquiries.queries_followed import followed_page
from portal.inquiries.queries_offers import Offer, list_offers
from portal.inquiries.queries_page import today_of
from portal.inquiries.rules_choices import sender_choices
from portal.programs.forms import program_of
from portal.programs.queries import ProgramFacts, get_atlas, get_audiences
from portal.programs.rules_choices import audience_choices, state_choices
from portal.site.blueprint import site
from portal.site.forms_ask import OFFERED, begun_mark, too_hasty


@site.get("/ask")
@public
def ask() -> str:
    """Show the form by which anybody asks a question."""
    program_of(request.args)
    return _form(empty_form(request.args), {}, [])


@site.post("/ask")
@public
@limited("20/hour")
def send_question() -> ResponseReturnValue:
    """Log a question, once the answers that there are have been offered, and lead to the link by which to follow it."""
    program = program_of(request.args)
    form = read_asked(request.form, program.time_zone, now(), get_audiences(), get_atlas())
    errors = form.errors or too_hasty(request.form, now())
    if errors:
        return _form(form.given, errors, []), HTTPStatus.BAD_REQUEST
    offers = [] if request.form.get(OFFERED) else _offers(program, form.given["question"])
    if offers:
        return _form(form.given, {}, offers)
    token = _log(program, form)
    return redirect(f"/ask/{token}", HTTPStatus.SEE_OTHER)


@site.post("/ask/offers")
@public
@limited("60/minute")
def offers() -> str:
    """Offer answers to a question while it is being written; nothing of it is kept."""
    program = program_of(request.args)
    return render_template("site/offers.html", offers=_offers(program, request.form.get("question", "")))


@site.get("/ask/<string:token>")
@public
@limited("30/minute")
def followed_question(token: str) -> Response:
    """Show whoever holds the link where their question stands; every link that opens nothing is answered alike."""
    try:
        found = get_followed(token)
    except InquiryNotFoundError:
        abort(HTTPStatus.NOT_FOUND)
    page = followed_page(found, now())
    answer = make_response(render_template("site/followed.html", page=page, today=today_of(found.zone, now())))
    # The address is the secret, which no search engine and no page linked from here may learn.
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _log(program: ProgramFacts, form: InquiryForm) -> str:
    someone = account()
    by = someone.as_actor() if someone else Actor(kind="visitor", id=keyed_hash("address", visitor_address()))
    account_id = someone.id if someone else None
    with transaction():
        logged = log_inquiry(program=program, content=form.content, account_id=account_id, by=by, at=now())
    return logged.token


def _form(given: Mapping[str, str], errors: dict[str, str], offers: list[Offer]) -> str:
    return render_template(
        "site/ask.html",
        given=given,
        errors=errors,
        offers=offers,
        begun=begun_mark(request.form, now()),
        audiences=audience_choices(get_audiences()),
        states=state_choices(get_atlas()),
        senders=sender_choices(),
    )


def _offers(program: ProgramFacts, question: str) -> list[Offer]:
    at = now()
    moment = Moment(on=today_of(program.time_zone, at), known=at, zone=program.time_zone)
    return list_offers(program.slug, question, moment)
