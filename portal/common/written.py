"""A value and where a person wrote it, so that whoever finds fault with it can name the place."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from portal.common.issues import Issues

Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class Written(Generic[Value]):
    """A value read from a line of a file."""

    value: Value
    file: str
    line: int

    def report(self, issues: Issues, message: str, *, field: str | None = None) -> None:
        """Add an issue at the line on which the value stands."""
        issues.report(message, file=self.file, line=self.line, field=field)
