"""Reading accounts, sessions, and failed attempts."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from portal.accounts.models import SignInAttempt, SignInSession, User
from portal.accounts.rules_accounts import normal_address
from portal.accounts.rules_sessions import LONGEST_SESSION
from portal.common.database import db


class AccountNotFoundError(LookupError):
    """There is no such account."""


class SessionNotFoundError(LookupError):
    """This account has no such session."""


def get_user(user_id: str) -> User:
    """Return an account by its id; raises AccountNotFoundError."""
    user = db.session.get(User, user_id)
    if user is None:
        raise AccountNotFoundError(user_id)
    return user


def find_user(email: str) -> User | None:
    """Return the account of an address in any case, disabled or not."""
    return db.session.scalars(sa.select(User).where(User.email == normal_address(email))).first()


def list_users() -> Sequence[User]:
    """Return all accounts, by role, then by address."""
    return db.session.scalars(sa.select(User).order_by(User.role, User.email)).all()


def find_session(token: str) -> SignInSession | None:
    """Return the session that a browser's token opens, with its account, unless it or its account has been ended."""
    query = (
        sa.select(SignInSession)
        .join(SignInSession.user)
        .options(joinedload(SignInSession.user))
        .where(SignInSession.token_hash == token_hash(token))
        .where(SignInSession.ended_at.is_(None), User.disabled_at.is_(None), User.role == SignInSession.role)
    )
    return db.session.scalars(query).first()


def list_sessions(user_id: str, *, now: datetime) -> Sequence[SignInSession]:
    """Return the sessions of an account that may still be used, the latest first."""
    query = (
        sa.select(SignInSession)
        .where(SignInSession.user_id == user_id, SignInSession.ended_at.is_(None))
        .where(SignInSession.started_at >= now - LONGEST_SESSION)
        .order_by(SignInSession.started_at.desc(), SignInSession.id)
    )
    return db.session.scalars(query).all()


def get_session_of(user_id: str, session_id: str) -> SignInSession:
    """Return a session of this account; raises SessionNotFoundError, also for another account's."""
    session = db.session.get(SignInSession, session_id)
    if session is None or session.user_id != user_id:
        raise SessionNotFoundError(session_id)
    return session


def list_last_sign_ins() -> Mapping[str, datetime]:
    """Return when each account last signed in, by its id; one that never did is left out."""
    query = sa.select(SignInSession.user_id, sa.func.max(SignInSession.started_at)).group_by(SignInSession.user_id)
    return {user_id: last for user_id, last in db.session.execute(query)}  # noqa: C416 - a Row is no pair to mypy


def list_failures_of_account(account_hash: str, *, since: datetime) -> Sequence[datetime]:
    """Return when signing in to this account failed, from anywhere."""
    return _failures(SignInAttempt.account_hash == account_hash, since)


def list_failures_from_address(address_hash: str, *, since: datetime) -> Sequence[datetime]:
    """Return when signing in failed from this address, to whatever account."""
    return _failures(SignInAttempt.address_hash == address_hash, since)


def token_hash(token: str) -> str:
    """Return what is kept of a token; it is random, so that a plain hash tells nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def _failures(condition: sa.ColumnElement[bool], since: datetime) -> Sequence[datetime]:
    return db.session.scalars(sa.select(SignInAttempt.at).where(condition, SignInAttempt.at >= since)).all()
