"""Reading an e-mail file (RFC 5322, `.eml`) as the beginning of an inquiry that somebody logs."""

from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from typing import Final
from zoneinfo import ZoneInfo

from portal.common.characters import normalized, with_replacements
from portal.common.formatting import worded_date
from portal.common.issues import Issues
from portal.common.markup_text import plain_text
from portal.inquiries.rules_checks import LONGEST_ADDRESS, LONGEST_NAME
from portal.inquiries.rules_content import Channel

LARGEST_MAIL: Final = 1_000_000
FIELD: Final = "mail"


def read_mail(raw: bytes, zone: str) -> tuple[dict[str, str], Issues]:
    """Return the fields that a mail fills in, and why it cannot be read.

    Who logs it looks at them before anything is kept; attachments are left out. The words are taken as they stand,
    so that what a sender quoted below is cut by whoever logs it.

    Args:
        raw: The bytes of the file.
        zone: The time zone in which the day of its date is meant.
    """
    issues = Issues()
    if not raw:
        issues.report("Choose an e-mail file.", field=FIELD)
    elif len(raw) > LARGEST_MAIL:
        issues.report(f"The file has {len(raw):,} bytes; the limit is {LARGEST_MAIL:,}. Copy its words.", field=FIELD)
    if issues:
        return {}, issues
    message = message_from_bytes(raw, policy=default)
    words = _words(message)
    if not words:
        issues.report("No words can be read in this file. Copy them into the form.", field=FIELD)
        return {}, issues
    return {**_sender(message), **_received(message, zone), "question": words, "channel": Channel.EMAIL.value}, issues


def _words(message: EmailMessage) -> str:
    try:
        body = message.get_body(("plain", "html"))
        content = body.get_content() if body else ""
    except (MessageError, LookupError, ValueError, AttributeError):
        # A charset that nobody knows, or parts that are not what they say.
        return ""
    if not isinstance(content, str):
        return ""
    text = plain_text(content) if body and body.get_content_subtype() == "html" else content
    return with_replacements(normalized(text)).strip()


def _sender(message: EmailMessage) -> dict[str, str]:
    try:
        addresses = message["From"].addresses if message["From"] else ()
    except (MessageError, ValueError, AttributeError, IndexError):
        addresses = ()
    if not addresses:
        return {}
    first = addresses[0]
    name = " ".join(with_replacements(first.display_name).split())
    return {"name": name[:LONGEST_NAME], "email": first.addr_spec[:LONGEST_ADDRESS]}


def _received(message: EmailMessage, zone: str) -> dict[str, str]:
    try:
        moment = message["Date"].datetime if message["Date"] else None
    except (MessageError, ValueError, AttributeError):
        moment = None
    if moment is None or moment.tzinfo is None:
        return {}
    try:
        return {"received_on": worded_date(moment.astimezone(ZoneInfo(zone)).date())}
    except OverflowError:
        return {}
