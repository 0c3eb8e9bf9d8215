"""The accounts of a demonstration, one for each kind of duty, all with one password."""

from datetime import datetime
from typing import Final

from portal.accounts.actions import keep_user
from portal.accounts.hashing import passwords
from portal.accounts.models import User
from portal.accounts.queries import find_user
from portal.accounts.rules_roles import Office, Role
from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.common.database import new_id

DOMAIN: Final = "portal.test"

# Local part, name, role, state, office.
ACCOUNTS: Final = (
    ("partner.il", "Partner in Illinois", Role.PARTNER, "IL", None),
    ("partner.ny", "Partner in New York", Role.PARTNER, "NY", None),
    ("drafter", "Drafter", Role.DRAFTER, None, None),
    ("drafter2", "Second drafter", Role.DRAFTER, None, None),
    ("reviewer", "Reviewer for the program", Role.REVIEWER, None, Office.PROGRAM),
    ("reviewer2", "Reviewer for counsel", Role.REVIEWER, None, Office.COUNSEL),
    ("leader", "Leader", Role.LEADER, None, None),
    ("leader2", "Second leader", Role.LEADER, None, None),
    ("auditor", "Auditor", Role.AUDITOR, None, None),
    ("admin", "Administrator", Role.ADMIN, None, None),
)


def demonstration_accounts() -> list[dict[str, str]]:
    """Return the address of each account and the role it plays, in the order in which they are shown."""
    return [{"address": f"{local}@{DOMAIN}", "role": name} for local, name, *_ in ACCOUNTS]


def set_up_demonstration_accounts(*, password: str, by: Actor, at: datetime) -> None:
    """Add the accounts that are missing, and give all of them this password where they have another.

    The rules for passwords do not hold here: a demonstration listens on its own machine only, and whoever starts it
    may choose a word that is easy to say.
    """
    kept = find_user(f"{ACCOUNTS[0][0]}@{DOMAIN}")
    if kept and passwords().match(password, kept.password_hash):
        password_hash = kept.password_hash
    else:
        # One hash serves all of them: ten would double the time of every start.
        password_hash = passwords().hash(password)
        record(action="account.demonstration", object_kind="portal", object_id=DOMAIN, by=by, at=at)
    for local, name, role, state, office in ACCOUNTS:
        email = f"{local}@{DOMAIN}"
        user = find_user(email)
        if user is None:
            user = User(
                id=new_id(),
                email=email,
                name=name,
                role=role,
                state=state,
                office=office,
                password_hash=password_hash,
                created_at=at,
            )
            keep_user(user=user, by=by, at=at)
        user.password_hash = password_hash
