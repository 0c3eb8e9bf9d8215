"""An inquiry of the past as a file proposes it, and where in the file its parts stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.common.issues import Issues
from portal.inquiries.rules_content import InquiryRecord


@dataclass(frozen=True, kw_only=True)
class InquirySource:
    """An inquiry as a file proposes it, with the lines of its fields and of each of its answers."""

    record: InquiryRecord
    file: str
    lines: Mapping[str, int]
    responses: tuple[int, ...]

    def report(self, issues: Issues, message: str, *, field: str) -> None:
        """Report what is wrong with a field, on its line; on the first line where it is missing."""
        line = self.lines.get(field, min(self.lines.values(), default=1))
        issues.report(message, file=self.file, line=line, field=field)
