"""What the page shows on which an answer is written: findings, offices, and provisions, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from portal.guidance.rules_marks import Mark
from portal.statements.rules_draft import Against
from portal.statements.rules_verdicts import Verdict

FOUND_WORDS: Final = {
    (Verdict.CONTRADICTS, Against.GUIDANCE): "Contradicts the guidance in force",
    (Verdict.CONTRADICTS, Against.ITSELF): "Contradicts another sentence of this answer",
    (Verdict.CONTRADICTS, Against.STATEMENT): "Differs from what was said before",
    (Verdict.UNSUPPORTED, Against.GUIDANCE): "Nothing in force supports it",
    (Verdict.CONDITION_MISSING, Against.GUIDANCE): "Leaves out the condition on which it depends",
}


@dataclass(frozen=True, kw_only=True)
class FindingView:
    """A finding with both passages, and how it was met, if it was."""

    key: str
    words: str
    provision: str
    provision_url: str
    whom: str
    stated: Mark | None
    in_force: Mark | None
    sentence: str
    passage: str
    published_on: date | None
    url: str | None
    way: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class StepView:
    """An office on the way of a text: where it stands, and what whoever looks may do about it."""

    step: str
    title: str
    state: str
    state_words: str
    due_on: date | None
    decided: str
    reason: str
    by: str
    answer: str | None
    may_decide: bool
    may_pass: bool
    may_answer: bool
    changes: Markup | None


@dataclass(frozen=True, kw_only=True)
class Statable:
    """A provision that can be stated, with its level for those of whom the question speaks."""

    label: str
    heading: str
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class PartView:
    """One question with its answer as typed, as it reads, and what somebody else saved meanwhile."""

    position: int
    question: str
    markdown: str
    html: Markup
    is_not_policy: bool
    theirs: str | None


def found_words(verdict: Verdict, against: Against) -> str:
    """Say what was found."""
    return FOUND_WORDS[verdict, against]
