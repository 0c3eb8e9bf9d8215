"""From what files say to what is stored, and back; the program's zone leads from their dates to instants."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime

from portal.common.moments import civil_day, instant, read_moment, shortest
from portal.content.rules_records import EditionRecord
from portal.guidance.rules_content import DocumentContent, EditionContent, EventContent, ProvisionContent
from portal.guidance.rules_obligations import ObligationFacts
from portal.guidance.rules_sources import (
    DocumentSource,
    EditionSource,
    EventSource,
    ObligationSource,
    ProvisionSource,
    SourceNote,
)
from portal.guidance.rules_texts_events import known_at

_PARTS_OF_AN_OBLIGATION = tuple(field.name for field in fields(ObligationFacts))


def document_content(source: DocumentSource) -> DocumentContent:
    """Return what a file says of a document."""
    return DocumentContent(
        slug=source.slug,
        identifier=source.identifier,
        title=source.title,
        office=source.office,
        owner=source.owner,
        intent=source.intent,
        review_by=source.review_by,
        synonyms=source.synonyms,
    )


def edition_content(source: EditionSource, zone: str) -> EditionContent:
    """Return what a file says in an edition; raises ValueError where it lacks a day, which its check reports."""
    if source.effective_from is None:
        message = f"{source.file} lacks effective_from"
        raise ValueError(message)
    return EditionContent(
        title=source.title,
        summary=source.summary,
        applies_to=source.applies_to,
        effective_from=civil_day(source.effective_from, zone),
        change_note=source.change_note,
        legal=source.legal,
        source=_note_content(source.source),
        provisions=tuple(_provision_content(provision) for provision in source.provisions),
    )


def event_content(source: EventSource, zone: str) -> EventContent:
    """Return what a file says later happened to an edition."""
    return EventContent(
        kind=source.kind,
        on=civil_day(source.on, zone),
        known_at=known_at(source, zone),
        place=source.place,
        reason=source.reason,
        source=source.source,
    )


def published_at(source: EditionSource, zone: str) -> datetime | None:
    """Return the instant at which an edition was published, or None for a draft."""
    return instant(source.published, zone) if source.published else None


def edition_record(source: EditionSource, events: Iterable[EventSource], zone: str) -> EditionRecord:
    """Return what files say of an edition and of what later happened to it; raises ValueError as above."""
    return EditionRecord(
        number=source.number,
        published_at=published_at(source, zone),
        content=edition_content(source, zone),
        events=tuple(event_content(event, zone) for event in events),
    )


def document_source(content: DocumentContent) -> DocumentSource:
    """Return the file that says this of a document."""
    return DocumentSource(
        slug=content.slug,
        identifier=content.identifier,
        title=content.title,
        office=content.office,
        owner=content.owner,
        intent=content.intent,
        review_by=content.review_by,
        synonyms=content.synonyms,
    )


def edition_source(record: EditionRecord, zone: str) -> EditionSource:
    """Return the file that says this in an edition."""
    content = record.content
    return EditionSource(
        number=record.number,
        title=content.title,
        summary=content.summary,
        applies_to=content.applies_to,
        published=shortest(record.published_at, zone) if record.published_at else None,
        effective_from=content.effective_from,
        change_note=content.change_note,
        legal=content.legal,
        source=_note_source(content),
        provisions=tuple(_provision_source(provision) for provision in content.provisions),
    )


def event_source(content: EventContent, zone: str) -> EventSource:
    """Return the entry of a file that says this happened to an edition."""
    # A move says when it was said, even on the day itself: its own day is the new date.
    known_on_its_day = content.known_at == instant(content.on, zone) and content.kind != "effective_moved"
    return EventSource(
        kind=content.kind,
        on=content.on,
        known=None if known_on_its_day else shortest(content.known_at, zone),
        place=content.place,
        reason=content.reason,
        source=content.source,
    )


def _note_content(note: SourceNote | None) -> dict[str, str] | None:
    if note is None:
        return None
    parts = {"title": note.title, "office": note.office, "date": note.date.isoformat() if note.date else ""}
    return {name: words for name, words in parts.items() if words}


def _note_source(content: EditionContent) -> SourceNote | None:
    note = content.source
    if note is None:
        return None
    day = note.get("date", "")
    return SourceNote(title=note.get("title", ""), office=note.get("office", ""), date=read_moment(day))


def _provision_content(source: ProvisionSource) -> ProvisionContent:
    return ProvisionContent(
        label=source.label,
        number=source.number,
        heading=source.heading,
        section=source.section,
        markdown=source.markdown,
        was=source.was,
        obligations=tuple(
            ObligationFacts(**{name: getattr(each, name) for name in _PARTS_OF_AN_OBLIGATION})
            for each in source.obligations
        ),
    )


def _provision_source(content: ProvisionContent) -> ProvisionSource:
    return ProvisionSource(
        label=content.label,
        number=content.number,
        heading=content.heading,
        section=content.section,
        markdown=content.markdown,
        was=content.was,
        obligations=tuple(
            ObligationSource(**{name: getattr(each, name) for name in _PARTS_OF_AN_OBLIGATION})
            for each in content.obligations
        ),
    )
