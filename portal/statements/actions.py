"""Writing the register: what was said outside of the portal, to whom, and when."""

from collections.abc import Iterable
from datetime import date, datetime

import sqlalchemy as sa

from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.common.database import db, new_id
from portal.common.ledger_version import advance_ledger
from portal.items.actions import add_item
from portal.programs.models import Program
from portal.programs.rules_tally import Tally
from portal.statements.models import RegisterEntry, Statement
from portal.statements.rules_content import REGISTERED, EntryContent, StatementContent


def enter_entries(*, program: Program, entries: Iterable[EntryContent], by: Actor, at: datetime) -> Tally:
    """Add entries to the register, each once; what they rest on is public, and so are they."""
    tally = Tally()
    stored = set(db.session.scalars(sa.select(RegisterEntry.slug).where(RegisterEntry.program_id == program.id)))
    for content in entries:
        if content.slug in stored:
            tally.unchanged += 1
            continue
        _enter(program, content, by, at)
        tally.added += 1
    if tally.wrote:
        advance_ledger()
    return tally


def make_statements(
    *,
    item_id: str,
    program_id: str,
    statements: Iterable[StatementContent],
    speaker: str,
    said_on: date,
    known_at: datetime,
    at: datetime,
) -> None:
    """Write what an item states, before the item itself is on record; from then on it takes no other statement."""
    db.session.add_all(
        Statement(
            item_id=item_id,
            program_id=program_id,
            label=each.provision,
            audience_slug=each.audience,
            place_code=each.place,
            level=each.level,
            said_on=said_on,
            about_on=each.about_on,
            quote=each.quote,
            speaker=speaker,
            known_at=known_at,
            recorded_at=at,
        )
        for each in statements
    )
    db.session.flush()


def _enter(program: Program, content: EntryContent, by: Actor, at: datetime) -> None:
    item = add_item(
        item_id=new_id(),
        kind=REGISTERED,
        title=content.title,
        program_id=program.id,
        visible_from=content.known_at,
    )
    # The statements come first: once the entry is on record, the database takes no more.
    make_statements(
        item_id=item.id,
        program_id=program.id,
        statements=content.statements,
        speaker=content.office,
        said_on=content.said_on,
        known_at=content.known_at,
        at=at,
    )
    db.session.add(
        RegisterEntry(
            id=item.id,
            program_id=program.id,
            slug=content.slug,
            kind=content.kind,
            title=content.title,
            office=content.office,
            told=content.told,
            said_on=content.said_on,
            source=content.source,
            known_at=content.known_at,
            recorded_at=at,
        )
    )
    db.session.flush()
    details: dict[str, str | int | None] = {
        "said_on": content.said_on.isoformat(),
        "known_at": content.known_at.isoformat(),
        "statements": len(content.statements),
    }
    record(action="statements.entered", object_kind=REGISTERED, object_id=item.id, details=details, by=by, at=at)
