"""What became of a statement: compared with the guidance of its day, as known then and now, and with that of today."""

from datetime import date, datetime

from portal.guidance.queries import get_lineage, get_obligations
from portal.guidance.rules_applies import Pair, applied
from portal.guidance.rules_book import Book
from portal.guidance.rules_in_force import InForce, Moment, end_of_day
from portal.programs.queries import get_atlas, get_audiences
from portal.statements.rules_content import StatementContent
from portal.statements.rules_lineage import successors
from portal.statements.rules_verdicts import SUSPENDED, Governing, LookingBack, Verdict, verdict_of, worst_of


def look_back(book: Book, statement: StatementContent, said_on: date, moment: Moment) -> LookingBack:
    """Judge a statement three times (ledger.md, section 5).

    Args:
        book: The document to which its provision belongs.
        statement: What was said.
        said_on: The day on which it was said; what was published by its end was known.
        moment: Today, and what is known now.
    """
    said_at = min(end_of_day(said_on, book.zone), moment.known)
    return LookingBack(
        then=_verdict(book, statement, statement.about_on, said_at),
        corrected=_verdict(book, statement, statement.about_on, moment.known),
        today=_verdict(book, statement, moment.on, moment.known),
    )


def governing_level(book: Book, statement: StatementContent, moment: Moment) -> str:
    """Return the level in force for whom and where the statement was made; of several successors, that of the first."""
    return _governing(book, statement, moment)[0].level


def _verdict(book: Book, statement: StatementContent, on: date, known: datetime) -> Verdict:
    governing = _governing(book, statement, Moment(on=on, known=known, zone=book.zone))
    return worst_of(verdict_of(statement.level, each) for each in governing)


def _governing(book: Book, statement: StatementContent, moment: Moment) -> list[Governing]:
    places = get_atlas().chain(statement.place)
    pair = Pair(audiences=get_audiences().chain(statement.audience), places=places)
    standing = book.in_force(moment, places)
    return [_of(book, label, standing, pair) for label in _labels(book, statement.provision, standing)]


def _labels(book: Book, label: str, standing: InForce) -> list[str]:
    """Return what the provision has become by the edition that governs."""
    if standing.edition is None:
        return [label]
    edition_id = standing.edition.id
    return successors(label, get_obligations(book).get(edition_id, {}), get_lineage(book).get(edition_id, {}))


def _of(book: Book, label: str, standing: InForce, pair: Pair) -> Governing:
    found = applied(label, standing, (), get_obligations(book), pair)
    if found.suspended_since and found.obligation:
        return Governing(level=SUSPENDED)
    if found.obligation is None:
        return Governing(level=found.level)
    return Governing(
        level=found.level, then=found.obligation.then or None, otherwise=found.obligation.otherwise or None
    )
