"""A row of a log that another office kept."""

from dataclasses import dataclass

from portal.inquiries.rules_content import InquiryContent


@dataclass(frozen=True, kw_only=True)
class LogRow:
    """One inquiry as a file proposes it: the row as a spreadsheet shows it, its number if it has one, and its content.

    `fault` says why it cannot be read; such a row is set aside.
    """

    row: int
    number: str
    content: InquiryContent | None
    fault: str = ""
