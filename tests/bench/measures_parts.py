"""Parts by themselves: the redline of a long document, and the PDF of a publication."""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Final

from portal import create_app
from portal.common.clock import now
from portal.common.pdf import EDITION_STYLESHEET, FONTS, render_pdf
from portal.common.redline import word_redline
from portal.common.web_check_codes import check_codes
from portal.guidance.queries import get_book
from portal.guidance.queries_editions import Addresses
from portal.guidance.queries_print import print_page
from tests.bench.goals import Goal
from tests.bench.library import LONG, settings_of

PROVISIONS: Final = 300
WORDS_EACH: Final = 74
EDITED: Final = 100
ROUNDS: Final = 3
BARE: Final = Path(__file__).with_name("bare_weasyprint.py")


def part_goals(folder: Path, _stack: ExitStack) -> Iterator[Goal]:
    """Measure each part in this process, or in the child that it runs in."""
    yield _redline()
    yield _pdf(folder)


def _redline() -> Goal:
    before = _document()
    after = dict(before)
    for label in list(before)[:EDITED]:
        words = before[label].split()
        words[10:14] = ["changed", "for", "good"]
        after[label] = " ".join(words)
    spent = median(_cpu(lambda: [word_redline(before[label], after[label]) for label in before]) for _ in range(ROUNDS))
    words = sum(len(text.split()) for text in before.values())
    name = f"redline of {words:,} words besides rendering"
    return Goal(name=name, measured=spent, limit=0.02, unit="CPU s", at_least=False)


def _document() -> dict[str, str]:
    chance = random.Random(1)  # noqa: S311 - the same words each time, and no secret
    vocabulary = [f"word{number}" for number in range(3_000)]
    return {f"p{number}": " ".join(chance.choices(vocabulary, k=WORDS_EACH)) for number in range(PROVISIONS)}


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _pdf(folder: Path) -> Goal:
    html = _html(folder)
    stylesheet = EDITION_STYLESHEET.read_text(encoding="utf-8")
    (folder / "edition.html").write_text(html, encoding="utf-8")
    (folder / "edition.css").write_text(stylesheet, encoding="utf-8")
    bare = [sys.executable, str(BARE), str(folder / "edition.html"), str(folder / "edition.css"), str(FONTS)]
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_child_cpu(lambda: render_pdf(html, stylesheet=stylesheet)))
        theirs.append(_child_cpu(lambda: subprocess.run(bare, check=True)))
    # Each round is compared in itself: the speed of a machine changes from one to the next.
    ratio = median(mine / bare_one for mine, bare_one in zip(ours, theirs, strict=True))
    detail = f"{median(ours):.2f} of {median(theirs):.2f} CPU s"
    return Goal(
        name="PDF of a publication, of bare WeasyPrint",
        measured=ratio,
        limit=1.1,
        unit="of 1",
        at_least=False,
        detail=detail,
    )


def _html(folder: Path) -> str:
    app = create_app(settings_of(folder))
    with app.app_context():
        book = get_book(LONG, now())
        addresses = Addresses(base_url="http://127.0.0.1:8000", codes=check_codes())
        page = print_page(book, book.heads[0], addresses, demonstration=True)
        return app.jinja_env.get_template("print/edition.html").render(page)


def _child_cpu(work: Callable[[], object]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
