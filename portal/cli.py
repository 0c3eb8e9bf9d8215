"""The console script `portal`; each group of commands has a file of its own in portal/commands."""

import click

from portal.commands import audit, check, content, database, inquiries, jurisdictions, search, serving, users, worker

COMMANDS = (
    audit.audit,
    check.check,
    content.content,
    database.database,
    inquiries.inquiries,
    jurisdictions.jurisdictions,
    search.search,
    serving.demo,
    serving.serve_portal,
    users.users,
    worker.worker,
)


@click.group()
@click.version_option(package_name="portal")
def portal() -> None:
    """Publish dated guidance, and answer for any audience, place and pair of dates what applies."""


for command in COMMANDS:
    portal.add_command(command)
