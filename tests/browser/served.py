"""Portals that listen on this machine, each in a thread of the tests, so that a browser can visit them."""

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from apiflask import APIFlask
from werkzeug.serving import WSGIRequestHandler, make_server

from portal.accounts.actions_demonstration import set_up_demonstration_accounts
from portal.accounts.hashing import EXTENSION, PasswordCost, Passwords
from portal.accounts.rules_permissions import ACTIONS
from portal.common.clock import now
from portal.common.database import db, transaction
from portal.common.web import check_declared, public
from portal.guidance.queries import list_editions_without_pdf
from portal.site.jobs import keep_pdf
from tests.make import (
    CLERK,
    PASSWORD,
    another_portal,
    make_document,
    make_edition,
    make_event,
    make_program,
    provision,
    sets,
)

HOST = "127.0.0.1"
# The least that argon2 takes: the browser waits for it at every sign-in.
CHEAP = PasswordCost(memory=8, passes=1, lanes=1)
CLOCK = "2012-04-09T09:00:00-04:00"


class KeptOpen(WSGIRequestHandler):
    """Answers on connections that stay open, as the production server does, and prints nothing."""

    protocol_version = "HTTP/1.1"

    def log(self, kind: str, message: str, *args: object) -> None:
        """Leave the output to the tests."""


@contextmanager
def served(template: Path, folder: Path) -> Iterator[tuple[APIFlask, str]]:
    """Serve a copy of a database on a free port until the block ends; gives the portal and its address."""
    shutil.copy(template, folder / "portal.sqlite3")
    with socket.create_server((HOST, 0)) as listening:
        base_url = f"http://{HOST}:{listening.getsockname()[1]}"
        settings = {
            "demo": True,
            "demo_password": PASSWORD,
            "clock": CLOCK,
            "database_url": f"sqlite:///{folder / 'portal.sqlite3'}",
            "files_url": f"file://{folder}/files",
            "mail_url": f"file://{folder}/outbox",
            "base_url": base_url,
        }
        with another_portal(**settings) as portal:
            portal.extensions[EXTENSION] = Passwords(CHEAP)
            with _listening(portal, listening):
                yield portal, base_url


@contextmanager
def _listening(portal: APIFlask, listening: socket.socket) -> Iterator[None]:
    address, port = listening.getsockname()
    server = make_server(address, port, portal, threaded=True, request_handler=KeptOpen, fd=listening.fileno())
    # A browser keeps connections open that nobody waits for at the end.
    server.daemon_threads = True  # type: ignore[attr-defined]  # it is a threaded one
    server.block_on_close = False  # type: ignore[attr-defined]  # as above
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def fill_demonstration(portal: APIFlask) -> None:
    """Add the accounts, and a file for every edition: what a page says of a PDF does not depend on what is in it."""
    with portal.app_context():
        with transaction():
            set_up_demonstration_accounts(password=PASSWORD, by=CLERK, at=now())
        for edition_id in list_editions_without_pdf(now()):
            keep_pdf(edition_id, b"%PDF-1.7")
        db.session.remove()


def fill_with_the_unusual(portal: APIFlask) -> None:
    """Publish what the demonstration has no example of, and add an address that fails."""
    with portal.app_context():
        at = now() - timedelta(minutes=5)
        program = make_program(at=at)
        document = make_document(program, at=at)
        every_level = [
            provision(f"level-{level}", sets("sheriff", level), sets("state", "undecided"), number=f"1.{number}")
            for number, level in enumerate(LEVELS, start=1)
        ]
        make_edition(document, *every_level, published="2010-01-04", at=at)
        second = make_edition(
            document,
            provision("renamed", sets("sheriff", "mandatory"), was="level-mandatory"),
            *reversed(every_level[1:]),
            provision("wide", sets("all", "conditional", "IL", condition=UNBROKEN), markdown=WIDE),
            published="2011-01-03",
            at=at,
        )
        make_event(second, "suspended", "2012-02-01", place="IL", at=at)
        make_edition(document, *every_level[:3], published="2012-03-01", effective="2012-05-01", at=at)
        for kind in ("withdrawn", "rescinded", "expired", "in_error"):
            document = make_document(program, kind.replace("_", "-"), at=at)
            ended = make_edition(document, provision(f"of-{document.slug}"), published="2010-01-04", at=at)
            make_event(ended, kind, "2011-06-01", at=at)
        db.session.remove()
    _add_failing_address(portal)


def fill_with_nothing_published(portal: APIFlask) -> None:
    """Start a program that has said nothing yet."""
    with portal.app_context():
        at = now() - timedelta(minutes=5)
        make_document(make_program(at=at), at=at)
        db.session.remove()


LEVELS = ("mandatory", "conditional", "optional", "prohibited", "automatic", "informational", "undecided")
UNBROKEN = f"Do you hold {'memorandum' * 6}?"
WIDE = f"""One word of the text is {"long" * 30}, and one address is https://agency.test/{"a" * 120}.

| Column | Another column | A third column | A fourth column | A fifth column |
|---|---|---|---|---|
| {"unbroken" * 4} | {"unbroken" * 4} | {"unbroken" * 4} | {"unbroken" * 4} | {"unbroken" * 4} |

> A quote.

1. One
2. Two
    - Three
"""


def _add_failing_address(portal: APIFlask) -> None:
    @public
    def fail() -> str:
        message = "A failure of its own"
        raise RuntimeError(message)

    portal.add_url_rule("/fail", "fail", fail)
    check_declared(portal, ACTIONS)
