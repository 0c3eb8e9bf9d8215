"""`portal worker`, and the same work inside the demonstration."""

import signal
import threading
from typing import Final

import click
from apiflask import APIFlask

from portal.commands.frame import running_portal
from portal.common.database import db
from portal.common.logs import log_failure
from portal.site.jobs import Worker

SECONDS_BETWEEN_LOOKS: Final = 2.0


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
def worker(*, once: bool) -> None:
    """Send mails and make the PDFs of what was published, until it is stopped; several may run at once."""
    with running_portal() as app:
        if once:
            click.echo(f"{Worker().work_once()} done")
            return
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    work_until(app, stop)


def work_until(app: APIFlask, stop: threading.Event) -> None:
    """Work until told to stop; a failure is logged, and the work goes on."""
    worker = Worker()
    while not stop.is_set():
        with app.app_context():
            try:
                worker.work_once()
            except Exception as error:  # noqa: BLE001 - whatever it was, the next look may succeed
                log_failure(error, status=500)
            finally:
                db.session.remove()
        stop.wait(SECONDS_BETWEEN_LOOKS)
