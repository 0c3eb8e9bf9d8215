"""`portal users`, as an operator types it."""

import json
import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from apiflask import APIFlask
from click.testing import CliRunner, Result

from portal.accounts.queries import find_user, list_users
from portal.audit.models import AuditEvent
from portal.cli import portal
from portal.common.database import db
from tests.make import PASSWORD, make_user

Run = Callable[..., Result]


@pytest.fixture
def run(app: APIFlask, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs a command against the database of the test."""
    monkeypatch.setenv("PORTAL_DEMO", "1")
    monkeypatch.setenv("PORTAL_CLOCK", "2012-04-09T09:00:00-04:00")
    monkeypatch.setenv("PORTAL_DATABASE_URL", database_url)

    def invoke(*arguments: str, typed: str = "") -> Result:
        db.session.rollback()
        result = CliRunner().invoke(portal, list(arguments), input=typed)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


def add(run: Run, email: str = "jane@agency.test", *options: str, password: str = PASSWORD) -> Result:
    given = options or ("--role", "drafter")
    return run("users", "add", email, *given, "--password-stdin", typed=f"{password}\n")


def test_an_account_is_added_and_audited_and_its_password_said_nowhere(run: Run) -> None:
    result = add(run)
    assert (result.exit_code, result.stdout) == (0, "Added jane@agency.test as drafter.\n")
    assert PASSWORD not in result.output
    user = find_user("jane@agency.test")
    assert user is not None
    entry = db.session.scalars(sa.select(AuditEvent)).one()
    assert (entry.action, entry.object_id, entry.actor_kind) == ("account.add", user.id, "command")


def test_a_password_is_asked_for_twice(run: Run) -> None:
    typed = f"{PASSWORD}\n{PASSWORD}\n"
    result = run("users", "add", "jane@agency.test", "--role", "partner", "--state", "il", typed=typed)
    assert result.exit_code == 0
    assert PASSWORD not in result.output
    user = find_user("jane@agency.test")
    assert user is not None
    assert user.state == "IL"


def test_where_nobody_can_be_asked_a_password_is_made_and_printed(run: Run, app: APIFlask) -> None:
    result = run("users", "add", "jane@agency.test", "--role", "drafter")
    assert result.exit_code == 0
    made = re.search(r"Its password: (\S+)", result.stdout)
    assert made
    client = app.test_client()
    page = client.get("/sign-in").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    given = {"email": "jane@agency.test", "password": made[1], "csrf_token": token[1]}
    assert client.post("/sign-in", data=given).status_code == 303


def test_no_password_is_printed_for_an_account_that_was_not_added(run: Run) -> None:
    rehearsed = run("users", "add", "jane@agency.test", "--role", "drafter", "--dry-run")
    refused = run("users", "add", "no address", "--role", "drafter")
    assert (rehearsed.exit_code, refused.exit_code) == (0, 1)
    assert "Its password" not in rehearsed.output + refused.output


def test_an_empty_password_is_refused_and_none_is_made(run: Run) -> None:
    result = run("users", "add", "jane@agency.test", "--role", "drafter", "--password-stdin", typed="\n")
    assert result.exit_code == 1
    assert find_user("jane@agency.test") is None


def test_a_dry_run_says_what_would_be_and_changes_nothing(run: Run) -> None:
    result = add(run, "jane@agency.test", "--role", "drafter", "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "Would add jane@agency.test as drafter.\n")
    assert list_users() == []


def test_everything_wrong_is_said_line_by_line_and_nothing_is_changed(run: Run) -> None:
    result = add(run, "jane", "--role", "reviewer", password="short")
    assert result.exit_code == 1
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["email", "office", "password"]
    assert list_users() == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("users", "add", "jane@agency.test"),
        ("users", "add", "jane@agency.test", "--role", "root"),
        ("users", "add", "jane@agency.test", "--role", "partner", "--state", "XX"),
        ("users", "remove", "jane@agency.test"),
        ("users", "disable"),
    ],
)
def test_wrong_usage_is_told_apart_from_a_refusal(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_accounts_are_listed_for_people_and_for_programs(run: Run) -> None:
    make_user("partner", email="il@agency.test")
    make_user("reviewer", email="counsel@agency.test", office="counsel")
    run("users", "disable", "il@agency.test")
    lines = run("users", "list").stdout.splitlines()
    assert lines == ["il@agency.test\tpartner\tIL\tdisabled", "counsel@agency.test\treviewer\tcounsel\tactive"]
    listed = json.loads(run("users", "list", "--json").stdout)
    assert [(each["email"], each["state"], each["disabled_at"] is None) for each in listed] == [
        ("il@agency.test", "IL", False),
        ("counsel@agency.test", None, True),
    ]
    assert set(listed[0]) == {"email", "name", "role", "state", "office", "created_at", "disabled_at"}


def test_an_account_is_disabled_once(run: Run) -> None:
    user = make_user(email="jane@agency.test")
    assert run("users", "disable", "JANE@agency.test", "--dry-run").stdout == "Would disable JANE@agency.test.\n"
    db.session.refresh(user)
    assert user.disabled_at is None
    assert run("users", "disable", "jane@agency.test").exit_code == 0
    again, unknown = run("users", "disable", "jane@agency.test"), run("users", "disable", "nobody@agency.test")
    assert (again.exit_code, unknown.exit_code) == (1, 1)
    assert "already" in again.stderr
    assert "nobody@agency.test" in unknown.stderr


def test_a_wrong_setting_is_named_and_is_wrong_usage(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_DATABASE_URL", "mysql://somewhere")
    monkeypatch.setenv("PORTAL_PORT", "0")
    monkeypatch.setenv("PORTAL_FILES_URL", "s3://bucket/prefix")
    result = run("users", "list")
    assert result.exit_code == 2
    named = {line.partition(":")[0] for line in result.stderr.splitlines()}
    assert named == {"PORTAL_DATABASE_URL", "PORTAL_PORT", "PORTAL_FILES_URL"}
    assert "Traceback" not in result.output


def test_commands_need_a_key_outside_the_demonstration(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORTAL_DEMO")
    monkeypatch.delenv("PORTAL_CLOCK")
    result = run("users", "list")
    assert result.exit_code == 2
    assert result.stderr.startswith("PORTAL_SECRET_KEY: ")
