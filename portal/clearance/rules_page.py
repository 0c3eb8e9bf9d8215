"""Where a text stands on its way through the offices, as pages show it."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup


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
