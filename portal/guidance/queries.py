"""Reading guidance: documents with their editions' dates, and the texts of editions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from portal.common.cache import cached, cached_forever
from portal.common.database import db
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
from portal.guidance.rules_book import Book, EditionHead, EditionText, ProvisionText
from portal.guidance.rules_in_force import EditionFacts, EventFacts
from portal.guidance.rules_obligations import ObligationFacts
from portal.guidance.rules_synonyms import read_stored
from portal.items.models import Item
from portal.items.queries import visible_to
from portal.items.rules import PUBLIC
from portal.programs.models import Program

# Each fact of an obligation with the column that keeps it.
OBLIGATION: Final[Mapping[str, InstrumentedAttribute[str]]] = {
    "audience": Obligation.audience_slug,
    "place": Obligation.place_code,
    "level": Obligation.level,
    "condition": Obligation.condition,
    "then": Obligation.then,
    "otherwise": Obligation.otherwise,
    "applies_when": Obligation.applies_when,
    "action": Obligation.action,
    "deadline": Obligation.deadline,
    "how_to_decide": Obligation.how_to_decide,
    "how_to_decline": Obligation.how_to_decline,
    "authority": Obligation.authority,
}

ROWS_AT_ONCE: Final = 500

# Every page asks this, and a statement costs more to build than to run.
PUBLIC_DOCUMENTS: Final = (
    sa.select(Document.slug)
    .join(Item, Item.id == Document.id)
    .join(Program, Program.id == Document.program_id)
    .where(visible_to(PUBLIC, sa.bindparam("at")))
    .order_by(Document.identifier)
)


class DocumentNotFoundError(LookupError):
    """No document that may be seen bears this slug."""


class EditionNotFoundError(LookupError):
    """No edition that may be seen bears this number."""


def list_books(at: datetime, *, program: str | None = None) -> list[Book]:
    """Return the documents that the public may see at the instant, by identifier; of one program, if it is named."""
    query = PUBLIC_DOCUMENTS if program is None else PUBLIC_DOCUMENTS.where(Program.slug == program)
    return [_book(slug) for slug in db.session.scalars(query, {"at": at})]


def get_book(slug: str, at: datetime) -> Book:
    """Return the document that the public may see at the instant; raises DocumentNotFoundError."""
    query = PUBLIC_DOCUMENTS.where(Document.slug == slug)
    if db.session.scalar(query, {"at": at}) is None:
        raise DocumentNotFoundError(slug)
    return _book(slug)


def get_text(edition_id: str) -> EditionText:
    """Return the text of a published edition, whose id came from a book and so was allowed to be seen."""
    return cached_forever(("edition-text", edition_id), lambda: load_text(edition_id))


def get_obligations(book: Book) -> dict[str, dict[str, tuple[ObligationFacts, ...]]]:
    """Return what each published edition of the document sets: by edition id, then by label; silent ones too."""
    return cached(("obligations", book.id), lambda: _load_obligations(book.id))


def get_lineage(book: Book) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return what the labels of each published edition continue: by edition id, then by label; only those that do."""
    return cached(("lineage", book.id), lambda: _load_lineage(book.id))


def find_pdf(edition_id: str) -> EditionPDF | None:
    """Return the record of an edition's PDF, or None while it is not made."""
    return db.session.get(EditionPDF, edition_id)


def list_editions_without_pdf(at: datetime) -> list[str]:
    """Return the ids of the editions that the public may see and that have no PDF yet."""
    query = (
        sa.select(Edition.id)
        .join(Item, Item.id == Edition.id)
        .outerjoin(EditionPDF, EditionPDF.edition_id == Edition.id)
        .where(Edition.published_at.is_not(None), EditionPDF.edition_id.is_(None), visible_to(PUBLIC, at))
        .order_by(Edition.written)
    )
    return list(db.session.scalars(query))


def document_slug_of(edition_id: str) -> str:
    """Return the slug of the document that an edition belongs to."""
    query = sa.select(Document.slug).join(Edition, Edition.document_id == Document.id).where(Edition.id == edition_id)
    return db.session.scalars(query).one()


def load_book(slug: str) -> Book:
    """Return a document as the database has it now, and whoever may see it: for what is written beside it."""
    document, program = db.session.execute(
        sa.select(Document, Program).join(Program, Program.id == Document.program_id).where(Document.slug == slug)
    ).one()
    details = _newest_details(document.id)
    return Book(
        id=document.id,
        slug=document.slug,
        identifier=document.identifier,
        title=details.title,
        office=details.office,
        owner=details.owner,
        intent=details.intent,
        review_by=details.review_by,
        program=program.slug,
        zone=program.time_zone,
        heads=tuple(_load_heads(document.id)),
        synonyms=read_stored(details.synonyms),
    )


def _book(slug: str) -> Book:
    return cached(("book", slug), lambda: load_book(slug))


def _newest_details(document_id: str) -> DocumentDetails:
    query = (
        sa.select(DocumentDetails)
        .where(DocumentDetails.document_id == document_id)
        .order_by(DocumentDetails.id.desc())
        .limit(1)
    )
    return db.session.scalars(query).one()


def _load_heads(document_id: str) -> list[EditionHead]:
    of_it = sa.and_(Edition.document_id == document_id, Edition.published_at.is_not(None))
    events = _load_events(of_it)
    columns = (
        Edition.id,
        Edition.title,
        Edition.change_note,
        Edition.sha256,
        Edition.written,
        Edition.published_at,
        Edition.effective_from,
    )
    return [
        EditionHead(
            id=row.id,
            title=row.title,
            change_note=row.change_note,
            sha256=row.sha256,
            facts=EditionFacts(
                id=row.id,
                written=row.written,
                published_at=row.published_at,
                effective_from=row.effective_from,
                events=tuple(events.get(row.id, ())),
            ),
        )
        for row in db.session.execute(sa.select(*columns).where(of_it).order_by(Edition.written))
    ]


def _load_events(of_it: sa.ColumnElement[bool]) -> dict[str, list[EventFacts]]:
    found: dict[str, list[EventFacts]] = {}
    query = sa.select(EditionEvent).join(Edition, Edition.id == EditionEvent.edition_id).where(of_it)
    for row in db.session.scalars(query.order_by(EditionEvent.known_at, EditionEvent.id)):
        found.setdefault(row.edition_id, []).append(
            EventFacts(
                kind=row.kind,
                on=row.on,
                known_at=row.known_at,
                place=row.place_code,
                reason=row.reason,
                source=row.source,
            )
        )
    return found


def load_text(edition_id: str) -> EditionText:
    """Return the text of an edition as the database has it now; of a draft, what was last saved."""
    query = (
        sa.select(Edition, Document.slug)
        .join(Document, Document.id == Edition.document_id)
        .where(Edition.id == edition_id)
        .options(selectinload(Edition.provisions).selectinload(Provision.obligations))
    )
    row, slug = db.session.execute(query).one()
    return EditionText(
        id=row.id,
        document=slug,
        title=row.title,
        summary=row.summary,
        applies_to=row.applies_to,
        effective_from=row.effective_from,
        change_note=row.change_note,
        legal=tuple(row.legal),
        source=row.source,
        published_at=row.published_at,
        recorded_at=row.recorded_at,
        sha256=row.sha256,
        provisions=tuple(_provision_text(provision) for provision in row.provisions),
    )


def _provision_text(row: Provision) -> ProvisionText:
    return ProvisionText(
        label=row.label.label,
        number=row.number,
        heading=row.heading,
        section=row.section,
        markdown=row.markdown,
        html=row.html,
        text=row.text,
        was=tuple(row.was),
        obligations=tuple(_obligation_facts(each) for each in row.obligations),
    )


def _obligation_facts(row: Obligation) -> ObligationFacts:
    return ObligationFacts(**{name: getattr(row, column.key) for name, column in OBLIGATION.items()})


def _load_obligations(document_id: str) -> dict[str, dict[str, tuple[ObligationFacts, ...]]]:
    found: dict[str, dict[str, list[ObligationFacts]]] = {}
    alike: dict[tuple[Any, ...], ObligationFacts] = {}
    query = (
        sa.select(Provision.edition_id, ProvisionLabel.label, *OBLIGATION.values())
        .join(Edition, Edition.id == Provision.edition_id)
        .join(ProvisionLabel, ProvisionLabel.id == Provision.label_id)
        .outerjoin(Obligation, Obligation.provision_id == Provision.id)
        .where(Edition.document_id == document_id, Edition.published_at.is_not(None))
        .order_by(Provision.edition_id, Provision.position, Obligation.id)
    )
    # A thousand editions have some twenty thousand of them, of which only the distinct ones stay in memory.
    for edition_id, label, *values in db.session.execute(query.execution_options(yield_per=ROWS_AT_ONCE)):
        of_label = found.setdefault(edition_id, {}).setdefault(label, [])
        if values[0] is not None:
            of_label.append(_once(alike, tuple(values)))
    once: dict[tuple[ObligationFacts, ...], tuple[ObligationFacts, ...]] = {}
    return {
        edition_id: {label: once.setdefault(tuple(all_), tuple(all_)) for label, all_ in labels.items()}
        for edition_id, labels in found.items()
    }


def _once(alike: dict[tuple[Any, ...], ObligationFacts], values: tuple[Any, ...]) -> ObligationFacts:
    # A thousand editions that leave an obligation as it was share one object, in memory and when a level is traced.
    if values not in alike:
        alike[values] = ObligationFacts(**dict(zip(OBLIGATION, values, strict=True)))
    return alike[values]


def _load_lineage(document_id: str) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    query = (
        sa.select(Provision.edition_id, ProvisionLabel.label, Provision.was)
        .join(Edition, Edition.id == Provision.edition_id)
        .join(ProvisionLabel, ProvisionLabel.id == Provision.label_id)
        .where(Edition.document_id == document_id, Edition.published_at.is_not(None))
        .order_by(Provision.edition_id, Provision.position)
    )
    for edition_id, label, was in db.session.execute(query):
        if was:
            found.setdefault(edition_id, {})[label] = tuple(was)
    return found
