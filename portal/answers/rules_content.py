"""What an edition of an answer says, before it is a row: what a file proposes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.common.markup import linked_labels

ANSWER: Final = "answer"
EDITION: Final = "answer_edition"
# Who may read the answers that are for staff alone; the permission table says which roles have it.
STAFF: Final = "answers.read"
_PARTS: Final = re.compile(r"\s*\|\s*")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A statement as it is written in an answer: `[[label]]`, `[[label|audience]]` or `[[label|audience|level]]`.

    Without an audience it is made to those of whom the answer speaks; without a level guidance gives it.
    """

    label: str
    audience: str | None = None
    level: str | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerContent:
    """A question with its answer.

    Args:
        question: As people ask it.
        wordings: In which other words they do.
        audience: Of which kind of stakeholder it speaks.
        place: Of which place it speaks.
        public: Whether it is an FAQ; else it is for staff.
        owner: The office that answers for it.
        review_by: The day by which its owner looks at it again.
        change_note: What changed since the edition before.
        markdown: The answer, with its statements.
        source: On what its wording rests: title, office, date.
        published_at: Since when it is approved.
    """

    question: str
    wordings: tuple[str, ...]
    audience: str
    place: str
    public: bool
    owner: str
    review_by: date | None
    change_note: str
    markdown: str
    source: Mapping[str, str]
    published_at: datetime

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Return the statements that it makes, in order."""
        return tuple(marks_of(self.markdown))


@dataclass(frozen=True, kw_only=True)
class AnswerRecord:
    """An answer with all its editions, oldest first."""

    slug: str
    editions: tuple[AnswerContent, ...]


def read_mark(written: str) -> Mark:
    """Return the statement that stands between `[[` and `]]`; more than three parts are part of the level."""
    label, *rest = _PARTS.split(written.strip(), maxsplit=2)
    audience, level = [*rest, "", ""][:2]
    return Mark(label=label, audience=audience or None, level=level or None)


def marks_of(markdown: str) -> Iterator[Mark]:
    """Yield the statements of a text in order; raises MarkupTooHeavyError as `render` does."""
    return (read_mark(written) for written in linked_labels(markdown))
