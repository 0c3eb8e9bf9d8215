"""What one question is answered with: every provision for one kind of stakeholder, place and moment."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from portal.guidance.rules_applies import Applied, Course, LevelRun, Pair, Settings, applied, labels_ever
from portal.guidance.rules_book import Book
from portal.guidance.rules_in_force import InForce, Moment


@dataclass(frozen=True, kw_only=True)
class Said:
    """One provision of the answer, with the document that says it and what is already announced for later."""

    applied: Applied
    book: Book
    upcoming: LevelRun | None


@dataclass(frozen=True, kw_only=True)
class BookAnswer:
    """What one document answers."""

    book: Book
    standing: InForce
    said: tuple[Said, ...]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The whole answer, from every document of the program."""

    pair: Pair
    moment: Moment
    books: tuple[BookAnswer, ...]

    @property
    def said(self) -> list[Said]:
        """Return every provision, document by document."""
        return [each for book in self.books for each in book.said]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of what was answered, in hex: the same while no level and no words have changed."""
        # Lists of strings alone have one form, so that this needs no canonical writer.
        rows = json.dumps([_row(each) for each in self.said])
        return hashlib.sha256(rows.encode("ascii")).hexdigest()


def answer_of(book: Book, settings: Settings, pair: Pair, moment: Moment) -> BookAnswer:
    """Return what a document answers for the pair at the moment, with the history of every level."""
    standing = book.in_force(moment, pair.places)
    course = Course(book.periods(moment.known, pair.places), settings)
    said = []
    for label in labels_ever(_in_order(book, standing, moment), settings):
        runs = course.history(label, pair)
        past = [run for run in runs if run.start <= moment.on]
        later = [run for run in runs if run.start > moment.on]
        said.append(
            Said(
                applied=applied(label, standing, past, settings, pair),
                book=book,
                upcoming=later[0] if later else None,
            )
        )
    return BookAnswer(book=book, standing=standing, said=tuple(said))


def _in_order(book: Book, standing: InForce, moment: Moment) -> Sequence[str]:
    # The order of the governing edition is the order of the page; what others hold follows it.
    ids = [head.id for head in book.published(moment.known)]
    governing = standing.edition.id if standing.edition else None
    return [*(each for each in ids if each != governing), *(each for each in ids if each == governing)]


def _row(said: Said) -> list[str]:
    obligation = said.applied.obligation
    words = [obligation.action, obligation.condition, obligation.how_to_decline] if obligation else []
    suspended = said.applied.suspended_since
    return [said.applied.label, said.applied.level, suspended.isoformat() if suspended else "", *words]
