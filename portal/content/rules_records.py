"""What the portal holds of a program, as plain values: what an export writes, and what an import is compared with."""

from dataclasses import dataclass
from datetime import UTC, datetime

from portal.answers.rules_content import AnswerRecord
from portal.guidance.rules_book import EditionText, ProvisionText
from portal.guidance.rules_content import DocumentContent, EditionContent, EventContent, ProvisionContent
from portal.guidance.rules_hash import edition_sha256
from portal.programs.rules_audiences import AudienceFacts
from portal.programs.rules_checks import CountyFacts
from portal.programs.rules_content import ProgramContent, ProgramEventContent
from portal.programs.rules_places import PlaceFacts
from portal.statements.rules_content import EntryContent


@dataclass(frozen=True, kw_only=True)
class EditionRecord:
    """An edition under its number, with what later happened to it; a draft has neither an instant nor events."""

    number: int
    published_at: datetime | None
    content: EditionContent
    events: tuple[EventContent, ...]


@dataclass(frozen=True, kw_only=True)
class DocumentRecord:
    """A document with all its editions, in the order of their numbers."""

    content: DocumentContent
    editions: tuple[EditionRecord, ...]


@dataclass(frozen=True, kw_only=True)
class ProgramRecord:
    """The whole of a program: itself, the kinds and places that all programs share, its activations and documents."""

    content: ProgramContent
    events: tuple[ProgramEventContent, ...]
    audiences: tuple[AudienceFacts, ...]
    states: tuple[PlaceFacts, ...]
    counties: tuple[CountyFacts, ...]
    documents: tuple[DocumentRecord, ...]
    entries: tuple[EntryContent, ...] = ()
    answers: tuple[AnswerRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StoredEdition:
    """A published edition as far as an import needs it: under its number, by its hash."""

    id: str
    number: int
    sha256: str
    published_at: datetime
    events: tuple[EventContent, ...]


@dataclass(frozen=True, kw_only=True)
class StoredDocument:
    """A document as far as an import needs it."""

    id: str
    program: str
    content: DocumentContent
    editions: tuple[StoredEdition, ...]
    draft: EditionContent | None


def content_of(text: EditionText) -> EditionContent:
    """Return what an edition says, without what the portal added to it."""
    return EditionContent(
        title=text.title,
        summary=text.summary,
        applies_to=text.applies_to,
        effective_from=text.effective_from,
        change_note=text.change_note,
        legal=text.legal,
        source=text.source,
        provisions=tuple(_provision_content(provision) for provision in text.provisions),
    )


def content_sha256(document: str, content: EditionContent) -> str:
    """Return the hash that an edition of the document with this content has, or would have once published."""
    return edition_sha256(_text(document, content))


def _text(document: str, content: EditionContent) -> EditionText:
    # What is not hashed is left empty here: when it was written, and how its words are shown.
    return EditionText(
        id="",
        document=document,
        title=content.title,
        summary=content.summary,
        applies_to=content.applies_to,
        effective_from=content.effective_from,
        change_note=content.change_note,
        legal=content.legal,
        source=content.source,
        published_at=None,
        recorded_at=datetime.min.replace(tzinfo=UTC),
        sha256=None,
        provisions=tuple(_provision_text(provision) for provision in content.provisions),
    )


def _provision_text(content: ProvisionContent) -> ProvisionText:
    return ProvisionText(
        label=content.label,
        number=content.number,
        heading=content.heading,
        section=content.section,
        markdown=content.markdown,
        html="",
        text="",
        was=content.was,
        obligations=content.obligations,
    )


def _provision_content(text: ProvisionText) -> ProvisionContent:
    return ProvisionContent(
        label=text.label,
        number=text.number,
        heading=text.heading,
        section=text.section,
        markdown=text.markdown,
        was=text.was,
        obligations=text.obligations,
    )
