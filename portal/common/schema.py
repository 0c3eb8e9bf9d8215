"""Whether the database is what the models say: its migrations, tables, constraints and triggers."""

from typing import Final

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from portal.common.database import Base, db
from portal.common.issues import Issues
from portal.common.migrations import MIGRATIONS
from portal.common.triggers import Guard, trigger_names

TRIGGERS: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'",
}


def upgrade_database() -> None:
    """Bring the database to the newest migration, in one transaction; it may run again after it was killed."""
    command.upgrade(_configuration(), "head")


def schema_issues() -> Issues:
    """Return every difference between the database and the models."""
    issues = Issues()
    _check_revision(issues)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_modeled})
        for difference in compare_metadata(context, Base.metadata):
            issues.report(f"The database differs from the models: {_worded(difference)}.")
        _check_triggers(connection, issues)
    return issues


def is_modeled(name: str | None, kind: str, _parents: object) -> bool:
    """Tell Alembic whether models describe what bears the name; what a database keeps beside a table, they do not."""
    beside = tuple(mapper.class_.__beside__ for mapper in Base.registry.mappers if hasattr(mapper.class_, "__beside__"))
    return kind != "table" or not (name or "").startswith(beside)


def pending_migrations() -> list[str]:
    """Return each migration that the database lacks, the first to run first, as its number and what it makes."""
    with db.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    scripts = ScriptDirectory.from_config(_configuration())
    lacking = list(scripts.iterate_revisions("head", found or "base"))
    return [f"{script.revision} {script.doc}" for script in reversed(lacking)]


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    return configuration


def _check_revision(issues: Issues) -> None:
    for migration in pending_migrations():
        issues.report(f"The migration {migration} has not run; run `portal db upgrade`.")


def _check_triggers(connection: sa.Connection, issues: Issues) -> None:
    found = set(connection.exec_driver_sql(TRIGGERS[connection.dialect.name]).scalars())
    for guard in _guards():
        for name in trigger_names(guard):
            if name not in found:
                issues.report(f"The trigger {name} is missing; {guard.table} could be changed.")


def _guards() -> list[Guard]:
    classes = [mapper.class_ for mapper in Base.registry.mappers]
    return [each.__guard__ for each in classes if "__guard__" in vars(each)]


def _worded(difference: object) -> str:
    # Alembic gives a tuple for what is missing or superfluous, and a list of tuples for a changed column.
    first = difference[0] if isinstance(difference, list) else difference
    return " ".join(str(part) for part in first if part is not None) if isinstance(first, tuple) else str(first)
