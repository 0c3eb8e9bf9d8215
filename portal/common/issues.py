"""What is wrong with something, in words that say what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Issue:
    """One thing that is wrong. It never changes; most rules know only the message.

    Args:
        message: A whole sentence: what is wrong, and what to do.
        file: The path of the file, as the person who checks it knows it.
        line: The line in that file, counted from one.
        field: The name of the field, as it stands in the form or the file.
    """

    message: str
    file: str | None = None
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        """Read as ``FILE:LINE: message``, or as much of that as is known."""
        where = [str(part) for part in (self.file, self.line) if part is not None]
        return f"{':'.join(where)}: {self.message}" if where else self.message


class Issues(list[Issue]):
    """Everything that is wrong, in the order it was found; empty when all is well."""

    def report(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        field: str | None = None,
    ) -> None:
        """Add one issue."""
        self.append(Issue(message=message, file=file, line=line, field=field))
