"""Changing guidance: documents, drafts, their publication, and what later happens to an edition."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.common.database import db, new_id
from portal.common.ledger_version import advance_ledger
from portal.common.markup import Link, render
from portal.guidance.models import (
    Document,
    DocumentDetails,
    Edition,
    EditionEvent,
    EditionPDF,
    Obligation,
    Provision,
    ProvisionLabel,
)
from portal.guidance.queries import load_text
from portal.guidance.rules_content import (
    ENTERED,
    PUBLISHED,
    DocumentContent,
    EditionContent,
    EventContent,
    ProvisionContent,
)
from portal.guidance.rules_hash import edition_sha256
from portal.guidance.rules_obligations import ObligationFacts
from portal.guidance.rules_search import texts_of
from portal.guidance.rules_synonyms import stored_synonyms
from portal.items.actions import add_item, close_item, hide_item, open_item, rename_item
from portal.items.models import Item
from portal.search.actions import index_texts

# Who may read what is not published yet; the permission table says which roles have it.
DRAFTS = "draft.read"


def enter_document(*, content: DocumentContent, program_id: str, by: Actor, at: datetime) -> Document:
    """Add a document under an identifier that never changes; the public sees it with its first edition."""
    document_id = new_id()
    add_item(
        item_id=document_id,
        kind="document",
        title=content.title,
        program_id=program_id,
        path=f"/guidance/{content.slug}",
        permission=DRAFTS,
    )
    document = Document(id=document_id, program_id=program_id, slug=content.slug, identifier=content.identifier)
    db.session.add(document)
    db.session.flush()
    record(action="document.entered", object_kind="document", object_id=document_id, by=by, at=at)
    describe_document(document=document, content=content, by=by, at=at)
    return document


def describe_document(*, document: Document, content: DocumentContent, by: Actor, at: datetime) -> DocumentDetails:
    """Record a document's title, office, owner, intent, review date and synonyms from now on; the earlier ones stay."""
    details = DocumentDetails(
        document_id=document.id,
        title=content.title,
        office=content.office,
        owner=content.owner,
        intent=content.intent,
        review_by=content.review_by,
        synonyms=stored_synonyms(content.synonyms),
        recorded_at=at,
    )
    db.session.add(details)
    rename_item(item_id=document.id, title=content.title)
    record(action="document.described", object_kind="document", object_id=document.id, by=by, at=at)
    advance_ledger()
    return details


def save_draft(*, document: Document, content: EditionContent, by: Actor, at: datetime) -> Edition:
    """Write the document's one draft anew; the public never sees it, nor that it exists."""
    edition = _find_draft(document) or _new_draft(document, content, at)
    _write(edition, document, content, at)
    record(
        action="draft.saved",
        object_kind="edition",
        object_id=edition.id,
        content_hash=edition_sha256(load_text(edition.id)),
        by=by,
        at=at,
    )
    return edition


def publish_draft(*, edition: Edition, published_at: datetime, by: Actor, at: datetime) -> Edition:
    """Freeze a draft as published at an instant; from here on the databases refuse every change of it.

    An instant before `at` is a record of the past, and the audit entry says from which date.
    """
    text = load_text(edition.id)
    sha256 = edition_sha256(text)
    written = (db.session.scalar(sa.select(sa.func.max(Edition.written))) or 0) + 1
    # The database wants all three at once, and any query in between would write them one by one.
    edition.sha256, edition.written, edition.published_at = sha256, written, published_at
    open_item(item_id=edition.id, visible_from=published_at)
    open_item(item_id=edition.document_id, visible_from=published_at)
    db.session.flush()
    index_texts(texts=texts_of(text))
    record(
        action=ENTERED if published_at < at else PUBLISHED,
        object_kind="edition",
        object_id=edition.id,
        content_hash=edition.sha256,
        details={"published_at": published_at.isoformat(), "source_date": (edition.source or {}).get("date")},
        by=by,
        at=at,
    )
    advance_ledger()
    return edition


def record_edition_event(*, edition: Edition, content: EventContent, by: Actor, at: datetime) -> EditionEvent:
    """Record what later happened to an edition; one cancelled before its publication is never seen."""
    event = EditionEvent(
        edition_id=edition.id,
        kind=content.kind,
        on=content.on,
        place_code=content.place,
        reason=content.reason,
        source=content.source,
        known_at=content.known_at,
        recorded_at=at,
    )
    db.session.add(event)
    if content.kind == "cancelled" and edition.published_at and content.known_at < edition.published_at:
        close_item(item_id=edition.id, visible_until=content.known_at)
        _show_document_by_what_is_left(edition.document_id)
    record(
        action=f"edition.{content.kind}",
        object_kind="edition",
        object_id=edition.id,
        details={"on": content.on.isoformat(), "place": content.place, "known_at": content.known_at.isoformat()},
        by=by,
        at=at,
    )
    advance_ledger()
    return event


def record_pdf(*, edition_id: str, file_sha256: str, size_bytes: int, by: Actor, at: datetime) -> EditionPDF:
    """Record the PDF that was made of a published edition; it is made once."""
    pdf = EditionPDF(edition_id=edition_id, file_sha256=file_sha256, size_bytes=size_bytes, made_at=at)
    db.session.add(pdf)
    record(
        action="edition.pdf_made",
        object_kind="edition",
        object_id=edition_id,
        content_hash=file_sha256,
        by=by,
        at=at,
    )
    return pdf


def _show_document_by_what_is_left(document_id: str) -> None:
    """Let the public see a document from its first edition on, or no longer where that was never to be published."""
    query = (
        sa.select(sa.func.min(Edition.published_at))
        .join(Item, Item.id == Edition.id)
        .where(Edition.document_id == document_id, Item.visible_until.is_(None))
    )
    first = db.session.scalar(query)
    hide_item(item_id=document_id, permission=DRAFTS)
    if first is not None:
        open_item(item_id=document_id, visible_from=first)


def _find_draft(document: Document) -> Edition | None:
    query = sa.select(Edition).where(Edition.document_id == document.id, Edition.published_at.is_(None))
    return db.session.scalars(query).one_or_none()


def _new_draft(document: Document, content: EditionContent, at: datetime) -> Edition:
    edition_id = new_id()
    add_item(
        item_id=edition_id,
        kind="edition",
        title=content.title,
        program_id=document.program_id,
        permission=DRAFTS,
    )
    edition = Edition(
        id=edition_id,
        document_id=document.id,
        title=content.title,
        summary=content.summary,
        applies_to=content.applies_to,
        effective_from=content.effective_from,
        change_note=content.change_note,
        legal=list(content.legal),
        source=dict(content.source) if content.source else None,
        recorded_at=at,
    )
    db.session.add(edition)
    return edition


def _write(edition: Edition, document: Document, content: EditionContent, at: datetime) -> None:
    edition.title = content.title
    edition.summary = content.summary
    edition.applies_to = content.applies_to
    edition.effective_from = content.effective_from
    edition.change_note = content.change_note
    edition.legal = list(content.legal)
    edition.source = dict(content.source) if content.source else None
    edition.recorded_at = at
    edition.provisions.clear()
    # The old provisions must be gone before the new ones may bear their labels.
    db.session.flush()
    headings = {each.label: each.heading for each in content.provisions}
    edition.provisions.extend(
        _provision(each, position, document, headings) for position, each in enumerate(content.provisions, start=1)
    )
    rename_item(item_id=edition.id, title=content.title)
    db.session.flush()


def _provision(content: ProvisionContent, position: int, document: Document, headings: Mapping[str, str]) -> Provision:
    def link(label: str) -> Link | None:
        heading = headings.get(label)
        return Link(href=f"/guidance/{document.slug}/provisions/{label}", words=heading) if heading else None

    rendered = render(content.markdown, link=link)
    return Provision(
        label_id=_label_id(content.label, document),
        position=position,
        section=content.section,
        number=content.number,
        heading=content.heading,
        markdown=content.markdown,
        html=rendered.html,
        text=rendered.text,
        was=list(content.was),
        obligations=[_obligation(each) for each in content.obligations],
    )


def _label_id(label: str, document: Document) -> int:
    query = sa.select(ProvisionLabel).where(
        ProvisionLabel.program_id == document.program_id, ProvisionLabel.label == label
    )
    row = db.session.scalars(query).one_or_none()
    if row is None:
        row = ProvisionLabel(program_id=document.program_id, document_id=document.id, label=label)
        db.session.add(row)
        db.session.flush()
    return row.id


def _obligation(facts: ObligationFacts) -> Obligation:
    return Obligation(
        audience_slug=facts.audience,
        place_code=facts.place,
        level=facts.level,
        condition=facts.condition,
        then=facts.then,
        otherwise=facts.otherwise,
        applies_when=facts.applies_when,
        action=facts.action,
        deadline=facts.deadline,
        how_to_decide=facts.how_to_decide,
        how_to_decline=facts.how_to_decline,
        authority=facts.authority,
    )
