"""The check codes of the running portal."""

from flask import Flask, current_app

from portal.common.check_codes import CheckCodes

EXTENSION = "portal-check-codes"


def issue_check_codes(app: Flask, key: str) -> None:
    """Give the portal its codes, signed with a key that is derived from its secret."""
    app.extensions[EXTENSION] = CheckCodes(key.encode())


def check_codes() -> CheckCodes:
    """Return what issues and reads the codes that pages carry."""
    codes: CheckCodes = current_app.extensions[EXTENSION]
    return codes
