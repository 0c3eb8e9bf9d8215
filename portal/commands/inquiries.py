"""`portal inquiries`: bring in a log that another office kept, and write out the portal's own."""

import os
from pathlib import Path
from typing import Final

import click

from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.commands.frame import Refused, dry_run_option, one_transaction, operator, running_portal
from portal.commands.jurisdictions import chosen_program
from portal.common.clock import now
from portal.common.database import transaction
from portal.common.text_files import read_text
from portal.inquiries.actions_log import LogImport, enter_log
from portal.inquiries.queries_log import list_log
from portal.inquiries.queries_page import today_of
from portal.inquiries.rules_log import LogRow
from portal.inquiries.sources_log import read_log, write_log
from portal.programs.queries import program_facts

IMPORTER: Final = Actor(kind="command", id="inquiries import")
LINES: Final = (".jsonl", ".ndjson", ".json")
OWNERS_ONLY: Final = 0o600

program_option = click.option(
    "--program", "slug", metavar="SLUG", help="The program; left out where there is only one."
)


@click.group()
def inquiries() -> None:
    """Bring in a log of inquiries, or write it out."""


@inquiries.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@program_option
@dry_run_option
def inquiries_import(*, file: Path, slug: str | None, dry_run: bool) -> None:
    """Log the inquiries in FILE, a table (.csv) or JSON lines (.jsonl).

    Its columns are received_on, channel, sender_kind, audience and question, and if there are any number, place, name,
    office and email; several questions of one letter stand under one another with a line --- between them. A row that
    cannot be taken is set aside with its number and the reason; the others are logged.
    """
    rows = read_file(file)
    with running_portal(), one_transaction(dry_run=dry_run):
        program = program_facts(chosen_program(slug))
        at = now()
        today = today_of(program.time_zone, at)
        done = enter_log(program=program, rows=rows, today=today, by=IMPORTER, at=at)
    tell(done, dry_run=dry_run)


@inquiries.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@program_option
@click.option("--with-senders", is_flag=True, help="Write who asked, too: personal data. It is recorded.")
@dry_run_option
def inquiries_export(*, file: Path, slug: str | None, with_senders: bool, dry_run: bool) -> None:
    """Write the log of inquiries to FILE, a table (.csv) or JSON lines (.jsonl), readable by its owner only.

    The words of the questions are in it; who asked is not, unless that is wanted.
    """
    as_lines = file.suffix.lower() in LINES
    with running_portal():
        program = program_facts(chosen_program(slug))
        rows = list_log(program, now(), as_lines=as_lines, with_senders=with_senders)
        if with_senders and not dry_run:
            with transaction():
                record(
                    action="inquiries.senders_exported",
                    object_kind="program",
                    object_id=program.id,
                    details={"rows": len(rows)},
                    by=operator(),
                    at=now(),
                )
    if not dry_run:
        write_file(file, write_log(rows, as_lines=as_lines, with_senders=with_senders))
    click.echo(f"{len(rows):,} inquiries {'would be written' if dry_run else 'written'} to {file}.")


def read_file(file: Path) -> list[LogRow]:
    """Return the rows of a file; raises Refused where it is no such file at all."""
    text, issues = read_text(file.read_bytes(), file=str(file))
    if text or not issues:
        rows, faults = read_log(text, file=str(file), as_lines=file.suffix.lower() in LINES)
        issues.extend(faults)
    if issues:
        raise Refused("\n".join(str(issue) for issue in issues))
    return rows


def tell(done: LogImport, *, dry_run: bool) -> None:
    """Print what an import did, and each row that was set aside."""
    for row, reason in done.aside:
        click.echo(f"Row {row}: {reason}")
    click.echo(f"{done.tally.added:,} added, {done.tally.unchanged:,} unchanged, {len(done.aside):,} quarantined")
    if dry_run:
        click.echo("Nothing was kept: this was a rehearsal.")


def write_file(file: Path, text: str) -> None:
    """Write a file that only its owner reads; raises Refused where the system does not let it."""
    try:
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNERS_ONLY)
        with os.fdopen(number, "w", encoding="utf-8") as opened:
            opened.write(text)
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror}."
        raise Refused(message) from error
