from pathlib import Path

import pytest

from portal.accounts.rules_permissions import (
    ACTIONS,
    PERMISSIONS,
    Permission,
    UnknownActionError,
    as_markdown,
    as_table,
    deeds,
    is_secret,
    may,
    may_sometimes,
)
from portal.accounts.rules_roles import Role

VISITOR = None
EVERYONE = [VISITOR, *Role]
DOCUMENT = Path(__file__).parents[2] / "docs" / "permissions.md"
COMMAND = (
    "python -c 'from portal.accounts.rules_permissions import as_markdown; print(as_markdown(), end=\"\")'"
    " > docs/permissions.md"
)
CELLS = [(row, role) for row in PERMISSIONS for role in EVERYONE]


@pytest.mark.parametrize(("row", "role"), CELLS, ids=[f"{row.action}-{row.of}-{role}" for row, role in CELLS])
def test_every_cell_of_the_table_holds(row: Permission, role: str | None) -> None:
    assert may(role, row.action, row.of) == (row.everybody or role in row.roles)


def test_every_row_stands_once() -> None:
    assert len(as_table(PERMISSIONS)) == len(PERMISSIONS)


def test_only_these_read_drafts() -> None:
    readers = {Role.DRAFTER, Role.REVIEWER, Role.LEADER, Role.AUDITOR}
    assert {role for role in EVERYONE if may(role, "edition.read", "draft")} == readers
    assert {role for role in EVERYONE if may(role, "draft.read")} == readers


def test_an_administrator_manages_accounts_and_nothing_else_but_the_audit() -> None:
    allowed = {action for action in ACTIONS if may_sometimes(Role.ADMIN, action)}
    assert allowed == {"accounts.list", "accounts.manage", "audit.read", "edition.read", "own.account"}
    assert not may(Role.ADMIN, "edition.read", "draft")


def test_an_auditor_reads_no_personal_data_and_changes_nothing() -> None:
    assert not may(Role.AUDITOR, "accounts.list")
    assert not may(Role.AUDITOR, "accounts.manage")


def test_a_visitor_may_read_what_is_published_and_nothing_else() -> None:
    assert [(row.action, row.of) for row in PERMISSIONS if may(VISITOR, row.action, row.of)] == [
        ("edition.read", "published")
    ]


def test_an_unknown_role_is_a_visitor() -> None:
    assert not may("root", "accounts.list")
    assert may("root", "edition.read", "published")


@pytest.mark.parametrize(("action", "state"), [("edition.burn", None), ("edition.read", None), ("own.account", "x")])
def test_an_action_that_no_row_names_is_a_mistake_and_not_a_refusal(action: str, state: str | None) -> None:
    with pytest.raises(UnknownActionError):
        may(Role.LEADER, action, state)


def test_what_is_for_ones_own_state_is_for_no_other() -> None:
    row = Permission(
        action="agreement.read",
        deed="read agreements",
        of="unsigned",
        own_state=frozenset({Role.PARTNER}),
        why="Each state sees its own.",
    )
    table = as_table([row])
    assert may(Role.PARTNER, "agreement.read", "unsigned", own_state=True, table=table)
    assert not may(Role.PARTNER, "agreement.read", "unsigned", table=table)
    assert not may(Role.DRAFTER, "agreement.read", "unsigned", own_state=True, table=table)
    assert may_sometimes(Role.PARTNER, "agreement.read", table=table)
    assert "| own |" in as_markdown([row])
    assert deeds(Role.PARTNER, [row]) == ["read agreements"]


def test_drafts_are_secret_and_accounts_are_not() -> None:
    assert is_secret("draft.read")
    assert not is_secret("accounts.list")


def test_the_documented_table_is_the_table() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == as_markdown(), f"run {COMMAND}"
