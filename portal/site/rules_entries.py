"""The entries of "What applies to us", as plain values in the words that its page shows."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from portal.guidance.rules_levels import AppliedLevel, Sentence
from portal.guidance.rules_marks import Mark, Source


@dataclass(frozen=True, kw_only=True)
class Before:
    """The level that a provision had before, its days, and the comparison that shows what changed."""

    mark: Mark
    first: date
    last: date | None
    compare_url: str | None


@dataclass(frozen=True, kw_only=True)
class Upcoming:
    """The level that an edition already published will give."""

    mark: Mark
    first: date
    url: str


@dataclass(frozen=True, kw_only=True)
class Other:
    """Another kind of stakeholder or place, for which the level differs."""

    audience: str
    mark: Mark
    url: str


@dataclass(frozen=True, kw_only=True)
class QuestionAnswer:
    """One answer that can be given to a question."""

    text: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """The question on which an obligation depends, and what follows from the answer given."""

    text: str
    answers: tuple[QuestionAnswer, ...]
    answered: str | None
    outcome: Mark | None
    reset_url: str | None


@dataclass(frozen=True, kw_only=True)
class ActivationState:
    """Whether an obligation that waits for activation holds here: activated, not_activated or partly."""

    kind: str
    place: str
    on: date | None
    activated: int
    total: int


@dataclass(frozen=True, kw_only=True)
class EditionSource:
    """The edition that says so."""

    document: str
    number: int
    url: str
    section: str


@dataclass(frozen=True, kw_only=True)
class Undecided:
    """Who owns an open decision, and for how many days it has been open."""

    owner: str
    days: int


@dataclass(frozen=True, kw_only=True)
class SuspendedHere:
    """Since when, where and why a text is suspended."""

    since: date
    place: str
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class Silence:
    """A provision that does not speak to the reader."""

    label: str
    heading: str
    url: str
    before: Before | None
    differs_for: tuple[Other, ...]


@dataclass(frozen=True, kw_only=True)
class Entry(Silence):
    """A provision that speaks to the reader: its sentence, its proof and its history."""

    level: AppliedLevel
    sentence: Sentence
    source: EditionSource
    html: Markup
    how_to_decline: str | None
    how_to_decide: str | None
    deadline: str | None
    question: Question | None
    activation: ActivationState | None
    asks_county: bool
    undecided: Undecided | None
    suspended: SuspendedHere | None
    since: date | None
    upcoming: Upcoming | None
    authority: tuple[Source, ...]
    inherited_from: str | None


@dataclass(frozen=True, kw_only=True)
class Group:
    """All entries of one level; an empty group is a sentence, not a gap."""

    level: AppliedLevel
    title: str
    words: str
    entries: tuple[Silence, ...]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Whom the answer is for, in words."""

    phrase: str
    place: str
    place_url: str | None
