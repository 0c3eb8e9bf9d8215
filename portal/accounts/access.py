"""Who is asking, and whether they may: the door in front of every view."""

from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final, NoReturn
from urllib.parse import urlencode

from flask import Flask, redirect, request, session
from flask_login import LoginManager, current_user
from werkzeug.wrappers import Response

from portal.accounts.hashing import EXTENSION, Passwords
from portal.accounts.models import SignInSession
from portal.accounts.queries import find_session
from portal.accounts.rules_permissions import is_secret, may, may_sometimes
from portal.accounts.rules_sessions import LONGEST_SESSION, has_run_out, is_due_to_be_seen
from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.common.clock import now
from portal.common.database import transaction
from portal.common.web import declared_access, is_api
from portal.common.web_errors import problem_of

# Flask-Login looks for this key; what it holds is the random token of the session, never the id of an account.
TOKEN: Final = "_user_id"  # noqa: S105 - the name of a key, not a secret
SEEN: Final = "seen"

SIGN_IN: Final = "/sign-in"


@dataclass(frozen=True, kw_only=True)
class Account:
    """Who is signed in, as plain values that outlive any transaction of the request."""

    id: str
    email: str
    name: str
    role: str
    state: str | None
    office: str | None
    session_id: str

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return what Flask-Login would keep in the cookie; the session's token is there already."""
        return str(session[TOKEN])

    def as_actor(self) -> Actor:
        """Return this person as the audit names them."""
        return Actor(kind="user", id=self.id, role=self.role)


def guard(app: Flask) -> None:
    """Stand in front of every view of the portal."""
    app.extensions[EXTENSION] = Passwords()
    app.config["PERMANENT_SESSION_LIFETIME"] = LONGEST_SESSION
    login = LoginManager()
    # The server-side row decides; Flask-Login's own mark of the browser would sign out whoever changes networks.
    login.session_protection = None
    login.user_loader(_load)
    login.init_app(app, add_context_processor=False)
    app.before_request(_enforce)


def account() -> Account | None:
    """Return who is signed in, or None."""
    if TOKEN not in session:
        return None
    return current_user._get_current_object() if current_user.is_authenticated else None  # noqa: SLF001 - documented


def signed_in() -> Account:
    """Return who is signed in; raises Problem 401 when the session has ended since the door was passed."""
    someone = account()
    if someone is None:
        raise problem_of(HTTPStatus.UNAUTHORIZED)
    return someone


def actor() -> Actor:
    """Return who is signed in as the audit names them; raises as `signed_in` does."""
    return signed_in().as_actor()


def authorize(action: str, state_of_object: str | None = None, *, state: str | None = None) -> None:
    """Refuse with 403, or with 404 where existence is secret, unless the asker may do this to the object at hand.

    Args:
        action: An action of the permission table.
        state_of_object: The state that the object is in.
        state: The postal code to which the object belongs, if it belongs to one.
    """
    someone = account()
    own_state = someone is not None and state is not None and someone.state == state
    if not may(someone.role if someone else None, action, state_of_object, own_state=own_state):
        _refuse(someone, action)


def start_browser_session(token: str) -> None:
    """Let the cookie carry the token of a session that has just started, and nothing from before it."""
    session.clear()
    session[TOKEN] = token
    session[SEEN] = _seconds(now())


def browser_token() -> str | None:
    """Return the token that the cookie carries."""
    return session.get(TOKEN)


def end_browser_session() -> None:
    """Empty the cookie, which removes it."""
    session.clear()


def _load(token: str) -> Account | None:
    """Return whose session the cookie carries; a session that has ended empties the cookie."""
    found = find_session(token)
    moment = now()
    seen_at = datetime.fromtimestamp(session.get(SEEN, 0), tz=UTC)
    if found is None or has_run_out(started_at=found.started_at, seen_at=seen_at, now=moment):
        session.clear()
        return None
    if is_due_to_be_seen(seen_at, moment):
        # The stamp lies in the signed cookie and not in the row, so that reading a page writes nothing.
        session[SEEN] = _seconds(moment)
    return _account(found)


def _account(found: SignInSession) -> Account:
    user = found.user
    return Account(
        id=user.id,
        email=user.email,
        name=user.name,
        role=user.role,
        state=user.state,
        office=user.office,
        session_id=found.id,
    )


def _enforce() -> Response | None:
    action = declared_access().action
    if action is None:
        return None
    someone = account()
    if someone is None and not may_sometimes(None, action):
        return _ask_to_sign_in()
    if not may_sometimes(someone.role if someone else None, action):
        _refuse(someone, action)
    return None


def _ask_to_sign_in() -> Response:
    if is_api():
        raise problem_of(HTTPStatus.UNAUTHORIZED)
    target = request.full_path.removesuffix("?") if request.method in {"GET", "HEAD"} else ""
    return redirect(f"{SIGN_IN}?{urlencode({'next': target})}" if target else SIGN_IN, HTTPStatus.SEE_OTHER)


def _refuse(someone: Account | None, action: str) -> NoReturn:
    # The one thing that a GET may write: a refusal of somebody known is a fact for the audit, not an effect.
    if someone:
        with transaction():
            record(
                action="access.refuse",
                object_kind="action",
                object_id=action,
                details={"route": request.endpoint, "method": request.method},
                by=someone.as_actor(),
                at=now(),
            )
    raise problem_of(HTTPStatus.NOT_FOUND if is_secret(action) else HTTPStatus.FORBIDDEN)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
