"""What people write to sign in."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from flask import request

from portal.accounts.rules_passwords import is_too_long
from portal.common.issues import Issues

LONGEST_ADDRESS: Final = 254
HOME: Final = "/"

# Going on to these after signing in would end the session again, or ask for it a second time.
NEVER_NEXT: Final = ("/sign-in", "/sign-out")


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """An address, a password, and where to go on."""

    email: str
    password: str
    next: str

    def issues(self) -> Issues:
        """Return what can be said without looking for the account."""
        issues = Issues()
        if not self.email.strip():
            issues.report("Write your e-mail address.", field="email")
        elif len(self.email) > LONGEST_ADDRESS:
            issues.report(f"An e-mail address has at most {LONGEST_ADDRESS} characters.", field="email")
        if not self.password:
            issues.report("Write your password.", field="password")
        elif is_too_long(self.password):
            issues.report("This is longer than any password here.", field="password")
        return issues


def read_sign_in() -> SignIn:
    """Read the form of the sign-in page; what is left out is empty."""
    form = request.form
    return SignIn(email=form.get("email", ""), password=form.get("password", ""), next=own_path(form.get("next", "")))


def own_path(given: str) -> str:
    """Return the path given, or the home page unless it is a path of this portal and of no other place."""
    parts = urlsplit(given) if given.startswith("/") and given[1:2] not in {"/", "\\"} else None
    if parts is None or parts.scheme or parts.netloc or not given.isprintable() or "\\" in given:
        return HOME
    return HOME if parts.path in NEVER_NEXT else given
