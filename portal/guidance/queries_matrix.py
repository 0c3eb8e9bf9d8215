"""The matrix of a document: provisions down, kinds of stakeholder across, on one day or between two."""

from dataclasses import dataclass, replace
from itertools import compress
from typing import Any

from portal.common.formatting import inside_sentence
from portal.guidance.queries import get_obligations, get_text
from portal.guidance.queries_editions import document_of, published_on
from portal.guidance.rules_applies import Settings, labels_ever
from portal.guidance.rules_book import Book
from portal.guidance.rules_in_force import InForce, Moment
from portal.guidance.rules_levels import AppliedLevel
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


def matrix_page(book: Book, moment: Moment, earlier_moment: Moment | None, chosen: str) -> dict[str, Any]:
    """Return what the matrix shows but for its form and dates; with an earlier moment, only what differs from it."""
    settings = get_obligations(book)
    today = Day(standing=book.in_force(moment), settings=settings)
    earlier = Day(standing=book.in_force(earlier_moment), settings=settings) if earlier_moment else None
    rows = [_row(book, label, today, earlier) for label in _labels(today, earlier)]
    differing = rows if earlier is None else [row for row in rows if any(cell.before for cell in row.cells)]
    kept = [_is_spoken_to(index, differing) or kind.slug == chosen for index, kind in enumerate(get_audiences())]
    heads = book.published(moment.known)
    return {
        "document": document_of(book),
        "columns": [{"name": kind.plural, "chosen": kind.slug == chosen} for kind in compress(get_audiences(), kept)],
        "left_out": [
            inside_sentence(kind.plural) for kind, is_kept in zip(get_audiences(), kept, strict=True) if not is_kept
        ],
        "rows": [replace(row, cells=tuple(compress(row.cells, kept))) for row in differing],
        "alike": len(rows) - len(differing),
        "other_on": earlier_moment.on if earlier_moment else None,
        "last_changed": published_on(heads[-1], book) if heads else None,
    }


def _is_spoken_to(index: int, rows: list[Row]) -> bool:
    """Tell whether any row says something in a column, on either day."""
    marks = [mark for row in rows for mark in (row.cells[index].mark, row.cells[index].before) if mark]
    return any(mark.level != AppliedLevel.NOT_ADDRESSED for mark in marks)


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
    return Cell(
        mark=short_mark_of(found),
        before=short_mark_of(was) if differs else None,
        inherited_from=_named(found) if found and found.audience != kind.slug else None,
    )


def _named(obligation: ObligationFacts) -> str:
    return inside_sentence(get_audiences().by_slug[obligation.audience].plural)


def _heading(label: str, days: list[Day]) -> str:
    ids = [day.standing.edition.id for day in days if day.standing.edition]
    texts = (get_text(edition_id).by_label.get(label) for edition_id in ids)
    return next(text.heading for text in texts if text is not None)
