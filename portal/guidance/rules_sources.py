"""What the files of guidance hold, as plain values; each knows its file and its lines, which are no part of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from portal.common.issues import Issues
from portal.common.moments import DateOrInstant
from portal.guidance.rules_in_force import NATION
from portal.guidance.rules_synonyms import SynonymsByLabel

FENCE: Final = "---"
PROVISION: Final = "provision"

# A text is suspended somewhere, be it everywhere, so that these events name their place.
PLACED_KINDS: Final = ("suspended", "reinstated")


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Something read from a file; where it stood there is no part of what it says."""

    file: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    def line_of(self, name: str) -> int:
        """Return the line of a field, or the first line of the whole where the field is missing."""
        return self.lines.get(name, self.line)

    def report(self, issues: Issues, message: str, *, field: str = "", below: int = 0) -> None:
        """Add an issue at a field, or at the whole; `below` counts the lines from there on."""
        issues.report(message, file=self.file or None, line=self.line_of(field) + below, field=field or None)


@dataclass(frozen=True, kw_only=True)
class DocumentSource(Placed):
    """What `document.yml` says."""

    slug: str
    identifier: str
    title: str
    office: str
    owner: str
    review_by: date | None
    intent: str
    synonyms: SynonymsByLabel = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SourceNote:
    """Where a text of the past was published: its title there, by which office, and when."""

    title: str
    office: str = ""
    date: DateOrInstant | None = None


@dataclass(frozen=True, kw_only=True)
class ObligationSource(Placed):
    """What a provision means for one audience in one place; texts are empty where nothing is said."""

    audience: str
    place: str = NATION
    level: str
    condition: str = ""
    then: str = ""
    otherwise: str = ""
    applies_when: str = "always"
    action: str = ""
    deadline: str = ""
    how_to_decide: str = ""
    how_to_decline: str = ""
    authority: str = ""


@dataclass(frozen=True, kw_only=True)
class ProvisionSource(Placed):
    """A provision: its label, its place in the text, its words, and its obligations; `lines` knows `markdown` too."""

    label: str
    number: str
    heading: str
    section: str
    markdown: str
    was: tuple[str, ...] = ()
    obligations: tuple[ObligationSource, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EditionSource(Placed):
    """An edition; without `published` it is a draft."""

    number: int
    title: str
    summary: str
    applies_to: str
    published: DateOrInstant | None
    effective_from: DateOrInstant | None
    change_note: str
    legal: tuple[str, ...]
    source: SourceNote | None
    provisions: tuple[ProvisionSource, ...]


@dataclass(frozen=True, kw_only=True)
class EventSource(Placed):
    """What later happened to an edition; for `effective_moved`, `on` is the new date. Known from `known`, else `on`."""

    kind: str
    on: DateOrInstant
    known: DateOrInstant | None = None
    place: str = NATION
    reason: str = ""
    source: str = ""


NEEDED_OF_A_DOCUMENT: Final = ("slug", "identifier", "title", "office", "owner", "review_by", "intent")
DOCUMENT_FIELDS: Final = (*NEEDED_OF_A_DOCUMENT, "synonyms")
EDITION_FIELDS: Final = (
    "number",
    "title",
    "summary",
    "applies_to",
    "published",
    "effective_from",
    "change_note",
    "legal",
    "source",
)
PROVISION_FIELDS: Final = ("number", "heading", "obligations", "was")
OBLIGATION_FIELDS: Final = (
    "audience",
    "place",
    "level",
    "condition",
    "then",
    "otherwise",
    "applies_when",
    "action",
    "deadline",
    "how_to_decide",
    "how_to_decline",
    "authority",
)
EVENT_FIELDS: Final = ("kind", "on", "known", "place", "reason", "source")
SOURCE_FIELDS: Final = ("title", "office", "date")
