"""What an account must be like: its address, its role, and what belongs to the role."""

import re
import unicodedata
from typing import Final

from portal.accounts.rules_roles import POSTAL_CODES, Office, Role
from portal.common.issues import Issues

# The part before the @ is what RFC 5321 calls a dot-string, but no program's option; the domain has at least one dot.
ADDRESS: Final = re.compile(
    r"(?=.{3,254}$)[a-z0-9!#$%&'*+/=?^_`{|}~][a-z0-9.!#$%&'*+/=?^_`{|}~-]{0,63}"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
LONGEST_NAME: Final = 120


def normal_address(email: str) -> str:
    """Return the one form under which an address is kept and looked for; case does not tell accounts apart."""
    return unicodedata.normalize("NFC", email.strip()).casefold()


def account_issues(*, email: str, name: str, role: str, state: str | None, office: str | None) -> Issues:
    """Return what is wrong with a new account; the address in its normal form."""
    issues = Issues()
    if not ADDRESS.fullmatch(email):
        issues.report("Write an e-mail address, as in name@agency.gov.", field="email")
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        issues.report(f"Write a name of 1 to {LONGEST_NAME} characters on one line.", field="name")
    if role not in set(Role):
        issues.report(f"A role is one of {', '.join(Role)}.", field="role")
    else:
        _check_state(role, state, issues)
        _check_office(role, office, issues)
    return issues


def _check_state(role: str, state: str | None, issues: Issues) -> None:
    if role == Role.PARTNER and state not in POSTAL_CODES:
        issues.report("A partner belongs to a state; give its postal code, as in IL.", field="state")
    if role != Role.PARTNER and state is not None:
        issues.report("Only a partner belongs to a state.", field="state")


def _check_office(role: str, office: str | None, issues: Issues) -> None:
    if role == Role.REVIEWER and office not in set(Office):
        issues.report(f"A reviewer belongs to an office: {' or '.join(Office)}.", field="office")
    if role != Role.REVIEWER and office is not None:
        issues.report("Only a reviewer belongs to an office.", field="office")
