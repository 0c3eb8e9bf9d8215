"""What a document, an edition and its events say, before they are rows: what a file or a form proposes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from portal.guidance.rules_obligations import ObligationFacts
from portal.guidance.rules_synonyms import SynonymsByLabel

# What the audit says of an edition that goes live, and of one that did so elsewhere before it was entered.
PUBLISHED: Final = "edition.published"
ENTERED: Final = "edition.entered"


@dataclass(frozen=True, kw_only=True)
class DocumentContent:
    """A document's identity and its details."""

    slug: str
    identifier: str
    title: str
    office: str
    owner: str
    intent: str
    review_by: date | None
    synonyms: SynonymsByLabel = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ProvisionContent:
    """A provision's label, its place in the text, its words in Markdown, and what it obliges whom to do."""

    label: str
    number: str
    heading: str
    section: str
    markdown: str
    was: tuple[str, ...]
    obligations: tuple[ObligationFacts, ...]


@dataclass(frozen=True, kw_only=True)
class EditionContent:
    """The whole text of an edition."""

    title: str
    summary: str
    applies_to: str
    effective_from: date
    change_note: str
    legal: tuple[str, ...]
    source: Mapping[str, str] | None
    provisions: tuple[ProvisionContent, ...]


@dataclass(frozen=True, kw_only=True)
class EventContent:
    """What later happened to an edition, from which day, and since when that was known."""

    kind: str
    on: date
    known_at: datetime
    place: str
    reason: str
    source: str
