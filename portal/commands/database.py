"""`portal db`: migrate the database, and check it."""

import click

from portal.answers import rules_search as answers
from portal.audit.queries import find_break
from portal.commands.frame import dry_run_option, migrate, refuse_on, running_portal
from portal.common.issues import Issues
from portal.common.schema import pending_migrations, schema_issues
from portal.guidance import rules_search as guidance
from portal.guidance.queries_checks import edition_issues
from portal.search.queries_checks import index_issues


@click.group("db")
def database() -> None:
    """Migrate the database, and check it."""


@database.command("upgrade")
@dry_run_option
def db_upgrade(*, dry_run: bool) -> None:
    """Bring the database to the newest migration."""
    with running_portal() as app:
        pending = pending_migrations()
        if not dry_run:
            migrate(app)
    for revision in pending:
        click.echo(revision)
    click.echo(f"{len(pending)} migration(s) {'would run' if dry_run else 'run'}.")


@database.command("check")
def db_check() -> None:
    """Compare the database with the models, look for every trigger, and verify the invariants."""
    with running_portal():
        # What holds in the tables can only be asked once the tables are what they should be.
        issues = schema_issues() or invariant_issues()
    refuse_on(issues)
    click.echo("The database is what the models say, and its invariants hold.")


def invariant_issues() -> Issues:
    """Return what no constraint of a single row can hold."""
    issues = Issues()
    broken = find_break()
    if broken:
        issues.report(f"Audit entry {broken.seq} is broken: {broken.reason}.")
    issues += edition_issues()
    issues += index_issues((*guidance.SEARCHED_ITEMS, *answers.SEARCHED_ITEMS))
    return issues
