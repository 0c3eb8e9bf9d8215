"""An edition of an answer as a file proposes it: what was written, and on which lines."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.answers.rules_content import AnswerContent
from portal.common.issues import Issues

ANSWER_FIELDS = (
    "question",
    "wordings",
    "audience",
    "place",
    "public",
    "owner",
    "review_by",
    "published",
    "change_note",
    "source",
)
NEEDED = ("question", "audience", "public", "owner", "published", "source")
TEXT = "text"


@dataclass(frozen=True, kw_only=True)
class AnswerSource:
    """An edition with its place: the folder names the answer, and the file the edition."""

    slug: str
    number: int
    content: AnswerContent
    file: str
    line: int
    lines: Mapping[str, int]

    def report(self, issues: Issues, message: str, *, field: str) -> None:
        """Report an issue on the line of a field, or on that of the whole where the field was left out."""
        issues.report(message, file=self.file, line=self.lines.get(field, self.line), field=field)
