"""Standard answers that no longer hold, or that are due for review: derived, never marked by hand."""

from datetime import datetime

from portal.answers.queries import list_answers
from portal.answers.queries_page import pages_of
from portal.answers.rules_content import STAFF
from portal.answers.rules_page import AnswerPage
from portal.guidance.rules_in_force import Moment
from portal.inquiries.queries_page import today_of
from portal.items.rules import Reader
from portal.programs.queries import ProgramFacts


def list_stale(program: ProgramFacts, at: datetime) -> list[AnswerPage]:
    """Return the answers that state what is no longer so, by their owners and then by their questions."""
    reader = Reader(permissions=frozenset({STAFF}))
    moment = Moment(on=today_of(program.time_zone, at), known=at, zone=program.time_zone)
    stale = [page for page in pages_of(list_answers(program.slug, reader, at), moment) if not page.holds]
    return sorted(stale, key=lambda page: (page.owner, page.question))
