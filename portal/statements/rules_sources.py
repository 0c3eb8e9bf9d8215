"""An entry of the register as a file proposes it: what was written, and where in the file it stands."""

from dataclasses import dataclass

from portal.statements.rules_content import EntryContent


@dataclass(frozen=True, kw_only=True)
class EntrySource:
    """An entry as a file proposes it, with the lines on which it and each of its statements stand."""

    content: EntryContent
    file: str
    line: int
    lines: tuple[int, ...]
