"""`portal audit`: verify the record of who did what."""

import click

from portal.audit.queries import count_entries, find_break
from portal.commands.frame import Refused, running_portal


@click.group()
def audit() -> None:
    """Verify the record of who did what."""


@audit.command("verify")
@click.option("--from", "start", type=click.IntRange(min=1), default=1, help="The entry to begin with.")
def audit_verify(*, start: int) -> None:
    """Walk the hash chain and name the first entry that does not hold."""
    with running_portal():
        count, broken = count_entries(), find_break(start=start)
    if broken:
        message = f"Entry {broken.seq} is broken: {broken.reason}."
        raise Refused(message)
    if start > max(count, 1):
        message = f"there is no entry {start}; the newest is {count}"
        raise click.BadParameter(message, param_hint="--from")
    click.echo(f"{count - start + 1 if count else 0} entries verified; the chain holds.")
