"""`portal content`: check, import and export the program's texts as files."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from portal.audit.rules import Actor
from portal.commands.frame import REFUSED, Refused, dry_run_option, json_option, one_transaction, running_portal
from portal.common.clock import now
from portal.common.issues import Issue, Issues
from portal.content.actions import import_tree
from portal.content.queries import find_import, import_issues, list_program_records
from portal.content.rules_import import Import
from portal.content.sources_files import find_roots, within
from portal.content.sources_paths import Files, in_order, load_trees, no_tree, path_issues
from portal.content.sources_writing import program_files, write_files

IMPORTER: Final = Actor(kind="command", id="content import")


@dataclass(frozen=True, kw_only=True)
class Report:
    """What became of the files of one tree: an import, or none, since the same files were imported before."""

    root: Path
    done: Import | None
    left_out: int


@click.group()
def content() -> None:
    """Check, import and export the program's texts as files."""


@content.command("check")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@json_option
def content_check(*, path: Path, as_json: bool) -> None:
    """Report everything that is wrong with the files at PATH, as FILE:LINE: message; change nothing.

    PATH is a program's folder of files, a folder of several of those, a part of one, or a single file.
    """
    issues = path_issues(path)
    if as_json:
        click.echo(json.dumps([listed(issue) for issue in issues], indent=2, ensure_ascii=False))
    for issue in () if as_json else issues:
        click.echo(str(issue))
    if issues:
        click.echo(f"{len(issues)} problem(s) in {len({issue.file for issue in issues})} file(s).", err=True)
        raise SystemExit(REFUSED)
    click.echo("No problem was found.", err=True)


@content.command("import")
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path))
@dry_run_option
def content_import(*, path: Path, dry_run: bool) -> None:
    """Bring the files at PATH into the portal: all of them, or none and a line for each problem.

    What becomes known only after the portal's clock is left out and counted, and brought in by a later import.
    """
    with running_portal():
        reports = import_path(path, dry_run=dry_run)
    for report in reports:
        tell(report, dry_run=dry_run)


@content.command("export")
@click.argument("path", type=click.Path(file_okay=False, path_type=Path))
@dry_run_option
def content_export(*, path: Path, dry_run: bool) -> None:
    """Write everything on record of guidance into the new or empty folder PATH, as files that import reads back.

    Written are all published editions, also those that open to the public only later, and the drafts: the files are
    for the portal's own people. With several programs, each gets a folder of its own. Left out are editions
    cancelled before they were published, and the names that places bore before.
    """
    if path.exists() and any(path.iterdir()):
        message = f"{path} is not empty; give a folder that is new or empty."
        raise Refused(message)
    with running_portal():
        records = list_program_records()
        trees = {record.content.slug: program_files(record) for record in records}
    if not trees:
        message = "There is no program to export."
        raise Refused(message)
    for slug, files in trees.items():
        folder = path / slug if len(trees) > 1 else path
        if not dry_run:
            write_into(folder, files)
        click.echo(f"{len(files)} files {'would be written' if dry_run else 'written'} to {folder}.")


def import_path(path: Path, *, dry_run: bool = False) -> list[Report]:
    """Import each tree at a path in one transaction; raises Refused, with nothing changed, where one has problems."""
    trees = load_trees(path)
    if not trees:
        raise Refused(str(no_tree(path)[0]))
    if any(root != path.absolute() and root.parent != path.absolute() for root in find_roots(path)):
        message = f"{path} is a part of a program's files; import the whole folder {trees[0].root}."
        raise Refused(message)
    at = now()
    earlier = {files.root: _unchanged(files, at) for files in trees}
    if None not in earlier.values():
        return [report for report in earlier.values() if report]
    with one_transaction(dry_run=dry_run):
        # One transaction has one time, taken once its turn has come: what waits in line must not step back.
        at = now()
        return [_unchanged(files, at) or _imported(files, path, at) for files in trees]


def tell(report: Report, *, dry_run: bool = False) -> None:
    """Print what became of the files of a tree."""
    if report.done is None:
        click.echo("Nothing changed: these files have been imported already.")
    else:
        for kind, tally in report.done.tallies.items():
            click.echo(f"{kind}: {tally.added} added, {tally.changed} changed, {tally.unchanged} unchanged")
        if not report.done.wrote:
            click.echo("Nothing changed.")
        elif dry_run:
            click.echo("Nothing was kept: this was a rehearsal.")
    if report.left_out:
        click.echo(f"{report.left_out:,} items left out: not yet published by the portal's clock.")


def write_into(folder: Path, files: dict[str, str]) -> None:
    """Write files; what the system refuses ends the command with its reason."""
    try:
        write_files(folder, files)
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror}."
        raise Refused(message) from error


def listed(issue: Issue) -> dict[str, str | int | None]:
    """Return an issue as JSON lists it."""
    return {"file": issue.file, "line": issue.line, "message": issue.message}


def _unchanged(files: Files, at: datetime) -> Report | None:
    entry = find_import(files.digest)
    if entry is None:
        return None
    next_known = entry.details["next_known"]
    if isinstance(next_known, str) and datetime.fromisoformat(next_known) <= at:
        return None
    return Report(root=files.root, done=None, left_out=int(entry.details["left_out"] or 0))


def _imported(files: Files, path: Path, at: datetime) -> Report:
    tree, own = files.read()
    issues = Issues([*own, *import_issues(tree)])
    if issues:
        shown = in_order(within(issues, files.root, path))
        raise Refused("\n".join(str(issue) for issue in shown))
    done = import_tree(tree=tree, digest=files.digest, by=IMPORTER, at=at)
    return Report(root=files.root, done=done, left_out=done.left_out.total())
