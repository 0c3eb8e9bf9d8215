"""One process that writes: inquiries through the portal, or the same rows by the bare driver; prints how long it took.

Started as `python -m tests.bench.writers portal|bare FOLDER COUNT`; a line on its input tells it to begin, so that all
processes write at once.
"""

import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from portal import create_app
from portal.audit.rules import Actor
from portal.common.clock import now
from portal.common.database import SQLITE_PRAGMAS, transaction
from portal.inquiries.actions import log_inquiry
from portal.inquiries.rules_content import InquiryContent, Sender
from portal.programs.queries import list_programs
from tests.bench.library import settings_of

CLERK: Final = Actor(kind="command", id="bench")
QUESTION: Final = "May a county decline to take part, and what becomes of the agreement that our state has signed? " * 4
# Rows that one inquiry writes: item, inquiry, person, sender, link, body, question, text, index, audit.
ROWS: Final = 10
WARM: Final = 10


def through_the_portal(folder: Path, count: int) -> Callable[[], None]:
    """Return what logs inquiries one by one, each in a transaction of its own."""
    app = create_app(settings_of(folder))

    def write() -> None:
        with app.app_context():
            program = list_programs()[0]
            content = InquiryContent(
                channel="letter",
                sender_kind="public",
                audience="sheriff",
                place="IL",
                received_on=date(2026, 1, 2),
                questions=(QUESTION,),
                senders=(Sender(name="Ann", email="ann@agency.test"),),
            )
            for _ in range(count):
                with transaction():
                    log_inquiry(program=program, content=content, by=CLERK, at=now())

    return write


def by_the_bare_driver(folder: Path, count: int) -> Callable[[], None]:
    """Return what writes as many rows of as many bytes, in as many transactions, as safely."""
    connection = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None, timeout=30)
    for name, value in SQLITE_PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
    connection.execute("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    rows = [(QUESTION,)] * ROWS

    def write() -> None:
        for _ in range(count):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO rows (text) VALUES (?)", rows)
            connection.execute("COMMIT")

    return write


if __name__ == "__main__":
    way, named, times = sys.argv[1:]
    makers = {"portal": through_the_portal, "bare": by_the_bare_driver}
    # What is compiled and opened at the first write is no part of any later one.
    makers[way](Path(named), WARM)()
    work = makers[way](Path(named), int(times))
    print("ready", flush=True)
    sys.stdin.readline()
    begun = time.monotonic()
    work()
    print(time.monotonic() - begun, flush=True)
