"""Writing editions of answers, publishing them, and ending answers."""

from datetime import datetime

from portal.answers.actions import enter_answers
from portal.answers.models import StandardAnswer
from portal.answers.models_drafts import AnswerDraft, AnswerDraftEnd, AnswerDraftVersion, AnswerRetirement
from portal.answers.queries_drafts import find_draft, get_clearance_of, get_draft, newest_version
from portal.answers.rules_content import ANSWER, STAFF, AnswerContent, AnswerRecord
from portal.answers.rules_draft import DRAFT, publishing_missing, written_content
from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.clearance.actions import record_contribution
from portal.clearance.queries import list_contributors
from portal.common.database import db, new_id
from portal.common.issues import Issues
from portal.common.ledger_version import advance_ledger
from portal.items.actions import add_item
from portal.programs.models import Program
from portal.programs.queries import ProgramFacts

LONGEST_REASON = 500


def save_draft(
    *, program: ProgramFacts, slug: str, content: AnswerContent, read: int, by: Actor, at: datetime
) -> Issues:
    """Save the next version of the draft of an answer's next edition, unless somebody saved another one meanwhile.

    `read` is the number of the version that the writer had before them, 0 where there was none.
    """
    issues = Issues()
    draft_id = find_draft(program.id, slug)
    newest, before = newest_version(draft_id, at) if draft_id else (0, None)
    if newest != read:
        issues.report("Somebody saved another version meanwhile. It is shown beside yours.", field="version")
        return issues
    if before == content and draft_id:
        return issues
    draft_id = draft_id or _begin(program, slug, content, at)
    version = AnswerDraftVersion(
        draft_id=draft_id, number=newest + 1, content=written_content(content), by_account_id=by.id, at=at
    )
    db.session.add(version)
    db.session.flush()
    record_contribution(item_id=draft_id, by=by, at=at)
    record(action="answer.draft_saved", object_kind=DRAFT, object_id=draft_id, by=by, at=at)
    return issues


def publish_draft(*, program: ProgramFacts, slug: str, read: str, by: Actor, at: datetime) -> Issues:
    """Publish the draft of an answer as its next edition, unless its record is incomplete; returns what it lacks.

    The words and their levels are made anew in this transaction, so that what is published is what was cleared.
    """
    issues = Issues()
    draft_id = find_draft(program.id, slug)
    if draft_id is None:
        issues.report("It was published or given up already.", field="publish")
        return issues
    number, content = newest_version(draft_id, at)
    draft = get_draft(program, slug, content, draft_id=draft_id, number=number, at=at)
    if read != draft.sha256:
        issues.report("The answer has changed since you opened it. Read it as it is now.", field="publish")
    if by.id in list_contributors(draft_id):
        issues.report("You wrote at this answer. Somebody else publishes it.", field="publish")
    issues += publishing_missing(draft, get_clearance_of(draft, program.time_zone, at))
    if issues:
        return issues
    row = db.session.get_one(Program, program.id)
    enter_answers(program=row, answers=[AnswerRecord(slug=slug, editions=(content,))], by=by, at=at)
    _end(draft_id, "published", "", by, at)
    return issues


def drop_draft(*, program: ProgramFacts, slug: str, reason: str, by: Actor, at: datetime) -> Issues:
    """Give up a draft with a reason; what was written stays on record."""
    issues = _reason_issues(reason)
    draft_id = find_draft(program.id, slug)
    if draft_id is None:
        issues.report("It was published or given up already.", field="reason")
    if not issues and draft_id:
        _end(draft_id, "dropped", reason.strip(), by, at)
    return issues


def retire_answer(*, answer_id: str, reason: str, by: Actor, at: datetime) -> Issues:
    """End an answer: it is given no longer, and what it said stays readable by its dates."""
    issues = _reason_issues(reason)
    if db.session.get(AnswerRetirement, answer_id):
        issues.report("It was retired already.", field="reason")
    if issues:
        return issues
    db.session.get_one(StandardAnswer, answer_id)
    db.session.add(AnswerRetirement(answer_id=answer_id, reason=reason.strip(), by_account_id=by.id, at=at))
    db.session.flush()
    advance_ledger()
    record(action="answer.retired", object_kind=ANSWER, object_id=answer_id, by=by, at=at)
    return issues


def _begin(program: ProgramFacts, slug: str, content: AnswerContent, at: datetime) -> str:
    item = add_item(
        item_id=new_id(),
        kind=DRAFT,
        title=content.question,
        program_id=program.id,
        path=f"/answers/{slug}/edit",
        permission=STAFF,
    )
    db.session.add(AnswerDraft(id=item.id, program_id=program.id, slug=slug, recorded_at=at))
    db.session.flush()
    return item.id


def _end(draft_id: str, kind: str, reason: str, by: Actor, at: datetime) -> None:
    db.session.add(AnswerDraftEnd(draft_id=draft_id, kind=kind, reason=reason, by_account_id=by.id, at=at))
    db.session.flush()
    record(action=f"answer.draft_{kind}", object_kind=DRAFT, object_id=draft_id, by=by, at=at)


def _reason_issues(reason: str) -> Issues:
    issues = Issues()
    if not reason.strip():
        issues.report("Write why; it stays on record.", field="reason")
    if len(reason) > LONGEST_REASON:
        issues.report(f"Write at most {LONGEST_REASON} characters.", field="reason")
    return issues
