"""What carries the mails of the running portal."""

from urllib.parse import urlsplit

from flask import current_app

from portal.common.mail import MailCarrier, open_carrier
from portal.config import Settings


def mail_carrier() -> MailCarrier:
    """Return what PORTAL_MAIL_URL names."""
    settings: Settings = current_app.config["PORTAL"]
    return open_carrier(settings.mail_url)


def mail_host() -> str:
    """Return the host under whose name mails are sent: that of the portal's address, unless it is a bare number."""
    settings: Settings = current_app.config["PORTAL"]
    host = urlsplit(settings.base_url).hostname or ""
    return host if any(letter.isalpha() for letter in host) and ":" not in host else "localhost"


def mail_sender() -> str:
    """Return the address from which mails come."""
    settings: Settings = current_app.config["PORTAL"]
    return settings.mail_from or f"noreply@{mail_host()}"
