"""The check: how many contradictions it finds, how often it errs, and what a long draft costs.

The pairs on the demonstration's own subject lie outside of the portal, in the folder that PORTAL_BENCH_DATA names; the
rules were tuned on one half of them, and the other half is reported. The pairs on other subjects come with the tests.
"""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Final

from portal.statements.rules_check import Book, Provision
from tests.bench.goals import Goal
from tests.bench.pairs import Figures, Row, figures_of, half_of, interval, load

ROOT: Final = Path(__file__).resolve().parents[2]
OTHER_SUBJECTS: Final = Path(__file__).with_name("other_subjects.json")
OWN_SUBJECT: Final = "consistency-dev.json"
REPORTED_HALF: Final = 1
PROVISIONS: Final = 200
WORDS: Final = 500
ROUNDS: Final = 7


def check_goals(_folder: Path, _stack: ExitStack) -> Iterator[Goal]:
    """Measure the check on both sets of pairs, and what it costs."""
    others = load(OTHER_SUBJECTS)
    yield from _of_set("other subjects", figures_of(others), has_drafts=False)
    own = Path(os.environ.get("PORTAL_BENCH_DATA") or ROOT.parent / "shared" / "data") / OWN_SUBJECT
    if own.exists():
        yield from _of_set("own subject, the half not tuned on", figures_of(half_of(load(own), REPORTED_HALF)))
    else:
        print(f"Not measured: the check on {OWN_SUBJECT}; PORTAL_BENCH_DATA must name its folder.", flush=True)
    yield _cost(others)


def _of_set(name: str, figures: Figures, *, has_drafts: bool = True) -> Iterator[Goal]:
    pair = figures.pair
    yield _share(f"check, pairs, {name}: precision", pair.found, pair.found + pair.false, limit=0.70)
    yield _share(f"check, pairs, {name}: recall", pair.found, pair.found + pair.missed, limit=0.70)
    yield _goal(f"check, book, {name}: F1", figures.book.f1, limit=0.67)
    yield _share(f"check, book, {name}: false alarms", figures.alarms, figures.harmless, limit=0.27, at_least=False)
    if has_drafts:
        yield _goal(f"check, drafts, {name}: F1", figures.draft.f1, limit=0.55)


def _share(name: str, part: int, whole: int, *, limit: float, at_least: bool = True) -> Goal:
    low, high = interval(part, whole)
    detail = f"{part} of {whole}, 95 % interval {low:.2f} to {high:.2f}"
    return _goal(name, part / max(whole, 1), limit=limit, at_least=at_least, detail=detail)


def _goal(name: str, measured: float, *, limit: float, at_least: bool = True, detail: str = "") -> Goal:
    return Goal(name=name, measured=measured, limit=limit, unit="of 1", at_least=at_least, detail=detail)


def _cost(rows: Row) -> Goal:
    """Measure drafts of different sentences, since what was compared before is remembered."""
    numbered = islice(enumerate(cycle(rows["provisions"])), PROVISIONS)
    book = Book(
        Provision(id=str(number), text=f"{row['text']} Form {number} is kept.", audience=row["audience"])
        for number, row in numbered
    )
    book.findings(rows["provisions"][0]["text"])
    spent = median(_cpu(book, draft) for draft in _drafts(rows))
    name = f"check of {WORDS} words against {PROVISIONS} provisions"
    return Goal(name=name, measured=spent, limit=0.05, unit="CPU s", at_least=False)


def _drafts(rows: Row) -> Iterator[str]:
    words = " ".join(row["text"] for row in rows["pairs"]).split()
    for number in range(ROUNDS):
        first = number * WORDS // 2 % max(len(words) - WORDS, 1)
        yield " ".join(words[first : first + WORDS])


def _cpu(book: Book, draft: str) -> float:
    started = time.process_time()
    book.findings(draft)
    return time.process_time() - started
