"""Adding and disabling accounts."""

from datetime import datetime

from portal.accounts.actions_sessions import end_every_session
from portal.accounts.hashing import passwords
from portal.accounts.models import EndOfSession, User
from portal.accounts.queries import find_user
from portal.accounts.rules_accounts import account_issues, normal_address
from portal.accounts.rules_passwords import password_issues
from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.common.database import db, new_id
from portal.common.issues import Issues


class AccountRefusedError(Exception):
    """The account cannot be added or changed as asked; nothing was."""

    def __init__(self, issues: Issues) -> None:
        """Keep what is wrong, field by field."""
        super().__init__(" ".join(str(issue) for issue in issues))
        self.issues = issues


def add_user(
    *,
    email: str,
    name: str,
    role: str,
    state: str | None,
    office: str | None,
    password: str,
    by: Actor,
    at: datetime,
) -> User:
    """Add an account; raises AccountRefusedError with everything that is wrong."""
    email = normal_address(email)
    issues = account_issues(email=email, name=name, role=role, state=state, office=office)
    issues.extend(password_issues(password, email=email, name=name))
    if find_user(email):
        issues.report("There is an account with this address already.", field="email")
    if issues:
        raise AccountRefusedError(issues)
    user = User(
        id=new_id(),
        email=email,
        name=name.strip(),
        role=role,
        state=state,
        office=office,
        password_hash=passwords().hash(password),
        created_at=at,
    )
    return keep_user(user=user, by=by, at=at)


def keep_user(*, user: User, by: Actor, at: datetime) -> User:
    """Write a new account and its audit entry."""
    db.session.add(user)
    db.session.flush()
    details = {"role": user.role, "state": user.state, "office": user.office}
    record(action="account.add", object_kind="account", object_id=user.id, details=details, by=by, at=at)
    return user


def disable_user(*, user: User, by: Actor, at: datetime) -> None:
    """Disable an account and end its sessions; raises AccountRefusedError when it is disabled, or is one's own."""
    issues = Issues()
    if user.disabled_at is not None:
        issues.report("This account is disabled already.")
    if by.kind == "user" and by.id == user.id:
        issues.report("Nobody disables their own account; another administrator does.")
    if issues:
        raise AccountRefusedError(issues)
    user.disabled_at = at
    end_every_session(user_id=user.id, reason=EndOfSession.DISABLED, at=at)
    record(action="account.disable", object_kind="account", object_id=user.id, by=by, at=at)
