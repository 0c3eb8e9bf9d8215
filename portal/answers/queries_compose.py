"""What the page shows on which a standard answer is written, cleared and published."""

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from portal.answers.queries_drafts import get_clearance_of, newest_version
from portal.answers.queries_statable import list_statable
from portal.answers.rules_content import AnswerContent
from portal.answers.rules_draft import AnswerDraftFacts, publishing_missing
from portal.clearance.queries import list_contributors
from portal.clearance.queries_page import Scene, step_views
from portal.clearance.rules_clearance import Clearance
from portal.clearance.rules_steps import Clearer
from portal.common.clock import now
from portal.common.redline import word_redline
from portal.common.redline_html import marked_up
from portal.guidance.rules_in_force import Moment
from portal.programs.queries import ProgramFacts
from portal.statements.queries_exits import finding_views


def draft_page(
    program: ProgramFacts,
    draft: AnswerDraftFacts | None,
    *,
    clearer: Clearer | None = None,
    standing: AnswerContent | None = None,
    is_saved: bool = False,
) -> dict[str, Any]:
    """Return what the page shows of a draft besides what was typed; None for words that cannot be read.

    Args:
        program: To which the answer belongs.
        draft: As it reads now.
        clearer: Who looks at it.
        standing: What the edition before says, if there is one.
        is_saved: Whether the draft is the newest version, which alone is cleared and published.
    """
    if draft is None:
        return {**_NOTHING, "is_saved": False}
    at = now()
    moment = Moment(on=at.astimezone(ZoneInfo(program.time_zone)).date(), known=at, zone=program.time_zone)
    clearance = get_clearance_of(draft, program.time_zone, at)
    return {
        # It was sanitized when it was rendered.
        "parts": [{"html": Markup(draft.html)}],  # noqa: S704
        "findings": finding_views(draft.findings, draft.exits, place=draft.content.place, zone=program.time_zone),
        "missing": [each.message for each in publishing_missing(draft, clearance)],
        "steps": step_views(_scene(draft, clearance, clearer, program)) if is_saved and clearer else [],
        "is_asked": clearance.is_asked,
        "is_own": clearer is not None and clearer.id in list_contributors(draft.id),
        "sha256": draft.sha256,
        "changes": _changes(standing, draft),
        "statable": list_statable(program.slug, draft.content.audience, draft.content.place, moment),
        "is_saved": is_saved,
    }


_NOTHING: Final[dict[str, Any]] = {
    "parts": [],
    "findings": [],
    "missing": [],
    "steps": [],
    "is_asked": False,
    "is_own": False,
    "sha256": "",
    "changes": None,
    "statable": [],
}


def _scene(draft: AnswerDraftFacts, clearance: Clearance, clearer: Clearer, program: ProgramFacts) -> Scene:
    def words_at(instant: datetime) -> str:
        return newest_version(draft.id, instant, by=instant)[1].markdown

    return Scene(
        clearance=clearance,
        clearer=clearer,
        zone=program.time_zone,
        words=draft.content.markdown,
        words_at=words_at,
    )


def _changes(standing: AnswerContent | None, draft: AnswerDraftFacts) -> Markup | None:
    """Return the full difference since the last approved text, if there is one."""
    if standing is None or standing.markdown == draft.content.markdown:
        return None
    return marked_up(word_redline(standing.markdown, draft.content.markdown), None)
