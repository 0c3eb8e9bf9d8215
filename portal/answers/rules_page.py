"""An answer as pages and the API show it, in plain values."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from portal.guidance.rules_marks import Mark
from portal.statements.rules_content import StatementContent


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A statement of an answer: what was said to whom, and what the guidance says on the day asked about.

    `now` is None while a court or the agency has suspended the provision there.
    """

    provision: str
    heading: str
    url: str
    whom: str
    said: Mark
    now: Mark | None
    in_force: str
    holds: bool
    words: str
    content: StatementContent


@dataclass(frozen=True, kw_only=True)
class AnswerLink:
    """An answered question, and where its answer is read."""

    question: str
    url: str


@dataclass(frozen=True, kw_only=True)
class EditionLine:
    """An edition in the history of an answer."""

    number: int
    on: date
    note: str
    url: str
    is_shown: bool


@dataclass(frozen=True, kw_only=True)
class Basis:
    """The edition of guidance that was in force when the answer was approved, with the day from which it governs."""

    title: str
    number: int
    url: str
    since: date


@dataclass(frozen=True, kw_only=True)
class AnswerPage:
    """One answer, as it stood at the moment."""

    slug: str
    question: str
    wordings: tuple[str, ...]
    html: Markup
    text: str
    whom: str
    audience: str
    place: str
    owner: str
    reviewed: date
    review_by: date | None
    source: dict[str, str]
    source_on: date
    stated: tuple[Stated, ...]
    rests_on: tuple[Basis, ...]
    editions: tuple[EditionLine, ...]
    is_public: bool

    @property
    def url(self) -> str:
        """Return the path of its page."""
        return f"/faqs/{self.slug}"

    @property
    def holds(self) -> bool:
        """Tell whether everything that it states is still so."""
        return all(each.holds for each in self.stated)


@dataclass(frozen=True, kw_only=True)
class Group:
    """The answers that speak of one kind of stakeholder."""

    audience: str
    title: str
    answers: tuple[AnswerPage, ...]
