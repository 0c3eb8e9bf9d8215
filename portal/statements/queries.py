"""Reading the register, as far as a reader may see it."""

import sqlalchemy as sa

from portal.common.cache import cached
from portal.common.database import db
from portal.guidance.models import Document, ProvisionLabel
from portal.guidance.rules_in_force import Moment
from portal.items.models import Item
from portal.items.queries import visible_to
from portal.items.rules import Reader
from portal.programs.models import Program
from portal.statements.models import RegisterEntry, Statement
from portal.statements.rules_content import EntryContent, EntryRecord, StatementContent, StatementRecord


def list_entries(program: str, reader: Reader, moment: Moment) -> list[EntryRecord]:
    """Return the entries of a program that the reader may see and that were known at the moment, oldest first."""
    visible = set(
        db.session.scalars(
            sa.select(RegisterEntry.id).join(Item, Item.id == RegisterEntry.id).where(visible_to(reader, moment.known))
        )
    )
    register = cached(("register", program), lambda: load_register(program))
    return [record for entry_id, record in register.items() if entry_id in visible]


def list_told(program: str, reader: Reader, moment: Moment) -> list[StatementRecord]:
    """Return what was told of a program by whatever the reader may see and was known at the moment, newest first."""
    makers = sa.select(Statement.item_id).distinct().join(Item, Item.id == Statement.item_id)
    visible = set(db.session.scalars(makers.where(visible_to(reader, moment.known))))
    every = cached(("told", program), lambda: load_statements(program))
    told = [each for item_id, records in every.items() if item_id in visible for each in records]
    return sorted(told, key=lambda each: (each.said_on, each.known_at), reverse=True)


def statements_of(program: str, item_id: str) -> list[StatementContent]:
    """Return what one item of a program states."""
    every = cached(("told", program), lambda: load_statements(program))
    return [each.content for each in every.get(item_id, [])]


def load_register(program: str) -> dict[str, EntryRecord]:
    """Return every entry of a program by its id, oldest first, as the database has it now and whoever may see it."""
    told = load_statements(program)
    query = (
        sa.select(RegisterEntry)
        .join(Program, Program.id == RegisterEntry.program_id)
        .where(Program.slug == program)
        .order_by(RegisterEntry.said_on, RegisterEntry.slug)
    )
    return {row.id: _record(row, told.get(row.id, [])) for row in db.session.scalars(query)}


def load_statements(program: str) -> dict[str, list[StatementRecord]]:
    """Return every statement of a program by the item that made it, as the database has it now."""
    query = (
        sa.select(Statement, Document.slug, Item)
        .join(Item, Item.id == Statement.item_id)
        .join(Program, Program.id == Statement.program_id)
        .join(
            ProvisionLabel,
            sa.and_(ProvisionLabel.program_id == Statement.program_id, ProvisionLabel.label == Statement.label),
        )
        .join(Document, Document.id == ProvisionLabel.document_id)
        .where(Program.slug == program)
        .order_by(Statement.id)
    )
    found: dict[str, list[StatementRecord]] = {}
    for row, document, item in db.session.execute(query):
        content = StatementContent(
            provision=row.label,
            audience=row.audience_slug,
            place=row.place_code,
            level=row.level,
            about_on=row.about_on,
            quote=row.quote,
        )
        told = StatementRecord(
            item_id=row.item_id,
            kind=item.kind,
            title=item.title,
            speaker=row.speaker,
            content=content,
            document=document,
            said_on=row.said_on,
            known_at=row.known_at,
            path=item.path,
        )
        found.setdefault(row.item_id, []).append(told)
    return found


def _record(row: RegisterEntry, statements: list[StatementRecord]) -> EntryRecord:
    return EntryRecord(
        content=EntryContent(
            slug=row.slug,
            kind=row.kind,
            title=row.title,
            office=row.office,
            told=row.told,
            said_on=row.said_on,
            source=row.source,
            known_at=row.known_at,
            statements=tuple(each.content for each in statements),
        ),
        recorded_at=row.recorded_at,
        statements=tuple(statements),
    )
