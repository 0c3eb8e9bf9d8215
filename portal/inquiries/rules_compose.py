"""What the page shows on which an answer to an inquiry is written."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, kw_only=True)
class PartView:
    """One question with its answer as typed, as it reads, and what somebody else saved meanwhile."""

    position: int
    question: str
    markdown: str
    html: Markup
    is_not_policy: bool
    theirs: str | None
