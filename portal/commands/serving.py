"""`portal serve` and `portal demo`."""

import os
import secrets
import threading
from collections.abc import Callable
from typing import Final

import click

from portal.accounts.actions_demonstration import demonstration_accounts, set_up_demonstration_accounts
from portal.commands.content import import_path, tell
from portal.commands.frame import Refused, WrongSettings, migrate, operator, running_portal
from portal.commands.worker import work_until
from portal.common.clock import now
from portal.common.database import transaction
from portal.common.schema import pending_migrations
from portal.common.serving import ROOT, CannotListenError, address, serve
from portal.config import Settings

# Enough that nobody guesses it, and short enough to type.
PASSWORD_BYTES: Final = 9


@click.command("serve")
def serve_portal() -> None:
    """Serve the portal at PORTAL_HOST and PORTAL_PORT until it is stopped."""
    with running_portal() as app:
        settings: Settings = app.config["PORTAL"]
        pending = pending_migrations()
    if pending:
        message = f"The database lacks {len(pending)} migration(s); run `portal db upgrade`."
        raise Refused(message)
    listen(settings, when_ready=lambda: click.echo(f"Serving {settings.base_url} at {address(settings)}"))


@click.command("demo")
def demo() -> None:
    """Serve the demonstration: its accounts, its content, its clock."""
    # The workers read the environment for themselves.
    os.environ["PORTAL_DEMO"] = "1"
    with running_portal() as app:
        settings: Settings = app.config["PORTAL"]
        password = settings.demo_password or secrets.token_urlsafe(PASSWORD_BYTES)
        migrate(app)
        with transaction():
            set_up_demonstration_accounts(password=password, by=operator(), at=now())
        for report in import_path(ROOT / "content"):
            tell(report)
    stop = threading.Event()
    listen(
        settings,
        when_ready=lambda: tell_about_demonstration(settings, password),
        beside=lambda: work_until(app, stop),
    )
    stop.set()


def tell_about_demonstration(settings: Settings, password: str) -> None:
    """Print the accounts, their password, and the address, once the portal answers."""
    click.echo("Demonstration accounts:")
    for account in demonstration_accounts():
        click.echo(f"  {account['address']:<24} {account['role']}")
    click.echo(f"Their password: {password}")
    click.echo(f"The demonstration is at {address(settings)}")


def listen(settings: Settings, *, when_ready: Callable[[], None], beside: Callable[[], None] | None = None) -> None:
    """Serve until stopped."""
    try:
        serve(settings, when_ready=when_ready, beside=beside)
    except CannotListenError as error:
        raise WrongSettings(str(error)) from error
