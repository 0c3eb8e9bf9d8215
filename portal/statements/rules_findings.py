"""Findings of the check as pages show them, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Final

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
    whom: str
    stated: Mark | None
    in_force: Mark | None
    sentence: str
    passage: str
    published_on: date | None
    url: str | None
    way: str
    reason: str


def found_words(verdict: Verdict, against: Against) -> str:
    """Say what was found."""
    return FOUND_WORDS[verdict, against]
