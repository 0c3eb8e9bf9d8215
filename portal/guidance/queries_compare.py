"""Two editions beside each other: what changed for whom first, then the words in their order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from portal.common.formatting import inside_sentence, listed, worded_date
from portal.common.redline import Kind, word_redline
from portal.common.redline_html import marked_up
from portal.guidance.queries import get_lineage, get_text
from portal.guidance.queries_editions import document_of, published_on
from portal.guidance.rules_book import Book, EditionHead, ProvisionText
from portal.guidance.rules_compare import ChangeKind, Kinship, LevelChange, ProvisionChange, compare, lineage_of
from portal.guidance.rules_edition_page import edition_url
from portal.guidance.rules_in_force import effective_date
from portal.guidance.rules_marks import Mark, mark_of
from portal.guidance.rules_obligations import nearest
from portal.programs.queries import get_atlas, get_audiences
from portal.programs.rules_places import NATION, place_name


@dataclass(frozen=True, kw_only=True)
class LevelRow:
    """A level that changed, for whom."""

    heading: str
    label: str
    audience: str
    place: str | None
    before: Mark
    after: Mark


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A level that changed in the same way for several kinds of stakeholder."""

    before: Mark
    after: Mark
    audiences: str


@dataclass(frozen=True, kw_only=True)
class Redline:
    """One provision of both editions, its words struck and added."""

    kind: str
    label: str
    heading: str
    url: str
    number_before: str | None
    number_after: str | None
    was_labels: tuple[str, ...]
    shifts: tuple[Shift, ...]
    before: Markup | None
    after: Markup | None
    merged: Markup | None


@dataclass(kw_only=True)
class Block:
    """A provision that changed, or a run of provisions that did not."""

    unchanged: list[dict[str, Any]]
    change: Redline | None


def compare_page(
    book: Book, earlier: EditionHead, later: EditionHead, known_heads: list[EditionHead]
) -> dict[str, Any]:
    """Return what the comparison shows; see the comment of its template."""
    known = max(head.facts.published_at for head in known_heads)
    changes = compare_editions(book, earlier, later, known)
    days = [effective_date(head.facts, known) for head in (earlier, later)]
    numbers = [book.numbers[head.id] for head in (earlier, later)]
    return {
        "document": document_of(book),
        "earlier": {"number": numbers[0], "url": edition_url(book, earlier.id), "effective_from": days[0]},
        "later": {"number": numbers[1], "url": edition_url(book, later.id), "effective_from": days[1]},
        "days_apart": abs((days[1] - days[0]).days),
        "swap_url": f"/guidance/{book.slug}/compare/{numbers[1]}...{numbers[0]}",
        "choices": [_choice(book, head) for head in known_heads],
        "rows": [_row(change, level) for change in changes for level in change.levels],
        "heirs": None,
        "blocks": _blocks(book, changes),
        "last_changed": max(published_on(earlier, book), published_on(later, book)),
    }


def compare_editions(book: Book, earlier: EditionHead, later: EditionHead, known: datetime) -> list[ProvisionChange]:
    """Return every provision of both, aligned by label and by the lineage that was public at the instant."""
    said = get_lineage(book)
    backwards = book.numbers[earlier.id] > book.numbers[later.id]
    lineage = lineage_of((said.get(head.id, {}) for head in book.published(known)), backwards=backwards)
    kinship = Kinship(audiences=get_audiences().parents, places=get_atlas().parents)
    return compare(get_text(earlier.id).provisions, get_text(later.id).provisions, kinship, lineage)


def mark_in(provision: ProvisionText | None, level: LevelChange) -> Mark:
    """Return the mark of a provision for the pair of a change of level; of one that is not there, silence."""
    audiences, places = get_audiences().chain(level.audience), get_atlas().chain(level.place)
    return mark_of(nearest(provision.obligations, audiences, places) if provision else None)


def earlier_of(change: ProvisionChange, level: LevelChange) -> ProvisionText | None:
    """Return the earlier provision from which the level changed."""
    return next((each for each in change.before if each.label == level.label), None)


def _choice(book: Book, head: EditionHead) -> dict[str, str]:
    number = str(book.numbers[head.id])
    return {"value": number, "label": f"Edition {number}, {worded_date(head.facts.effective_from)}"}


def _row(change: ProvisionChange, level: LevelChange) -> LevelRow:
    return LevelRow(
        heading=_shown(change).heading,
        label=change.label,
        audience=get_audiences().by_slug[level.audience].plural,
        place=None if level.place == NATION else place_name(get_atlas(), level.place),
        before=mark_in(earlier_of(change, level), level),
        after=mark_in(change.after, level),
    )


def _shown(change: ProvisionChange) -> ProvisionText:
    return change.after or change.before[0]


def _blocks(book: Book, changes: list[ProvisionChange]) -> list[Block]:
    blocks: list[Block] = []
    for change in changes:
        if change.kind != ChangeKind.UNCHANGED:
            blocks.append(Block(unchanged=[], change=_redline(book, change)))
            continue
        if not blocks or blocks[-1].change:
            blocks.append(Block(unchanged=[], change=None))
        shown = _shown(change)
        # The words were sanitized when they were rendered, and never changed since.
        blocks[-1].unchanged.append({"heading": shown.heading, "html": Markup(shown.html)})  # noqa: S704
    return blocks


def _redline(book: Book, change: ProvisionChange) -> Redline:
    old = "\n\n".join(each.text for each in change.before)
    new = change.after.text if change.after else ""
    spans = word_redline(old, new) if old != new else []
    return Redline(
        kind=change.kind.value,
        label=change.label,
        heading=_shown(change).heading,
        url=f"/guidance/{book.slug}/provisions/{change.label}",
        number_before=change.before[0].number if change.before else None,
        number_after=change.after.number if change.after else None,
        was_labels=tuple(each.label for each in change.before if each.label != change.label),
        shifts=_shifts(change),
        before=marked_up(spans, Kind.ADDED) if spans and old else None,
        after=marked_up(spans, Kind.STRUCK) if spans and new else None,
        merged=marked_up(spans, None) if spans else None,
    )


def _shifts(change: ProvisionChange) -> tuple[Shift, ...]:
    found: dict[tuple[Mark, Mark], list[str]] = {}
    for level in change.levels:
        pair = (mark_in(earlier_of(change, level), level), mark_in(change.after, level))
        row = _row(change, level)
        found.setdefault(pair, []).append(row.audience + (f" in {row.place}" if row.place else ""))
    return tuple(
        Shift(before=before, after=after, audiences=listed([inside_sentence(name) for name in names]))
        for (before, after), names in found.items()
    )
