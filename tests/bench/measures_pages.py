"""Pages under load, against the same bytes served bare by the same server."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Final

import sqlalchemy as sa
from flask.testing import FlaskClient

from portal import create_app
from portal.common.database import db
from tests.bench.goals import Goal
from tests.bench.library import DAYS_BETWEEN, DEEP, DEEP_EDITIONS, FIRST, LONG, LONG_EDITIONS, settings_of
from tests.bench.load import ROUNDS, Target, rate, rates
from tests.bench.servers import GUNICORN, OWN, Server, bare_on, portal_on

EDITION: Final = f"/guidance/{LONG}"
APPLIES: Final = f"/applies?program={LONG}-program&audience=sheriff&state=il"
MEBIBYTE: Final = 1024
DATES: Final = 200
FRESH_ANSWERS: Final = 30
# Where the goals were set, a bare page cost 0.24 ms of CPU; an answer may cost 15 ms there.
MILLISECONDS: Final = 15
BARE_MILLISECONDS: Final = 0.24


def page_goals(folder: Path, stack: ExitStack) -> Iterator[Goal]:
    """Measure the pages of the portal on gunicorn, and on the server that it comes with."""
    gunicorn = stack.enter_context(portal_on(folder, GUNICORN))
    own = stack.enter_context(portal_on(folder, OWN))
    _, headers, edition = gunicorn.fetch(EDITION)
    _, _, applies = gunicorn.fetch(APPLIES)
    bare = stack.enter_context(bare_on(folder, "edition.gz", edition, GUNICORN))
    bare_applies = stack.enter_context(bare_on(folder, "applies.gz", applies, GUNICORN))
    found = rates(
        {
            "bare": Target(server=bare, paths=["/"]),
            "edition": Target(server=gunicorn, paths=[EDITION]),
            "unchanged": Target(server=gunicorn, paths=[EDITION], headers={"If-None-Match": headers["etag"]}),
            "deep": Target(server=gunicorn, paths=[f"/guidance/{DEEP}"]),
            "as of": Target(server=gunicorn, paths=_as_of_paths()),
            "bare applies": Target(server=bare_applies, paths=["/"]),
            "applies": Target(server=gunicorn, paths=[APPLIES]),
            "own": Target(server=own, paths=[EDITION]),
        },
        folder,
    )
    yield _ratio("edition page, of bare WSGI (gunicorn)", found, "edition", "bare", 0.5)
    yield _ratio("any past date among 1,000 editions, of the current page (gunicorn)", found, "as of", "deep", 0.9)
    yield _ratio("304, of the full page", found, "unchanged", "edition", 1.05)
    yield _ratio("what applies, of bare WSGI (gunicorn)", found, "applies", "bare applies", 0.25)
    yield _ratio("the portal's own server, of gunicorn", found, "own", "edition", 2)
    yield _memory(own)
    yield _renderers([*gunicorn.workers(), *own.workers()])
    yield from _portal_alone(folder, headers["etag"], Target(server=bare, paths=["/"]))


def _as_of_paths() -> list[str]:
    step = DEEP_EDITIONS * DAYS_BETWEEN // DATES
    days = (FIRST + timedelta(days=number * step) for number in range(DATES))
    return [f"/guidance/{DEEP}?effective_on={day.isoformat()}" for day in days]


def _ratio(name: str, found: dict[str, list[float]], part: str, whole: str, limit: float) -> Goal:
    ratio = median(ours / theirs for ours, theirs in zip(found[part], found[whole], strict=True))
    detail = f"{median(found[part]):,.0f} of {median(found[whole]):,.0f} requests a CPU second"
    return Goal(name=name, measured=ratio, limit=limit, unit="of 1", at_least=True, detail=detail)


def _memory(server: Server) -> Goal:
    sizes = [_pss(pid) for pid in server.workers()]
    return Goal(
        name="memory of a web worker (the portal's own server)",
        measured=max(sizes),
        limit=60,
        unit="MiB PSS",
        at_least=False,
    )


def _renderers(workers: Sequence[int]) -> Goal:
    # WeasyPrint cannot be imported without the library that it sets type with.
    loaded = sum("libpango" in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8") for pid in workers)
    return Goal(name="web workers that loaded WeasyPrint", measured=loaded, limit=0, unit="of them", at_least=False)


def _pss(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / MEBIBYTE


def _portal_alone(folder: Path, etag: str, bare: Target) -> Iterator[Goal]:
    app = create_app(settings_of(folder))
    client = app.test_client()
    with app.app_context():
        statements: list[str] = []
        sa.event.listen(db.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    client.get(EDITION, headers={"Accept-Encoding": "gzip"})
    statements.clear()
    answer = client.get(EDITION, headers={"Accept-Encoding": "gzip", "If-None-Match": etag})
    name = f"SQL statements of a 304 (it was {answer.status_code})"
    yield Goal(name=name, measured=len(statements), limit=2, unit="", at_least=False)
    yield _fresh_answers(client, bare, folder)


def _fresh_answers(client: FlaskClient, bare: Target, folder: Path) -> Goal:
    """Each address is another one, so that no page is in memory; the ledger is, as in any process that has answered."""
    last = FIRST + timedelta(days=LONG_EDITIONS * DAYS_BETWEEN)
    days = [last + timedelta(days=number) for number in range((ROUNDS + 1) * FRESH_ANSWERS)]
    paths = [f"{APPLIES}&effective_on={day.isoformat()}" for day in days]
    costs: list[tuple[float, float]] = []
    for start in range(0, len(paths), FRESH_ANSWERS):
        # The speed of a machine changes within a minute, so that each round has its own bare pages.
        answer = median(_spent(client, path) for path in paths[start : start + FRESH_ANSWERS]) * 1000
        costs.append((answer, 1000 / rate(bare, folder)))
    ratio = median(answer / page for answer, page in costs[1:])
    answer, page = (median(column) for column in zip(*costs[1:], strict=True))
    return Goal(
        name="what applies, not in memory (60 provisions, 20 editions)",
        measured=ratio,
        limit=MILLISECONDS / BARE_MILLISECONDS,
        unit="bare pages",
        at_least=False,
        detail=f"{answer:.1f} ms CPU, and {page:.2f} ms for a bare page",
    )


def _spent(client: FlaskClient, path: str) -> float:
    started = time.process_time()
    client.get(path, headers={"Accept-Encoding": "gzip"})
    return time.process_time() - started
