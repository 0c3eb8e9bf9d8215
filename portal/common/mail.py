"""Handing mails over: to a folder of files, or to a mail server (RFC 5321)."""

import os
import smtplib
import ssl
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from portal.config import FOLDER

# A server that says nothing for so long is given up; the request that queued the mail has long been answered.
SECONDS: Final = 20
PERMANENT: Final = range(500, 600)
_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600


class MailFailedError(Exception):
    """The mail was not handed over, and may be tried again."""


class MailRefusedError(Exception):
    """The mail was refused, and would be refused again."""


class MailUncertainError(Exception):
    """The mail was sent whole, and the answer did not come: nobody knows whether it was taken."""


class MailCarrier(Protocol):
    """What hands over one mail, or raises one of the errors above."""

    def send(self, name: str, message: EmailMessage) -> None:
        """Hand over a mail; `name` is its own for ever, so that a folder never holds it twice."""
        ...


def open_carrier(url: str) -> MailCarrier:
    """Open what PORTAL_MAIL_URL names: ``file://`` and a folder, or ``smtp://user:password@host:port?tls=1``."""
    if url.startswith(FOLDER):
        return FolderCarrier(Path(url.removeprefix(FOLDER)))
    parts = urlsplit(url)
    return ServerCarrier(
        host=parts.hostname or "",
        port=parts.port or smtplib.SMTP_PORT,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        encrypted=parse_qs(parts.query).get("tls") == ["1"],
    )


@dataclass(frozen=True)
class FolderCarrier:
    """A folder of ``.eml`` files, each there whole or not at all."""

    root: Path

    def send(self, name: str, message: EmailMessage) -> None:
        """Write the mail under its name; written again, it replaces itself."""
        try:
            self.root.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            number, unfinished = tempfile.mkstemp(prefix="unfinished-", dir=self.root)
            with os.fdopen(number, "wb") as file:
                file.write(message.as_bytes())
                os.fchmod(number, _FILE_MODE)
            Path(unfinished).replace(self.root / f"{name}.eml")
        except OSError as error:
            raise MailFailedError(str(error)) from error


@dataclass(frozen=True, kw_only=True)
class ServerCarrier:
    """A mail server."""

    host: str
    port: int
    user: str
    password: str
    encrypted: bool

    def send(self, name: str, message: EmailMessage) -> None:
        """Hand the mail over; what goes wrong before its last line was sent can be tried again."""
        del name
        try:
            server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
            self._greet(server, message)
        except (smtplib.SMTPException, OSError) as error:
            raise MailFailedError(str(error)) from error
        try:
            _hand_over(server, message)
        finally:
            # Whether the mail was taken is known by now, so that a failed farewell must not have it sent again.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()

    def _greet(self, server: smtplib.SMTP, message: EmailMessage) -> None:
        if self.encrypted:
            server.starttls(context=ssl.create_default_context())
        if self.user:
            server.login(self.user, self.password)
        server.ehlo_or_helo_if_needed()
        _judge(*server.mail(message["From"].addresses[0].addr_spec))
        _judge(*server.rcpt(message["To"].addresses[0].addr_spec))


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        answer = server.data(message.as_bytes())
    except smtplib.SMTPDataError as error:
        # The server did not want to see the words at all.
        _judge(error.smtp_code, error.smtp_error)
        return
    except (OSError, smtplib.SMTPServerDisconnected) as error:
        raise MailUncertainError(str(error)) from error
    _judge(*answer)


def _judge(code: int, reply: bytes | str) -> None:
    words = f"{code} {reply.decode(errors='replace') if isinstance(reply, bytes) else reply}"
    if code in PERMANENT:
        raise MailRefusedError(words)
    if not 200 <= code < 300:  # noqa: PLR2004 - RFC 5321, section 4.2.1: a positive completion
        raise MailFailedError(words)
