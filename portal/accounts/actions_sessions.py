"""Signing in and out.

Signing in has two steps that know nothing of each other: first somebody is identified (here by a password), then a
session is started for the account. Single sign-on is another way to identify; a second factor stands between the two.
"""

import secrets
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from portal.accounts.hashing import passwords
from portal.accounts.models import EndOfSession, SignInAttempt, SignInSession, User
from portal.accounts.queries import (
    find_session,
    find_user,
    list_failures_from_address,
    list_failures_of_account,
    token_hash,
)
from portal.accounts.rules_throttle import KEPT_FOR, PER_ACCOUNT, PER_ADDRESS, WINDOW, wait
from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.common.database import db, new_id

TOKEN_BYTES: Final = 32


def count_attempt(*, account_hash: str, address_hash: str, at: datetime) -> timedelta:
    """Count one attempt to sign in, or return how long to wait before it may be made.

    It counts before the password is looked at, so that many attempts at once cannot outrun the count; one that
    succeeds is taken back by `start_session`. An attempt that must wait is not counted: knocking on a closed door
    does not keep it closed.
    """
    since = at - WINDOW
    by_account = wait(list_failures_of_account(account_hash, since=since), PER_ACCOUNT, at)
    by_address = wait(list_failures_from_address(address_hash, since=since), PER_ADDRESS, at)
    waiting = max(by_account, by_address)
    if not waiting:
        db.session.execute(sa.delete(SignInAttempt).where(SignInAttempt.at < at - KEPT_FOR))
        db.session.add(SignInAttempt(id=new_id(), account_hash=account_hash, address_hash=address_hash, at=at))
        db.session.flush()
    return waiting


def identify(*, email: str, password: str) -> User | None:
    """Return the account of this address and password; the work is the same whether there is one or not."""
    user = find_user(email)
    usable = user if user and user.disabled_at is None else None
    matches = passwords().match(password, usable.password_hash if usable else None)
    return usable if matches else None


def refuse_sign_in(*, email: str, account_hash: str, by: Actor, at: datetime) -> None:
    """Record that somebody was not let in; what they wrote stands in no log, only the account or a keyed hash."""
    user = find_user(email)
    record(action="session.refuse", object_kind="account", object_id=user.id if user else account_hash, by=by, at=at)


def start_session(*, user: User, address_hash: str, device: str, account_hash: str, by: Actor, at: datetime) -> str:
    """Start a session for an identified account and return the token that only its browser will hold."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session = SignInSession(
        id=new_id(),
        token_hash=token_hash(token),
        user_id=user.id,
        role=user.role,
        started_at=at,
        address_hash=address_hash,
        device=device,
    )
    db.session.add(session)
    db.session.execute(sa.delete(SignInAttempt).where(SignInAttempt.account_hash == account_hash))
    db.session.flush()
    record(action="session.start", object_kind="session", object_id=session.id, by=by, at=at)
    return token


def end_session_of_token(*, token: str, reason: EndOfSession, at: datetime) -> None:
    """End the session that a browser's token opens, if there still is one."""
    session = find_session(token)
    if session:
        by = Actor(kind="user", id=session.user_id, role=session.role)
        end_session(session=session, reason=reason, by=by, at=at)


def end_session(*, session: SignInSession, reason: EndOfSession, by: Actor, at: datetime) -> None:
    """End one session; ending it again changes nothing."""
    if session.ended_at is None:
        session.ended_at, session.end_reason = at, reason
        details = {"reason": str(reason)}
        record(action="session.end", object_kind="session", object_id=session.id, details=details, by=by, at=at)


def end_every_session(*, user_id: str, reason: EndOfSession, at: datetime) -> None:
    """End all sessions of an account; what caused it is recorded by the caller."""
    open_ones = SignInSession.user_id == user_id, SignInSession.ended_at.is_(None)
    db.session.execute(sa.update(SignInSession).where(*open_ones).values(ended_at=at, end_reason=str(reason)))


def renew_hash(*, user: User, password: str) -> None:
    """Hash a password anew that was hashed at another cost, now that it is at hand."""
    if passwords().is_outdated(user.password_hash):
        user.password_hash = passwords().hash(password)
