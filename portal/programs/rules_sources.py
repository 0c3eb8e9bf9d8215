"""What the files of a program hold, as plain values that know where they stand."""

from dataclasses import dataclass
from typing import Final

from portal.common.written import Written
from portal.programs.rules_checks import CountyFacts
from portal.programs.rules_content import ProgramContent, ProgramEventContent

# Where the zone cannot be read, the rest of the files is still checked, by this one.
UNREAD_ZONE: Final = "UTC"


@dataclass(frozen=True, kw_only=True)
class ProgramSource:
    """What `program.md` says."""

    content: Written[ProgramContent]
    events: tuple[Written[ProgramEventContent], ...]


@dataclass(frozen=True, kw_only=True)
class CountyTable:
    """The counties that a table lists, and the names of the columns that were not read."""

    rows: tuple[Written[CountyFacts], ...] = ()
    ignored: tuple[str, ...] = ()
