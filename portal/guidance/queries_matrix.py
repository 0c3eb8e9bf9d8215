"""The matrix of a document: provisions down, kinds of stakeholder across, on one day or between two."""

from dataclasses import dataclass
from typing import Any

from portal.guidance.queries import get_obligations, get_text
from portal.guidance.queries_editions import document_of, published_on
from portal.guidance.rules_applies import Settings, labels_ever
from portal.guidance.rules_book import Book
from portal.guidance.rules_in_force import InForce, Moment
from portal.guidance.rules_marks import Mark, short_mark_of
from portal.guidance.rules_obligations import ObligationFacts, nearest
from portal.programs.queries import get_audiences
from portal.programs.rules_audiences import AudienceFacts
from portal.programs.rules_places import NATION


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A level for one kind of stakeholder; `before` is the level on the earlier day where it was another one."""

    mark: Mark
    before: Mark | None
    inherited_from: str | None


@dataclass(frozen=True, kw_only=True)
class Row:
    """A provision with a cell for each kind of stakeholder."""

    heading: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Day:
    """What a document set on one day: which edition governed, and what each edition sets."""

    standing: InForce
    settings: Settings

    def found(self, label: str, kind: AudienceFacts) -> ObligationFacts | None:
        """Return what held for the kind, nationwide."""
        if not self.standing.governs or self.standing.edition is None:
            return None
        candidates = self.settings.get(self.standing.edition.id, {}).get(label, ())
        return nearest(candidates, get_audiences().chain(kind.slug), (NATION,))


def matrix_page(book: Book, moment: Moment, other: Moment | None, chosen: str) -> dict[str, Any]:
    """Return what the matrix shows but for its form and dates; with another moment, only what differs between both."""
    settings = get_obligations(book)
    today = Day(standing=book.in_force(moment), settings=settings)
    earlier = Day(standing=book.in_force(other), settings=settings) if other else None
    rows = [_row(book, label, today, earlier) for label in _labels(today, earlier)]
    differing = rows if earlier is None else [row for row in rows if any(cell.before for cell in row.cells)]
    heads = book.published(moment.known)
    return {
        "document": document_of(book),
        "columns": [{"name": kind.plural, "chosen": kind.slug == chosen} for kind in get_audiences()],
        "rows": differing,
        "alike": len(rows) - len(differing),
        "other_on": other.on if other else None,
        "last_changed": published_on(heads[-1], book) if heads else None,
    }


def _labels(today: Day, earlier: Day | None) -> list[str]:
    days = [earlier, today] if earlier else [today]
    governing = [day.standing.edition.id for day in days if day.standing.governs and day.standing.edition]
    return labels_ever(governing, today.settings)


def _row(book: Book, label: str, today: Day, earlier: Day | None) -> Row:
    return Row(
        heading=_heading(label, [day for day in (today, earlier) if day]),
        url=f"/guidance/{book.slug}/provisions/{label}",
        cells=tuple(_cell(label, kind, today, earlier) for kind in get_audiences()),
    )


def _cell(label: str, kind: AudienceFacts, today: Day, earlier: Day | None) -> Cell:
    found = today.found(label, kind)
    was = earlier.found(label, kind) if earlier else None
    differs = earlier is not None and (found.level if found else None) != (was.level if was else None)
    inherited = found is not None and found.audience != kind.slug
    return Cell(
        mark=short_mark_of(found),
        before=short_mark_of(was) if differs else None,
        inherited_from=get_audiences().by_slug[found.audience].plural if inherited and found else None,
    )


def _heading(label: str, days: list[Day]) -> str:
    ids = [day.standing.edition.id for day in days if day.standing.edition]
    texts = (get_text(edition_id).by_label.get(label) for edition_id in ids)
    return next(text.heading for text in texts if text is not None)
