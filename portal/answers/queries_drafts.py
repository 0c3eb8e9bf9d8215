"""Reading drafts of answers as they stand now."""

from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from portal.answers.models_drafts import AnswerDraft, AnswerDraftEnd, AnswerDraftVersion
from portal.answers.queries_wording import Wording, Words
from portal.answers.rules_content import STAFF, AnswerContent
from portal.answers.rules_draft import STEPS, AnswerDraftFacts, read_content
from portal.clearance.queries import get_clearance
from portal.clearance.rules_clearance import Clearance
from portal.common.database import db
from portal.items.rules import Reader
from portal.programs.queries import ProgramFacts
from portal.statements.queries_draft import Draft, check_draft
from portal.statements.queries_exits import list_exits
from portal.statements.rules_exits import last_exits

# Whoever writes is warned of what was told anybody, the public or not.
READER = Reader(permissions=frozenset({STAFF, "inquiries.read"}))
NOT_SAVED = ""


def find_draft(program_id: str, slug: str) -> str | None:
    """Return the id of the draft of an answer's next edition, if somebody writes one."""
    ended = sa.select(AnswerDraftEnd.draft_id)
    query = sa.select(AnswerDraft.id).where(
        AnswerDraft.program_id == program_id, AnswerDraft.slug == slug, AnswerDraft.id.not_in(ended)
    )
    return db.session.scalar(query)


def list_drafts(program_id: str) -> list[str]:
    """Return the slugs of the answers of which somebody writes an edition."""
    ended = sa.select(AnswerDraftEnd.draft_id)
    query = sa.select(AnswerDraft.slug).where(AnswerDraft.program_id == program_id, AnswerDraft.id.not_in(ended))
    return sorted(db.session.scalars(query))


def newest_version(draft_id: str, at: datetime, *, by: datetime | None = None) -> tuple[int, AnswerContent]:
    """Return the number and the content of the newest version, or of the newest that was saved by an instant."""
    query = sa.select(AnswerDraftVersion).where(AnswerDraftVersion.draft_id == draft_id)
    if by is not None:
        query = query.where(AnswerDraftVersion.at <= by)
    row = db.session.scalars(query.order_by(AnswerDraftVersion.number.desc())).first()
    if row is None:
        message = f"the draft {draft_id} has no version"
        raise LookupError(message)
    return row.number, read_content(row.content, at)


def get_draft(
    program: ProgramFacts, slug: str, content: AnswerContent, *, draft_id: str, number: int, at: datetime
) -> AnswerDraftFacts:
    """Return a draft with this content as it reads at the instant."""
    words = Words(markdown=content.markdown, audience=content.audience, place=content.place, at=at)
    worded = Wording(program.id, program.time_zone).of(words)
    draft = Draft(
        text=worded.rendered.text,
        audience=content.audience,
        place=content.place,
        on=None,
        statements=worded.statements,
    )
    return AnswerDraftFacts(
        id=draft_id,
        slug=slug,
        number=number,
        content=content,
        html=worded.rendered.html,
        text=worded.rendered.text,
        statements=worded.statements,
        findings=tuple(check_draft(draft, READER, at)) if draft.text.strip() else (),
        exits=last_exits(list_exits(draft_id)),
    )


def get_clearance_of(draft: AnswerDraftFacts, zone: str, at: datetime) -> Clearance:
    """Return where a draft stands on its way through the offices."""
    return get_clearance(draft.id, STEPS, draft.sha256, at.astimezone(ZoneInfo(zone)).date())
