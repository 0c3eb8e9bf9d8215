"""`portal db` and `portal audit`."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from apiflask import APIFlask

from portal.common.database import Base, db, transaction
from portal.common.schema import pending_migrations, schema_issues
from portal.common.triggers import trigger_names
from portal.guidance.queries_checks import edition_issues
from tests.commands.test_users import Run, run
from tests.make import make_document, make_edition, make_program, make_user, provision, sets

__all__ = ["run"]


def drop_trigger(name: str, table: str) -> None:
    on = f" ON {table}" if db.engine.dialect.name == "postgresql" else ""
    with transaction():
        db.session.execute(sa.text(f"DROP TRIGGER {name}{on}"))


def test_a_migrated_database_is_what_the_models_say(run: Run) -> None:
    result = run("db", "check")
    assert result.stderr == ""
    assert result.exit_code == 0


def test_every_guarded_table_has_its_triggers_in_the_database(app: APIFlask) -> None:
    guards = [mapper.class_.__guard__ for mapper in Base.registry.mappers if "__guard__" in vars(mapper.class_)]
    assert len(guards) > 5
    for guard in guards:
        assert trigger_names(guard)
    assert schema_issues() == []


def test_a_missing_trigger_is_named(run: Run) -> None:
    drop_trigger("guard_audit_events_delete", "audit_events")
    result = run("db", "check")
    assert result.exit_code == 1
    assert result.stderr == "The trigger guard_audit_events_delete is missing; audit_events could be changed.\n"


def test_a_column_that_no_model_has_is_named(run: Run) -> None:
    with transaction():
        db.session.execute(sa.text("ALTER TABLE users ADD COLUMN nickname VARCHAR(20)"))
    result = run("db", "check")
    assert result.exit_code == 1
    assert "nickname" in result.stderr


def test_a_broken_chain_is_named_by_both_commands(run: Run) -> None:
    make_user()
    make_user()
    drop_trigger("guard_audit_events_update", "audit_events")
    with transaction():
        db.session.execute(sa.text("UPDATE audit_events SET action = 'forged' WHERE seq = 1"))
    verified = run("audit", "verify")
    assert verified.exit_code == 1
    assert verified.stderr == "Entry 1 is broken: its content does not match its hash.\n"
    assert run("audit", "verify", "--from", "2").exit_code == 0


def test_an_entry_that_cannot_even_be_read_is_named(run: Run) -> None:
    if db.engine.dialect.name == "postgresql":
        unreadable = "UPDATE audit_events SET details = '[1]' WHERE seq = 2"
    else:
        unreadable = "UPDATE audit_events SET details = 'not JSON' WHERE seq = 2"
    for _ in range(3):
        make_user()
    drop_trigger("guard_audit_events_update", "audit_events")
    with transaction():
        db.session.execute(sa.text(unreadable))
    verified = run("audit", "verify")
    assert verified.exit_code == 1
    assert verified.stderr.startswith("Entry 2 is broken: ")


SILENT_EDITS = {
    "text": ("provisions", "UPDATE provisions SET heading = 'Another'", "its text does not match its hash"),
    "level": ("obligations", "UPDATE obligations SET level = 'mandatory'", "its text does not match its hash"),
    "hash": ("editions", "UPDATE editions SET sha256 = substr(sha256, 2) || 'f'", "another hash than the audit"),
    "day": ("editions", "UPDATE editions SET effective_from = '2001-01-01'", "its text does not match its hash"),
    "instant": ("editions", "UPDATE editions SET published_at = '2001-01-01 00:00:00'", "another instant of public"),
}


@pytest.mark.parametrize("edit", SILENT_EDITS)
def test_a_published_edition_changed_without_its_triggers_is_named(app: APIFlask, edit: str) -> None:
    table, statement, message = SILENT_EDITS[edit]
    make_edition(make_document(make_program()), provision("held", sets("sheriff", "optional")), published="2010-01-04")
    assert edition_issues() == []
    drop_trigger(f"guard_{table}_update", table)
    with transaction():
        db.session.execute(sa.text(statement))
    assert message in "\n".join(issue.message for issue in edition_issues())


def test_an_edition_that_was_made_visible_earlier_is_named(run: Run) -> None:
    make_edition(make_document(make_program()), published="2010-01-04")
    with transaction():
        db.session.execute(sa.text("UPDATE items SET visible_from = '2001-01-01 00:00:00' WHERE kind = 'edition'"))
    assert "not visible from the instant of its publication on" in run("db", "check").stderr


def test_a_whole_chain_is_counted(run: Run) -> None:
    make_user()
    make_user()
    assert run("audit", "verify").stdout == "2 entries verified; the chain holds.\n"
    assert run("audit", "verify", "--from", "2").stdout == "1 entries verified; the chain holds.\n"
    assert run("audit", "verify", "--from", "3").exit_code == 2
    assert run("audit", "verify", "--from", "0").exit_code == 2


def test_an_empty_chain_holds(run: Run) -> None:
    assert run("audit", "verify").stdout == "0 entries verified; the chain holds.\n"


def test_an_upgrade_runs_what_is_pending_once(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PORTAL_DATABASE_URL", f"sqlite:///{tmp_path}/new/portal.sqlite3")
    rehearsed = run("db", "upgrade", "--dry-run")
    assert "0001 " in rehearsed.stdout
    assert "would run" in rehearsed.stdout
    assert run("db", "check").exit_code == 1
    assert run("db", "upgrade").stdout == rehearsed.stdout.replace("would run", "run")
    assert run("db", "upgrade").stdout == "0 migration(s) run.\n"
    assert run("db", "check").exit_code == 0


def test_a_database_that_is_not_migrated_or_not_there_is_said_in_two_lines(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for url in (f"sqlite:///{tmp_path}/new/portal.sqlite3", "postgresql+psycopg://nobody@127.0.0.1:1/nothing"):
        monkeypatch.setenv("PORTAL_DATABASE_URL", url)
        result = run("users", "list")
        assert result.exit_code == 1
        assert result.stderr.startswith("The database cannot answer: ")
        assert "portal db upgrade" in result.stderr
        assert "Traceback" not in result.output


def test_a_database_at_the_newest_migration_lacks_none(app: APIFlask) -> None:
    assert pending_migrations() == []
