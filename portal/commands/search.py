"""`portal search`: make the search index anew."""

import click

from portal.commands.frame import dry_run_option, one_transaction, running_portal
from portal.inquiries.actions_search import rebuild_search


@click.group()
def search() -> None:
    """Make the search index anew."""


@search.command("rebuild")
@dry_run_option
def search_rebuild(*, dry_run: bool) -> None:
    """Index everything published anew; `portal db check` says when that is needed."""
    with running_portal(), one_transaction(dry_run=dry_run):
        count = rebuild_search()
    click.echo(f"{count} text(s) {'would be indexed' if dry_run else 'indexed'}.")
