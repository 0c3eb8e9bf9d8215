"""What a text can state, as it is offered to who writes it."""

from dataclasses import dataclass

from portal.guidance.rules_marks import Mark


@dataclass(frozen=True, kw_only=True)
class Statable:
    """A provision that can be stated, with its level for those of whom the question speaks."""

    label: str
    heading: str
    mark: Mark
