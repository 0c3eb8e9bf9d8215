"""Sets of pairs with what is known of each, and the figures of consistency.md, section 3, that are reached on them.

A set is a file of provisions, pairs and drafts. "Pair": the provision is given. "Book": all provisions are, and the
right one must be named. "Draft": letters of several sentences. Every figure is for contradictions.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any, Final

from portal.statements.rules_check import Book, Finding, Outcome, Provision

Row = dict[str, Any]
NORMAL_95: Final = 1.96


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many contradictions were found, missed, and found where there is none."""

    found: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of findings that are right."""
        return self.found / max(self.found + self.false, 1)

    @property
    def recall(self) -> float:
        """Return the share of contradictions that are found."""
        return self.found / max(self.found + self.missed, 1)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        return 2 * self.found / max(2 * self.found + self.false + self.missed, 1)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What the check reaches on a set; `alarms` of `harmless` sentences that contradict nothing were flagged."""

    pair: Tally
    book: Tally
    draft: Tally
    alarms: int
    harmless: int


def interval(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927)."""
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, NORMAL_95**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    reach = NORMAL_95 * sqrt(share * (1 - share) / whole + square / (4 * whole**2)) / (1 + square / whole)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def load(path: Path) -> Row:
    """Read a set."""
    loaded: Row = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def half_of(rows: Row, number: int) -> Row:
    """Return every second pair and draft of a set, with all of its provisions."""
    return {**rows, "pairs": rows["pairs"][number::2], "drafts": rows.get("drafts", [])[number::2]}


def figures_of(rows: Row) -> Figures:
    """Measure the check on a set."""
    book = Book(Provision(id=row["id"], text=row["text"], audience=row["audience"]) for row in rows["provisions"])
    named = [(row, [finding.provision for finding in book.findings(row["text"])]) for row in rows["pairs"]]
    harmless = [names for row, names in named if not _contradicts(row)]
    return Figures(
        pair=_pair(book, rows["pairs"]),
        book=_tally(((row["provision"] in names), bool(names), _contradicts(row)) for row, names in named),
        draft=_draft(book, rows.get("drafts", [])),
        alarms=sum(bool(names) for names in harmless),
        harmless=len(harmless),
    )


def _contradicts(row: Row) -> bool:
    return bool(row["label"] == Outcome.CONTRADICTS.value)


def _pair(book: Book, pairs: Sequence[Row]) -> Tally:
    judged = ((row, book.judge(row["text"], row["provision"]).outcome is Outcome.CONTRADICTS) for row in pairs)
    return _tally((says, says, _contradicts(row)) for row, says in judged)


def _tally(judged: Iterable[tuple[bool, bool, bool]]) -> Tally:
    """Count from whether the right one was named, whether any was, and whether there is one to be named."""
    rows = list(judged)
    found = sum(right and known for right, _, known in rows)
    return Tally(
        found=found,
        false=sum(named and not (right and known) for right, named, known in rows),
        missed=sum(known for *_, known in rows) - found,
    )


def _draft(book: Book, drafts: Sequence[Row]) -> Tally:
    tallies = [_of_letter(book.findings(row["text"]), row["gold"]) for row in drafts]
    return Tally(
        found=sum(each.found for each in tallies),
        false=sum(each.false for each in tallies),
        missed=sum(each.missed for each in tallies),
    )


def _of_letter(findings: Sequence[Finding], known: Sequence[tuple[str, int, int]]) -> Tally:
    """A finding is right where it names the provision and meets the sentence; each known one is found once."""
    open_ones = list(known)
    for finding in findings:
        hit = next(iter(_hits(finding, open_ones)), None)
        if hit:
            open_ones.remove(hit)
    found = len(known) - len(open_ones)
    return Tally(found=found, false=len(findings) - found, missed=len(open_ones))


def _hits(finding: Finding, known: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    for row in known:
        provision, start, end = row
        if provision == finding.provision and finding.start < end and start < finding.end:
            yield row
