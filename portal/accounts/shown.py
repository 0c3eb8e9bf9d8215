"""What the pages of accounts are given; templates say which page needs what."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from portal.accounts.access import Account
from portal.accounts.models import SignInSession, User
from portal.accounts.rules_permissions import deeds, may
from portal.accounts.rules_sessions import LONGEST_SESSION

# Pages that a role works with, by the action that opens them.
LINKS: Final = {
    "own.work": {"url": "/work", "label": "Your work"},
    "own.questions": {"url": "/mine", "label": "Your questions"},
    "inquiries.read": {"url": "/inquiries", "label": "Inquiries"},
    "answers.read": {"url": "/answers", "label": "Standard answers"},
    "directions.read": {"url": "/directions", "label": "Directions"},
    "statements.read": {"url": "/statements", "label": "Statements"},
    "accounts.list": {"url": "/admin/users", "label": "Accounts"},
}


def account_shown(account: Account) -> dict[str, Any]:
    """Return an account for its owner: who one is, and what one may do."""
    links = [link for action, link in LINKS.items() if may(account.role, action)]
    return {
        "email": account.email,
        "name": account.name,
        "role": account.role,
        "state": account.state,
        "office": account.office,
        "may": deeds(account.role),
        "links": links,
    }


def sessions_shown(sessions: Iterable[SignInSession], *, current: str) -> list[dict[str, Any]]:
    """Return the sessions of an account, the one that asks first."""
    rows = [
        {
            "id": each.id,
            "current": each.id == current,
            "device": each.device,
            "began": each.started_at,
            "ends": each.started_at + LONGEST_SESSION,
        }
        for each in sessions
    ]
    return sorted(rows, key=lambda row: not row["current"])


def users_shown(users: Iterable[User], *, seen: Mapping[str, datetime], own_id: str) -> list[dict[str, Any]]:
    """Return accounts for an administrator."""
    return [
        {
            "id": user.id,
            "email": user.email,
            "name": user.name,
            "role": user.role,
            "state": user.state,
            "office": user.office,
            "active": user.disabled_at is None,
            "seen": seen.get(user.id),
            "self": user.id == own_id,
        }
        for user in users
    ]
