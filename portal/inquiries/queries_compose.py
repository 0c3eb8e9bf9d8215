"""What the page shows on which an answer to an inquiry is written, cleared and sent."""

from datetime import datetime

from markupsafe import Markup

from portal.clearance.queries_page import Scene
from portal.clearance.rules_clearance import Clearance
from portal.clearance.rules_steps import Clearer
from portal.guidance.rules_in_force import Moment
from portal.inquiries.queries import questions_of
from portal.inquiries.queries_page import today_of
from portal.inquiries.queries_responses import list_versions, parts_of
from portal.inquiries.rules_compose import PartView
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.inquiries.rules_response import DraftFacts


def moment_of(inquiry: InquiryFacts, at: datetime) -> Moment:
    """Return today in the program's zone, and what is known now."""
    return Moment(on=today_of(inquiry.zone, at), known=at, zone=inquiry.zone)


def part_views(inquiry: InquiryFacts, draft: DraftFacts, theirs: dict[int, str] | None) -> list[PartView]:
    """Return each question with its answer, and what somebody else saved of it meanwhile."""
    questions = questions_of([inquiry.id])[inquiry.id]
    return [
        PartView(
            position=part.position,
            question=questions[part.position - 1],
            markdown=part.markdown,
            # It was sanitized when it was rendered.
            html=Markup(part.html),  # noqa: S704
            is_not_policy=part.position in inquiry.course.not_policy,
            theirs=theirs.get(part.position) if theirs else None,
        )
        for part in draft.parts
    ]


def scene_of(inquiry: InquiryFacts, draft: DraftFacts, clearance: Clearance, clearer: Clearer) -> Scene:
    """Return a draft on its way through the offices, as somebody looks at it."""

    def words_at(instant: datetime) -> str:
        read = [each.number for each in list_versions(draft.id) if each.at <= instant]
        return _joined(parts_of(draft.id, read[-1])) if read else ""

    words = _joined({each.position: each.markdown for each in draft.parts})
    return Scene(clearance=clearance, clearer=clearer, zone=inquiry.zone, words=words, words_at=words_at)


def _joined(parts: dict[int, str]) -> str:
    return "\n\n".join(parts.values())
