"""`portal check`: compare a draft with the ledger, or bare texts with a book, and say what contradicts."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import click

from portal.accounts.rules_permissions import ACTIONS
from portal.api.forms_check import TEXT, read_draft
from portal.api.rules_check import finding_shape
from portal.commands.frame import REFUSED, Refused, json_option, refuse_on, running_portal
from portal.common.clock import now
from portal.common.dates import read_date
from portal.common.text_files import read_text
from portal.common.web import Problem
from portal.items.rules import PUBLIC, Reader
from portal.programs.queries import get_atlas, get_audiences
from portal.statements.queries_draft import check_draft
from portal.statements.rules_books import answer, read_request, request_issues

# Who runs the command holds the database, and so may see all that is in it.
OPERATOR: Final = Reader(permissions=frozenset(ACTIONS))
ONE_OF_THEM: Final = "Give either a FILE with a draft, or --book."
FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("check")
@click.argument("file", type=FILE, required=False)
@click.option("--audience", metavar="KIND", help="For whom it is written; else every kind with an obligation.")
@click.option("--state", metavar="ST", help="The postal code of the state in which it is said.")
@click.option("--on", metavar="DATE", help="The day on which it is said, as YYYY-MM-DD; else today.")
@click.option("--public", is_flag=True, help="Compare with what is public only.")
@click.option("--book", type=FILE, help="Instead of FILE: a JSON file of provisions, drafts and pairs, all bare texts.")
@json_option
def check(*, file: Path | None, book: Path | None, public: bool, as_json: bool, **where: str | None) -> None:
    """Check the draft in FILE, plain text or Markdown, against the ledger; exit 1 when something is found.

    With --book no database is asked: the file holds provisions, drafts and pairs, and the answer, always JSON, has a
    list of contradictions for each draft, and a verdict with its reason for each pair.
    """
    given = {name: value for name, value in where.items() if value is not None}
    if book is not None and file is None and not given and not public:
        _check_book(book)
    elif file is not None and book is None:
        _check_file(file, given, PUBLIC if public else OPERATOR, as_json=as_json)
    else:
        raise click.UsageError(ONE_OF_THEM)


def _check_file(file: Path, given: Mapping[str, str], reader: Reader, *, as_json: bool) -> None:
    text, issues = read_text(file.read_bytes(), file=str(file))
    refuse_on(issues)
    with running_portal():
        try:
            read_date(given["on"]) if "on" in given else None
            draft = read_draft({**given, TEXT: text}, get_audiences(), get_atlas())
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--on") from error
        except Problem as problem:
            raise _refused(problem) from problem
        found = [finding_shape(each) for each in check_draft(draft, reader, now())]
    if as_json:
        click.echo(json.dumps({"findings": found}, indent=2, ensure_ascii=False))
    else:
        click.echo("\n\n".join(map(_worded, found)) or "Nothing was found.")
    if found:
        raise SystemExit(REFUSED)


def _refused(problem: Problem) -> click.ClickException:
    """Return the refusal of a draft that is too long, or of an option that cannot be used."""
    if problem.parameter == TEXT:
        return Refused(problem.detail)
    return click.BadParameter(problem.detail, param_hint=f"--{problem.parameter}")


def _worded(finding: Mapping[str, Any]) -> str:
    levels = ", ".join(part for part in (finding["stated"], f"in force {finding['in_force']}") if part)
    lines = [
        f"{finding['verdict']} ({finding['against']}): {finding['provision']}, {finding['audience']}: {levels}",
        f"  draft:   “{finding['sentence']}”",
        f"  against: “{finding['passage']}”" if finding["passage"] else "  against: nothing is published on it",
    ]
    where = [part for part in (finding["published_at"], finding["url"]) if part]
    return "\n".join([*lines, *([f"  {', '.join(where)}"] if where else [])])


def _check_book(book: Path) -> None:
    try:
        document = json.loads(book.read_bytes())
    except ValueError as error:
        message = f"{book} is not JSON: {error}"
        raise Refused(message) from error
    refuse_on(request_issues(document))
    click.echo(json.dumps(answer(read_request(document)), indent=2, ensure_ascii=False))
