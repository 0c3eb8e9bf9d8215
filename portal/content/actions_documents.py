"""Bringing the files of a document into the portal: its editions in order, what happened to them, and its draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.audit.rules import Actor
from portal.content.queries import find_draft, get_document_row, get_edition_row
from portal.content.rules_files import document_content, edition_record
from portal.content.rules_import import Import
from portal.content.rules_records import EditionRecord, StoredDocument, content_sha256
from portal.content.rules_tree import DocumentFiles
from portal.guidance.actions import (
    describe_document,
    enter_document,
    publish_draft,
    record_edition_event,
    save_draft,
)
from portal.guidance.models import Document, Edition
from portal.guidance.rules_content import DocumentContent, EditionContent, EventContent
from portal.programs.models import Program


@dataclass(frozen=True, kw_only=True)
class DocumentImport:
    """The import of one document into a program; it tells `done` what it did."""

    program: Program
    zone: str
    done: Import
    by: Actor
    at: datetime

    def enter(self, of_it: DocumentFiles, stored: StoredDocument | None) -> None:
        """Enter what is not there yet; `stored` is what the portal holds of the document."""
        if of_it.document is None:
            return
        document = self._document(document_content(of_it.document), stored)
        on_record = {edition.number: edition for edition in stored.editions} if stored else {}
        before = draft = stored.draft if stored else None
        for number, source in sorted(of_it.editions.items()):
            proposed = edition_record(source, of_it.events.get(number, ()), self.zone)
            if number in on_record:
                self.done.tallies["editions"].unchanged += 1
                self._events(get_edition_row(on_record[number].id), proposed.events, on_record[number].events)
            elif proposed.published_at is None:
                draft = proposed.content
            elif proposed.published_at > self.at:
                # Whatever is written behind an edition that is still to come is of a later instant as well.
                self._leave_out(of_it, number)
                break
            else:
                self._edition(document, proposed, proposed.published_at)
                # What was the draft of this edition is no draft any more.
                draft = None if draft and draft.provisions == proposed.content.provisions else draft
        if draft:
            self._draft(document, draft, before)

    def _leave_out(self, of_it: DocumentFiles, first: int) -> None:
        for number, source in of_it.editions.items():
            if number < first:
                continue
            left = edition_record(source, of_it.events.get(number, ()), self.zone)
            if left.published_at is None:
                self.done.left_out["drafts"] += 1
            else:
                self.done.leave_out("editions", [left.published_at])
            self.done.leave_out("edition events", (event.known_at for event in left.events))

    def _document(self, content: DocumentContent, stored: StoredDocument | None) -> Document:
        tally = self.done.tallies["documents"]
        if stored is None:
            tally.added += 1
            return enter_document(content=content, program_id=self.program.id, by=self.by, at=self.at)
        document = get_document_row(stored.id)
        if stored.content == content:
            tally.unchanged += 1
        else:
            tally.changed += 1
            describe_document(document=document, content=content, by=self.by, at=self.at)
        return document

    def _edition(self, document: Document, proposed: EditionRecord, published: datetime) -> None:
        self.done.tallies["editions"].added += 1
        draft = save_draft(document=document, content=proposed.content, by=self.by, at=self.at)
        edition = publish_draft(edition=draft, published_at=published, by=self.by, at=self.at)
        self._events(edition, proposed.events, ())

    def _events(self, edition: Edition, events: Sequence[EventContent], stored: Sequence[EventContent]) -> None:
        tally = self.done.tallies["edition events"]
        for event in events:
            if event in stored:
                tally.unchanged += 1
            elif event.known_at > self.at:
                self.done.leave_out("edition events", [event.known_at])
            else:
                tally.added += 1
                record_edition_event(edition=edition, content=event, by=self.by, at=self.at)

    def _draft(self, document: Document, draft: EditionContent, before: EditionContent | None) -> None:
        tally = self.done.tallies["drafts"]
        same = before is not None and content_sha256(document.slug, before) == content_sha256(document.slug, draft)
        tally.added += before is None
        tally.changed += before is not None and not same
        tally.unchanged += same
        # A past edition is written where the draft stood, since a document has one; the draft is then written anew.
        if not same or find_draft(document) is None:
            save_draft(document=document, content=draft, by=self.by, at=self.at)
