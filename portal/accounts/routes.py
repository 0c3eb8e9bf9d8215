"""Signing in and out, and one's own account."""

from datetime import timedelta
from http import HTTPStatus
from math import ceil

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.accounts.access import account, browser_token, end_browser_session, signed_in, start_browser_session
from portal.accounts.actions_demonstration import demonstration_accounts
from portal.accounts.actions_sessions import (
    count_attempt,
    end_session,
    end_session_of_token,
    identify,
    refuse_sign_in,
    renew_hash,
    start_session,
)
from portal.accounts.forms import SignIn, own_path, read_sign_in
from portal.accounts.models import EndOfSession, User
from portal.accounts.queries import SessionNotFoundError, get_session_of, list_sessions
from portal.accounts.rules_accounts import normal_address
from portal.accounts.rules_devices import device_name
from portal.accounts.shown import account_shown, sessions_shown
from portal.audit.rules import Actor
from portal.common.clock import now
from portal.common.database import transaction
from portal.common.security import keyed_hash, visitor_address
from portal.common.web import CHALLENGE, Problem, public, requires
from portal.common.web_errors import problem_of

blueprint = Blueprint("accounts", __name__)

NOT_RIGHT = "The e-mail address or the password is not right."
DONE = {"session": "The session was ended."}


@blueprint.get("/sign-in")
@public
def sign_in_page() -> AnyResponse:
    """Show the form, or go on when somebody is signed in already."""
    target = own_path(request.args.get("next", ""))
    if account():
        return redirect(target, HTTPStatus.SEE_OTHER)
    return _sign_in_form(SignIn(email="", password="", next=target), None, HTTPStatus.OK)


@blueprint.post("/sign-in")
@public
def sign_in() -> AnyResponse:
    """Let somebody in who knows an account's password: identify, then start a session."""
    form = read_sign_in()
    issues = form.issues()
    if issues:
        return _sign_in_form(form, " ".join(str(issue) for issue in issues), HTTPStatus.BAD_REQUEST)
    _wait_for_turn(form)
    user = identify(email=form.email, password=form.password)
    if user is None:
        return _not_let_in(form)
    _let_in(user, form)
    return redirect(form.next, HTTPStatus.SEE_OTHER)


@blueprint.get("/sign-out")
@public
def sign_out_page() -> AnyResponse:
    """Ask once more, since a link may be followed by a machine."""
    return (
        make_response(render_template("accounts/sign_out.html")) if account() else redirect("/", HTTPStatus.SEE_OTHER)
    )


@blueprint.post("/sign-out")
@public
def sign_out() -> AnyResponse:
    """End the session on the server and in the browser."""
    token = browser_token()
    if token:
        with transaction():
            end_session_of_token(token=token, reason=EndOfSession.SIGNED_OUT, at=now())
    end_browser_session()
    answer = redirect("/", HTTPStatus.SEE_OTHER)
    # Not "cookies": that would also sign out of every other site of the agency's domain.
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@blueprint.get("/account")
@requires("own.account")
def account_page() -> str:
    """Show who one is here, and where one is signed in."""
    someone = signed_in()
    return render_template(
        "accounts/account.html",
        account=account_shown(someone),
        sessions=sessions_shown(list_sessions(someone.id, now=now()), current=someone.session_id),
        done=DONE.get(request.args.get("done", "")),
    )


@blueprint.post("/account/sessions/<string:session_id>/end")
@requires("own.account")
def end_own_session(session_id: str) -> AnyResponse:
    """End one of one's own sessions, on whatever machine it is."""
    with transaction():
        try:
            session = get_session_of(signed_in().id, session_id)
        except SessionNotFoundError:
            raise problem_of(HTTPStatus.NOT_FOUND) from None
        end_session(session=session, reason=EndOfSession.ENDED_BY_OWNER, by=signed_in().as_actor(), at=now())
    return redirect(url_for("accounts.account_page", done="session"), HTTPStatus.SEE_OTHER)


def _sign_in_form(form: SignIn, message: str | None, status: HTTPStatus) -> Response:
    page = render_template(
        "accounts/sign_in.html",
        email=form.email,
        next=form.next,
        message=message,
        demonstration=demonstration_accounts() if current_app.config["PORTAL"].demo else [],
    )
    return make_response(page, status)


def _wait_for_turn(form: SignIn) -> None:
    """Count the attempt; raises Problem 429 when there were too many."""
    with transaction():
        waiting = count_attempt(account_hash=_account_hash(form), address_hash=_address_hash(), at=now())
    if waiting:
        raise _too_many(waiting)


def _too_many(waiting: timedelta) -> Problem:
    minutes = ceil(waiting / timedelta(minutes=1))
    detail = f"Signing in failed too often. Try again in {minutes} minute{'s' if minutes > 1 else ''}."
    return Problem(
        HTTPStatus.TOO_MANY_REQUESTS,
        "Too many attempts to sign in",
        detail,
        retry_after=ceil(waiting.total_seconds()),
    )


def _not_let_in(form: SignIn) -> Response:
    with transaction():
        visitor = Actor(kind="visitor", id=_address_hash())
        refuse_sign_in(email=form.email, account_hash=_account_hash(form), by=visitor, at=now())
    answer = _sign_in_form(form, NOT_RIGHT, HTTPStatus.UNAUTHORIZED)
    answer.headers["WWW-Authenticate"] = CHALLENGE
    return answer


def _let_in(user: User, form: SignIn) -> None:
    earlier = browser_token()
    with transaction():
        if earlier:
            end_session_of_token(token=earlier, reason=EndOfSession.REPLACED, at=now())
        renew_hash(user=user, password=form.password)
        token = start_session(
            user=user,
            address_hash=_address_hash(),
            device=device_name(request.user_agent.string),
            account_hash=_account_hash(form),
            by=Actor(kind="user", id=user.id, role=user.role),
            at=now(),
        )
    start_browser_session(token)


def _account_hash(form: SignIn) -> str:
    return keyed_hash("account", normal_address(form.email))


def _address_hash() -> str:
    return keyed_hash("address", visitor_address())
