"""`portal jurisdictions`: import the days on which a program was activated in counties."""

from pathlib import Path
from typing import Final

import click

from portal.audit.rules import Actor
from portal.commands.frame import Refused, dry_run_option, one_transaction, running_portal
from portal.common.clock import now
from portal.common.issues import Issues
from portal.common.text_files import read_text
from portal.programs.actions_counties import enter_counties
from portal.programs.models import Program
from portal.programs.queries_records import list_program_rows, list_states
from portal.programs.rules_checks import county_issues
from portal.programs.rules_sources import CountyTable
from portal.programs.sources_places import read_counties

IMPORTER: Final = Actor(kind="command", id="jurisdictions import")


@click.group()
def jurisdictions() -> None:
    """Import the days on which a program was activated in counties."""


@jurisdictions.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--program", "slug", metavar="SLUG", help="The program; may be left out where there is only one.")
@click.option("--source", metavar="TEXT", help="Where the days come from; the name of the file stands in for it.")
@dry_run_option
def jurisdictions_import(*, file: Path, slug: str | None, source: str | None, dry_run: bool) -> None:
    """Bring in FILE, a table with the columns county_fips, county_name, state and activated_on in any order.

    The whole file is taken, or none of it and a line for each problem. Another day for a county takes the earlier
    record back from now on. A day after the portal's clock is left out and counted.
    """
    with running_portal(), one_transaction(dry_run=dry_run):
        program = chosen_program(slug)
        table = read_file(file, program, source or file.name)
        done = enter_counties(program=program, counties=[row.value for row in table.rows], by=IMPORTER, at=now())
    if table.ignored:
        click.echo(f"Columns ignored: {', '.join(table.ignored)}")
    tally = done.activations
    click.echo(f"{tally.added:,} added, {tally.changed:,} changed, {tally.unchanged:,} unchanged")
    if done.places.wrote:
        click.echo(f"Counties: {done.places.added:,} added, {done.places.changed:,} changed")
    if done.left_out:
        click.echo(f"{len(done.left_out):,} items left out: not yet known by the portal's clock.")
    if dry_run:
        click.echo("Nothing was kept: this was a rehearsal.")


def chosen_program(slug: str | None) -> Program:
    """Return the program that is meant; raises Refused where there is none, BadParameter where it is not clear."""
    programs = {program.slug: program for program in list_program_rows()}
    if not programs:
        message = "There is no program yet; import its files first, with `portal content import`."
        raise Refused(message)
    if slug is None and len(programs) == 1:
        return next(iter(programs.values()))
    if slug not in programs:
        message = f"name one of {', '.join(programs)}"
        raise click.BadParameter(message, param_hint="--program")
    return programs[slug]


def read_file(file: Path, program: Program, source: str) -> CountyTable:
    """Return the rows of a file; raises Refused with a line for each problem."""
    text, issues = read_text(file.read_bytes(), file=str(file))
    table = CountyTable()
    if text or not issues:
        table, faults = read_counties(text, file=str(file), zone=program.time_zone, source=source)
        states = {state.code: state.fips for state in list_states() if state.fips}
        issues = Issues([*issues, *faults, *county_issues(table.rows, states)])
    if issues:
        raise Refused("\n".join(str(issue) for issue in sorted(issues, key=lambda issue: issue.line or 0)))
    return table
