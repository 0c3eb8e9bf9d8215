"""What every command stands in: the portal it runs on, its one transaction, and how it refuses."""

import getpass
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final

import click
from apiflask import APIFlask
from sqlalchemy.exc import DBAPIError

from portal import create_app
from portal.audit.actions import ClockSteppedBackError
from portal.audit.rules import Actor
from portal.common.clock import start_clock
from portal.common.database import db, rehearsal, transaction
from portal.common.issues import Issues
from portal.common.schema import upgrade_database
from portal.config import SettingsError, read_settings

REFUSED: Final = 1
WRONG_USAGE: Final = 2

dry_run_option = click.option("--dry-run", is_flag=True, help="Do everything, say what was done, then take it back.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class Refused(click.ClickException):
    """Nothing was changed; the message says why."""

    exit_code = REFUSED

    def show(self, file: object = None) -> None:
        """Print the message alone: each of its lines is one finding."""
        del file
        click.echo(self.message, err=True)


class WrongSettings(Refused):
    """A setting is missing or wrong; the message names its variable."""

    exit_code = WRONG_USAGE


@contextmanager
def running_portal() -> Iterator[APIFlask]:
    """Build the portal from the environment and stand inside it; every refusal becomes a message and an exit status."""
    try:
        app = create_app(read_settings())
        with app.app_context():
            yield from _standing_inside(app)
    except SettingsError as error:
        raise WrongSettings(str(error)) from error
    except ClockSteppedBackError as error:
        raise Refused(str(error)) from error
    except DBAPIError as error:
        said = f"The database cannot answer: {str(error.orig).splitlines()[0]}"
        advice = "Look at PORTAL_DATABASE_URL, and run `portal db upgrade`."
        raise Refused(f"{said}\n{advice}") from error  # noqa: EM102, TRY003 - two lines, each as long as it must be


def _standing_inside(app: APIFlask) -> Iterator[APIFlask]:
    try:
        yield app
    finally:
        # A server forks its workers, and no connection may be shared with them.
        db.session.remove()
        db.engine.dispose()


def one_transaction(*, dry_run: bool) -> AbstractContextManager[None]:
    """Return the transaction of a command, or its rehearsal."""
    return rehearsal() if dry_run else transaction()


def migrate(app: APIFlask) -> None:
    """Bring the database to the newest migration; a demonstration's clock starts with its first migrated start."""
    upgrade_database()
    start_clock(app, app.config["PORTAL"].clock_start)


def refuse_on(issues: Issues) -> None:
    """End the command with a line for each issue, if there are any."""
    if issues:
        raise Refused("\n".join(f"{issue.field}: {issue}" if issue.field else str(issue) for issue in issues))


def operator() -> Actor:
    """Return who runs the command, by the name of their account on this machine."""
    return Actor(kind="command", id=getpass.getuser()[:64])
