"""What the pages of directions show."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.accounts.queries import list_users
from portal.answers.queries_statable import list_statable
from portal.directions.rules_direction import DECISION_WORDS, DirectionFacts
from portal.guidance.rules_in_force import Moment
from portal.guidance.rules_marks import Mark, mark_of
from portal.inquiries.queries import numbers_of
from portal.inquiries.queries_page import today_of
from portal.programs.queries import ProgramFacts
from portal.statements.queries_said import whom_of


@dataclass(frozen=True, kw_only=True)
class WaitingInquiry:
    """A question that waits."""

    number: str
    position: int
    url: str


@dataclass(frozen=True, kw_only=True)
class DirectionView:
    """A request as its page shows it, with the level in force meanwhile."""

    url: str
    provision: str
    question: str
    whom: str
    in_force: Mark
    opened_on: date
    days: int
    by: str
    waiting: tuple[WaitingInquiry, ...]
    is_open: bool
    decision: str
    words: str
    decided_on: date | None
    decided_by: str


def direction_view(direction: DirectionFacts, program: ProgramFacts, at: datetime) -> DirectionView:
    """Return what is shown of a request."""
    names = {user.id: user.name for user in list_users()}
    numbers = numbers_of([each.item_id for each in direction.waiters])
    content, today = direction.content, today_of(program.time_zone, at)
    moment = Moment(on=today, known=at, zone=program.time_zone)
    in_force = {each.label: each.mark for each in list_statable(program.slug, content.audience, content.place, moment)}
    opened_on = today_of(program.time_zone, direction.opened_at)
    decided_at = direction.decided_at
    return DirectionView(
        url=direction.url,
        provision=content.provision,
        question=content.question,
        whom=whom_of(content.audience, content.place),
        in_force=in_force.get(content.provision, mark_of(None)),
        opened_on=opened_on,
        days=(today - opened_on).days,
        by=names.get(direction.opened_by, ""),
        waiting=tuple(
            WaitingInquiry(number=number, position=each.position, url=f"/inquiries/{number}")
            for each in direction.waiters
            if (number := numbers.get(each.item_id))
        ),
        is_open=direction.is_open,
        decision=DECISION_WORDS[direction.decision] if direction.decision else "",
        words=direction.words,
        decided_on=today_of(program.time_zone, decided_at) if decided_at else None,
        decided_by=names.get(direction.decided_by or "", ""),
    )
