"""A draft of a response as it stands now: its statements in words, and what the check finds in them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from portal.answers.queries_wording import Wording, Words
from portal.answers.rules_content import STAFF as ANSWERS
from portal.clearance.queries import get_clearance
from portal.clearance.rules_clearance import Clearance
from portal.clearance.rules_steps import Step
from portal.directions.queries import waited_for
from portal.inquiries.queries_page import today_of
from portal.inquiries.rules_content import STAFF, SenderKind
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.inquiries.rules_response import DraftFacts, PartText
from portal.items.rules import Reader
from portal.statements.queries_draft import Draft, check_draft
from portal.statements.queries_exits import list_exits
from portal.statements.rules_exits import last_exits

# Whoever answers is warned of what was told anybody, the public or not.
READER: Final = Reader(permissions=frozenset({STAFF, ANSWERS}))
# Which office clears besides the program's, by the kind of sender.
ALSO: Final = {SenderKind.CONGRESS: (Step.COUNSEL,), SenderKind.PRESS: (Step.PUBLIC_AFFAIRS,)}


def get_draft(
    inquiry: InquiryFacts, response_id: str, number: int, parts: Mapping[int, str], at: datetime
) -> DraftFacts:
    """Return a draft with these parts as it reads at the instant, for whom and where the inquiry speaks of."""
    wording = Wording(inquiry.program_id, inquiry.zone)
    worded = part_texts(inquiry, wording, parts, at)
    draft = Draft(
        text="\n\n".join(each.text for each in worded),
        audience=inquiry.audience,
        place=inquiry.place,
        on=None,
        statements=tuple(statement for each in worded for statement in each.statements),
    )
    return DraftFacts(
        id=response_id,
        number=number,
        inquiry=inquiry.number,
        audience=inquiry.audience,
        place=inquiry.place,
        parts=worded,
        editions=wording.editions(inquiry.place, at),
        findings=tuple(check_draft(draft, READER, at)) if draft.text.strip() else (),
        exits=last_exits(list_exits(response_id)),
        not_policy=frozenset(inquiry.course.not_policy),
        waiting=frozenset(waited_for(inquiry.id)),
    )


def get_clearance_of(draft: DraftFacts, inquiry: InquiryFacts, at: datetime) -> Clearance:
    """Return where a draft stands on its way through the offices."""
    return get_clearance(draft.id, steps_of(draft, inquiry), draft.sha256, today_of(inquiry.zone, at))


def steps_of(draft: DraftFacts, inquiry: InquiryFacts) -> tuple[Step, ...]:
    """Return which offices clear a response: the program's always, and a leader signs what goes against a finding."""
    also = ALSO.get(SenderKind(inquiry.sender_kind), ())
    signature = (Step.SIGNATURE,) if draft.needs_signature else ()
    return (Step.PROGRAM, *also, *signature)


def part_texts(inquiry: InquiryFacts, wording: Wording, parts: Mapping[int, str], at: datetime) -> tuple[PartText, ...]:
    """Return each part as it reads at an instant, with what it states by the guidance of that day."""
    return tuple(_part(inquiry, wording, position, markdown, at) for position, markdown in sorted(parts.items()))


def _part(inquiry: InquiryFacts, wording: Wording, position: int, markdown: str, at: datetime) -> PartText:
    words = Words(markdown=markdown, audience=inquiry.audience, place=inquiry.place, at=at)
    worded = wording.of(words)
    return PartText(
        position=position,
        markdown=markdown,
        html=worded.rendered.html,
        text=worded.rendered.text,
        statements=worded.statements,
    )
