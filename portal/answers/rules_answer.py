"""An answer with all its editions as plain values: what pages, the API and exports read."""

from dataclasses import dataclass
from datetime import datetime

from portal.answers.rules_content import AnswerContent
from portal.statements.rules_content import StatementContent


@dataclass(frozen=True, kw_only=True)
class AnswerText:
    """An edition as it was approved: what was written, how it is shown, and what it states."""

    id: str
    number: int
    content: AnswerContent
    html: str
    text: str
    recorded_at: datetime
    statements: tuple[StatementContent, ...]


@dataclass(frozen=True, kw_only=True)
class Retirement:
    """Since when an answer is given no longer, and why."""

    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The editions of the answer to one question, oldest first, those of a later instant included."""

    id: str
    slug: str
    program: str
    editions: tuple[AnswerText, ...]
    retirement: Retirement | None = None

    def retired(self, at: datetime) -> Retirement | None:
        """Return the end of the answer, if it had come by the instant."""
        return self.retirement if self.retirement and self.retirement.at <= at else None

    def known(self, at: datetime) -> list[AnswerText]:
        """Return the editions that were approved by the instant, oldest first."""
        return [each for each in self.editions if each.content.published_at <= at]

    def standing(self, at: datetime) -> AnswerText | None:
        """Return the edition that was the answer at the instant, or None before the first and after the end."""
        return None if self.retired(at) else next(reversed(self.known(at)), None)


@dataclass(frozen=True, kw_only=True)
class EditionInForce:
    """An edition on which words rest: by its document, number and hash."""

    document: str
    number: int
    sha256: str
