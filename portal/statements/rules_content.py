"""What an entry of the register says, before it is rows: what a file or a form proposes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

# The item of an entry, which says who may see it.
REGISTERED: Final = "register_entry"


class EntryKind(StrEnum):
    """In what form something was said outside of this portal."""

    LETTER = "letter"
    PAGE = "page"
    PLAN = "plan"
    PROCEDURE = "procedure"
    SLIDE = "slide"
    CALL = "call"
    MEETING = "meeting"
    RELEASE = "release"
    REPORT = "report"


KIND_WORDS: Final = {
    EntryKind.LETTER: "Letter",
    EntryKind.PAGE: "Public page",
    EntryKind.PLAN: "Plan",
    EntryKind.PROCEDURE: "Procedures",
    EntryKind.SLIDE: "Slides",
    EntryKind.CALL: "Phone call",
    EntryKind.MEETING: "Meeting",
    EntryKind.RELEASE: "Press release",
    EntryKind.REPORT: "Press report",
}


@dataclass(frozen=True, kw_only=True)
class StatementContent:
    """What was told one kind of stakeholder in one place about one provision, and in which words."""

    provision: str
    audience: str
    place: str
    level: str
    about_on: date
    quote: str


@dataclass(frozen=True, kw_only=True)
class EntryContent:
    """A letter, plan, call or page outside of the portal: who told whom what, when, and how that is known."""

    slug: str
    kind: str
    title: str
    office: str
    told: str
    said_on: date
    source: str
    known_at: datetime
    statements: tuple[StatementContent, ...]

    @property
    def provisions(self) -> set[str]:
        """Return the label of every provision of which it speaks."""
        return {statement.provision for statement in self.statements}


@dataclass(frozen=True, kw_only=True)
class StatementRecord:
    """A statement on record: when it was said and known, by what, and to which document its provision belongs.

    `path` is the page of what said it; an entry of the register has none, and is read beside the provision. `speaker`
    is the office in whose name it was said, `kind` and `title` are those of the item that said it.
    """

    item_id: str
    kind: str
    title: str
    speaker: str
    content: StatementContent
    document: str
    said_on: date
    known_at: datetime
    path: str | None

    @property
    def url(self) -> str:
        """Return where it is read."""
        return self.path or f"/guidance/{self.document}/provisions/{self.content.provision}"


@dataclass(frozen=True, kw_only=True)
class EntryRecord:
    """An entry on record, as pages read it."""

    content: EntryContent
    recorded_at: datetime
    statements: tuple[StatementRecord, ...]
