"""`portal users`: add, list and disable accounts."""

import json
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Final

import click

from portal.accounts.actions import AccountRefusedError, add_user, disable_user
from portal.accounts.models import User
from portal.accounts.queries import find_user, list_users
from portal.accounts.rules_roles import POSTAL_CODES, Office, Role
from portal.commands.frame import (
    Refused,
    dry_run_option,
    json_option,
    one_transaction,
    operator,
    refuse_on,
    running_portal,
)
from portal.common.clock import now

PASSWORD_BYTES: Final = 12


@dataclass(frozen=True, kw_only=True)
class UserLine:
    """An account as it is listed."""

    email: str
    name: str
    role: str
    state: str | None
    office: str | None
    created_at: str
    disabled_at: str | None


@click.group()
def users() -> None:
    """Add, list and disable accounts."""


@users.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--state", type=click.Choice(sorted(POSTAL_CODES), case_sensitive=False), help="Of a partner.")
@click.option("--office", type=click.Choice([office.value for office in Office]), help="Of a reviewer.")
@click.option("--name", help="How the person is called; the address stands in for it.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
@dry_run_option
def users_add(
    *,
    email: str,
    role: str,
    state: str | None,
    office: str | None,
    name: str | None,
    password_stdin: bool,
    dry_run: bool,
) -> None:
    """Add an account; the password is asked for, or made where nobody can be asked."""
    with running_portal():
        given = read_password(from_stdin=password_stdin)
        password = secrets.token_urlsafe(PASSWORD_BYTES) if given is None else given
        with refusing_accounts(), one_transaction(dry_run=dry_run):
            user = add_user(
                email=email,
                name=name or email,
                role=role,
                state=state,
                office=office,
                password=password,
                by=operator(),
                at=now(),
            )
            line = user_line(user)
    click.echo(f"{'Would add' if dry_run else 'Added'} {line.email} as {line.role}.")
    if given is None and not dry_run:
        click.echo(f"Its password: {password}")


@users.command("list")
@json_option
def users_list(*, as_json: bool) -> None:
    """List all accounts."""
    with running_portal():
        lines = [user_line(user) for user in list_users()]
    if as_json:
        click.echo(json.dumps([asdict(line) for line in lines], indent=2, ensure_ascii=False))
        return
    for line in lines:
        place = line.state or line.office or ""
        click.echo(f"{line.email}\t{line.role}\t{place}\t{'disabled' if line.disabled_at else 'active'}")


@users.command("disable")
@click.argument("email")
@dry_run_option
def users_disable(*, email: str, dry_run: bool) -> None:
    """Disable an account and end its sessions."""
    with running_portal(), refusing_accounts(), one_transaction(dry_run=dry_run):
        user = find_user(email)
        if user is None:
            message = f"There is no account {email}."
            raise Refused(message)
        disable_user(user=user, by=operator(), at=now())
    click.echo(f"{'Would disable' if dry_run else 'Disabled'} {email}.")


@contextmanager
def refusing_accounts() -> Iterator[None]:
    """Turn what an action says is wrong with an account into a line for each."""
    try:
        yield
    except AccountRefusedError as error:
        refuse_on(error.issues)


def read_password(*, from_stdin: bool) -> str | None:
    """Ask for a password twice, or read it from standard input; it is never an argument, which others could see.

    None where nobody can be asked.
    """
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    try:
        password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        click.echo()
        return None
    return password


def user_line(user: User) -> UserLine:
    """Return an account as it is listed."""
    return UserLine(
        email=user.email,
        name=user.name,
        role=user.role,
        state=user.state,
        office=user.office,
        created_at=user.created_at.isoformat(),
        disabled_at=user.disabled_at.isoformat() if user.disabled_at else None,
    )
