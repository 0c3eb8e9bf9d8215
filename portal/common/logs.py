"""The log: one JSON object a line on standard error, without query strings, addresses of people, or bodies."""

import re
import secrets
import sys
from types import ModuleType
from typing import Final

from flask import g, has_request_context, request

# structlog takes rich where it finds it, to paint traces in a terminal; our log is JSON, and painting costs 5 MiB. None
# is Python's own sign for "not to be found".
_modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]  # typeshed knows no such sign
_painting = _modules.setdefault("rich", None)
import structlog  # noqa: E402 - it must find the sign
from structlog.typing import EventDict, WrappedLogger  # noqa: E402 - as above

if _painting is None:
    del _modules["rich"]

# Bounded on both sides, so that a long text without such an address costs no more than one pass.
MAIL_ADDRESS: Final = re.compile(r"[\w.+%-]{1,64}@[\w.-]{1,255}")

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


def configure_logs() -> None:
    """Write the log as JSON lines; control characters in it are escaped, so that no text can forge a line."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _without_mail_addresses,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def request_id() -> str:
    """Return the mark of this request, which its log lines and its error page share."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(8)
    mark: str = g.request_id
    return mark


def log_failure(error: BaseException, *, status: int) -> None:
    """Record a failure with its trace and with the route that failed; the path itself may hold a secret token."""
    place = (
        {"request": request_id(), "method": request.method, "endpoint": request.endpoint}
        if has_request_context()
        else {}
    )
    log.error("failed", status=status, exc_info=error, **place)


def without_mail_addresses(text: str) -> str:
    """Return a text with a mark in place of each mail address."""
    return MAIL_ADDRESS.sub("[address]", text)


def _without_mail_addresses(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    # A database names the value that broke a constraint, and that value may be somebody's address.
    return {key: without_mail_addresses(value) if isinstance(value, str) else value for key, value in event.items()}
