"""Due dates as a calendar file (RFC 5545), which names neither who asked nor what."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from portal.inquiries.rules_page import InquiryRow

MIMETYPE = "text/calendar"
# RFC 5545, section 3.1: octets of a line; all of them are ASCII here.
LONGEST = 75


def calendar_of(rows: Iterable[InquiryRow], *, host: str, base_url: str, at: datetime) -> str:
    """Return a calendar with one day for each inquiry; read again, a changed day replaces the earlier one.

    No line holds a character that RFC 5545 would have escaped; long ones are folded.
    """
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{host}//Inquiries//EN", "METHOD:PUBLISH"]
    for row in rows:
        lines += [
            "BEGIN:VEVENT",
            f"UID:inquiry-{row.number}@{host}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{row.due_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{row.due_on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:Inquiry {row.number} is due",
            f"URL:{base_url}{row.url}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "\r\n".join([*map(_folded, lines), "END:VCALENDAR", ""])


def _folded(line: str) -> str:
    first, rest = line[:LONGEST], line[LONGEST:]
    parts = [rest[at : at + LONGEST - 1] for at in range(0, len(rest), LONGEST - 1)]
    return "\r\n ".join([first, *parts])
