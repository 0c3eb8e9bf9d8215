"""`portal check`: compare texts with provisions, and say which sentences contradict them."""

import json
from pathlib import Path

import click

from portal.commands.frame import Refused, refuse_on
from portal.statements.rules_books import answer, read_request, request_issues


@click.command("check")
@click.option(
    "--book",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="A JSON file of provisions, drafts and pairs, all of them bare texts.",
)
def check(*, book: Path) -> None:
    """Check the drafts and pairs of a book of provisions, without a database, and print the answer as JSON.

    The file holds provisions, drafts and pairs; the answer has a list of contradictions for each draft, and a verdict
    with its reason for each pair.
    """
    try:
        document = json.loads(book.read_bytes())
    except ValueError as error:
        message = f"{book} is not JSON: {error}"
        raise Refused(message) from error
    refuse_on(request_issues(document))
    click.echo(json.dumps(answer(read_request(document)), indent=2, ensure_ascii=False))
