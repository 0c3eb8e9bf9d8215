"""Reading all that the portal holds of guidance, published or not: for an operator's export, and for an import.

Nothing here is cached: an import reads inside the transaction in which it writes, and that may be taken back.
"""

import sqlalchemy as sa

from portal.answers.queries import load_answers
from portal.answers.rules_answer import Answer
from portal.answers.rules_content import AnswerContent, AnswerRecord
from portal.audit.models import AuditEvent
from portal.common.database import db
from portal.common.issues import Issues
from portal.content.rules_records import (
    DocumentRecord,
    EditionRecord,
    ProgramRecord,
    StoredDocument,
    StoredEdition,
    content_of,
)
from portal.content.rules_stored import OnRecord, stored_issues
from portal.content.rules_tree import Tree, tree_issues
from portal.guidance.models import Document, DocumentDetails, Edition, EditionEvent, ProvisionLabel
from portal.guidance.queries import load_text
from portal.guidance.rules_content import DocumentContent, EventContent
from portal.guidance.rules_in_force import EditionFacts, EventFacts, numbers
from portal.guidance.rules_synonyms import read_stored
from portal.inquiries.queries_past import stored_records
from portal.programs.models import Program
from portal.programs.queries_records import (
    find_program,
    list_audience_facts,
    list_counties,
    list_event_contents,
    list_program_rows,
    list_states,
    program_content,
)
from portal.statements.queries import load_register

IMPORTED = "content.imported"


def find_import(digest: str) -> AuditEvent | None:
    """Return the entry that records the import of files with this digest, if nothing newer was imported for them."""
    newest = sa.select(AuditEvent).where(AuditEvent.action == IMPORTED).order_by(AuditEvent.seq.desc()).limit(1)
    found = db.session.scalars(newest.where(AuditEvent.content_hash == digest)).first()
    if found is None:
        return None
    later = db.session.scalars(newest.where(AuditEvent.object_id == found.object_id)).one()
    return found if later.seq == found.seq else None


def import_issues(tree: Tree) -> Issues:
    """Report everything for which a tree cannot be imported: faults of its own, and what is on record otherwise."""
    program = find_program(tree.program.content.value.slug) if tree.program else None
    on_record = OnRecord(
        events=list_event_contents(program) if program else (),
        documents={document.content.slug: document for document in list_stored_documents()},
        entries={each.content.slug: each.content for each in load_register(program.slug).values()} if program else {},
        answers=_stored_answers(program) if program else {},
        inquiries=stored_records(program.id, [each.record.number for each in tree.inquiries]) if program else {},
    )
    own = tree_issues(tree, owners=list_label_owners(program))
    return Issues([*own, *stored_issues(tree, on_record)])


def list_program_records() -> list[ProgramRecord]:
    """Return everything on record of every program, by their slugs."""
    return [
        ProgramRecord(
            content=program_content(program),
            events=list_event_contents(program),
            audiences=list_audience_facts(),
            states=list_states(),
            counties=list_counties(program),
            documents=list_documents(program),
            entries=tuple(record.content for record in load_register(program.slug).values()),
            answers=tuple(answer_record(answer) for answer in load_answers(program.slug)),
        )
        for program in list_program_rows()
    ]


def answer_record(answer: Answer) -> AnswerRecord:
    """Return an answer as its files say it."""
    return AnswerRecord(slug=answer.slug, editions=tuple(edition.content for edition in answer.editions))


def list_documents(program: Program) -> tuple[DocumentRecord, ...]:
    """Return the whole of a program's documents, by identifier: published editions, drafts and events."""
    return tuple(
        DocumentRecord(content=_content(document), editions=tuple(_editions(document)))
        for document in db.session.scalars(
            sa.select(Document).where(Document.program_id == program.id).order_by(Document.identifier)
        )
    )


def list_stored_documents() -> tuple[StoredDocument, ...]:
    """Return the documents of all programs, as far as an import is compared with them."""
    query = sa.select(Document, Program.slug).join(Program, Program.id == Document.program_id)
    return tuple(_stored(document, program) for document, program in db.session.execute(query))


def list_label_owners(program: Program | None) -> dict[str, str]:
    """Return the slug of the document that owns each label of the program."""
    if program is None:
        return {}
    query = (
        sa.select(ProvisionLabel.label, Document.slug)
        .join(Document, Document.id == ProvisionLabel.document_id)
        .where(ProvisionLabel.program_id == program.id)
    )
    return {row.label: row.slug for row in db.session.execute(query)}


def get_document_row(document_id: str) -> Document:
    """Return the document with this id."""
    return db.session.get_one(Document, document_id)


def get_edition_row(edition_id: str) -> Edition:
    """Return the edition with this id."""
    return db.session.get_one(Edition, edition_id)


def find_draft(document: Document) -> Edition | None:
    """Return the draft of a document, or None."""
    query = sa.select(Edition).where(Edition.document_id == document.id, Edition.published_at.is_(None))
    return db.session.scalars(query).one_or_none()


def _stored_answers(program: Program) -> dict[str, tuple[AnswerContent, ...]]:
    return {answer.slug: answer_record(answer).editions for answer in load_answers(program.slug)}


def _stored(document: Document, program: str) -> StoredDocument:
    draft = find_draft(document)
    return StoredDocument(
        id=document.id,
        program=program,
        content=_content(document),
        editions=tuple(_numbered(document)),
        draft=content_of(load_text(draft.id)) if draft else None,
    )


def _editions(document: Document) -> list[EditionRecord]:
    records = [
        EditionRecord(
            number=edition.number,
            published_at=edition.published_at,
            content=content_of(load_text(edition.id)),
            events=edition.events,
        )
        for edition in _numbered(document)
    ]
    draft = find_draft(document)
    if draft is not None:
        content = content_of(load_text(draft.id))
        records.append(EditionRecord(number=len(records) + 1, published_at=None, content=content, events=()))
    return records


def _content(document: Document) -> DocumentContent:
    query = sa.select(DocumentDetails).where(DocumentDetails.document_id == document.id)
    details = db.session.scalars(query.order_by(DocumentDetails.id.desc()).limit(1)).one()
    return DocumentContent(
        slug=document.slug,
        identifier=document.identifier,
        title=details.title,
        office=details.office,
        owner=details.owner,
        intent=details.intent,
        review_by=details.review_by,
        synonyms=read_stored(details.synonyms),
    )


def _numbered(document: Document) -> list[StoredEdition]:
    of_it = sa.and_(Edition.document_id == document.id, Edition.published_at.is_not(None))
    events = _events(of_it)
    columns = (Edition.id, Edition.sha256, Edition.written, Edition.published_at, Edition.effective_from)
    rows = {row.id: row for row in db.session.execute(sa.select(*columns).where(of_it).order_by(Edition.written))}
    # One that was cancelled before its instant has no number, and so no file.
    ranks = numbers(
        EditionFacts(
            id=row.id,
            written=row.written,
            published_at=row.published_at,
            effective_from=row.effective_from,
            events=tuple(
                EventFacts(kind=event.kind, on=event.on, known_at=event.known_at) for event in events.get(row.id, ())
            ),
        )
        for row in rows.values()
    )
    return [
        StoredEdition(
            number=number,
            id=edition_id,
            sha256=rows[edition_id].sha256,
            published_at=rows[edition_id].published_at,
            events=tuple(events.get(edition_id, ())),
        )
        for edition_id, number in sorted(ranks.items(), key=lambda rank: rank[1])
    ]


def _events(of_it: sa.ColumnElement[bool]) -> dict[str, list[EventContent]]:
    found: dict[str, list[EventContent]] = {}
    query = sa.select(EditionEvent).join(Edition, Edition.id == EditionEvent.edition_id).where(of_it)
    for row in db.session.scalars(query.order_by(EditionEvent.known_at, EditionEvent.id)):
        found.setdefault(row.edition_id, []).append(
            EventContent(
                kind=row.kind,
                on=row.on,
                known_at=row.known_at,
                place=row.place_code,
                reason=row.reason,
                source=row.source,
            )
        )
    return found
