"""Triggers that refuse to change what is published, in the dialects of SQLite and PostgreSQL.

SQLite's `INSERT OR REPLACE` and `UPDATE OR REPLACE` delete a row that stands in the way without
firing its delete triggers, so that every key of a guarded table is guarded against reuse as well.
A generator here is never edited after a release: migrations call it, and they must stay what they were.
"""

from dataclasses import dataclass

# A condition is SQL about one row, with {row} for its name: NEW, OLD, or the table itself.
ALWAYS = "1 = 1"


@dataclass(frozen=True, kw_only=True)
class Guard:
    """What one table refuses: any change of rows for which `frozen` holds, and any reuse of their keys.

    `keys` are the column lists of its primary key and unique constraints; `takes_frozen` says that a row may
    become frozen by an update (a draft that is published), which a child's row may not. `permits` is the one change
    of a frozen row that is let through, as a condition on OLD and NEW: the purge of a text.
    """

    table: str
    keys: tuple[tuple[str, ...], ...]
    frozen: str = ALWAYS
    begins_frozen: bool = False
    takes_frozen: bool = False
    permits: str | None = None

    def says(self, deed: str) -> str:
        """Return the message with which the database refuses the deed."""
        return f"{self.table}: {deed} is refused; what is on record is never changed"


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """One trigger: its name, when it fires, and the condition under which it refuses."""

    name: str
    table: str
    event: str
    condition: str
    says: str


def append_only(table: str, *keys: tuple[str, ...]) -> Guard:
    """Guard a table whose rows are only ever added."""
    return Guard(table=table, keys=keys, begins_frozen=True)


def purgeable(table: str, *keys: tuple[str, ...], emptied: tuple[str, ...], kept: tuple[str, ...]) -> Guard:
    """Guard a table whose rows are only ever added, but that their texts may be emptied once, at an instant.

    `emptied` are the columns that become empty, and `kept` all others but `purged_at`.
    """
    empty = " AND ".join(f"NEW.\"{column}\" = ''" for column in emptied)
    same = " AND ".join(f'NEW."{column}" = OLD."{column}"' for column in kept)
    permits = f"OLD.purged_at IS NULL AND NEW.purged_at IS NOT NULL AND {empty} AND {same}"
    return Guard(table=table, keys=keys, begins_frozen=True, permits=permits)


def refusals(guard: Guard) -> list[Refusal]:
    """Return the row triggers that enforce the guard, the same for both databases."""
    return [
        _refusal(guard, "update", _changes_frozen(guard)),
        _refusal(guard, "delete", guard.frozen.format(row="OLD")),
        _refusal(guard, "insert", _adds_frozen(guard)),
    ]


def sqlite_triggers(guard: Guard) -> list[str]:
    """Return the statements that make the guard's triggers on SQLite."""
    return [
        f"CREATE TRIGGER {each.name} BEFORE {each.event.upper()} ON {each.table} FOR EACH ROW\n"
        f"WHEN {each.condition}\nBEGIN SELECT RAISE(ABORT, '{each.says}'); END"
        for each in refusals(guard)
    ]


def postgresql_triggers(guard: Guard) -> list[str]:
    """Return the statements that make the guard's functions and triggers on PostgreSQL, TRUNCATE included."""
    statements: list[str] = []
    for each in refusals(guard):
        result = "OLD" if each.event == "delete" else "NEW"
        statements.append(_function(each.name, each.condition, each.says, result))
        statements.append(
            f"CREATE TRIGGER {each.name} BEFORE {each.event.upper()} ON {each.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {each.name}()"
        )
    truncate = f"guard_{guard.table}_truncate"
    statements.append(_function(truncate, "true", guard.says("emptying"), "NULL"))
    statements.append(
        f"CREATE TRIGGER {truncate} BEFORE TRUNCATE ON {guard.table} FOR EACH STATEMENT EXECUTE FUNCTION {truncate}()"
    )
    return statements


def triggers(guard: Guard, dialect: str) -> list[str]:
    """Return the statements for the named dialect (`sqlite` or `postgresql`)."""
    return sqlite_triggers(guard) if dialect == "sqlite" else postgresql_triggers(guard)


def without_triggers(guard: Guard, dialect: str) -> list[str]:
    """Return the statements that remove what dropping the table leaves behind: PostgreSQL's functions."""
    if dialect == "sqlite":
        return []
    names = [*trigger_names(guard), f"guard_{guard.table}_truncate"]
    return [f"DROP FUNCTION {name}() CASCADE" for name in names]


def trigger_names(guard: Guard) -> list[str]:
    """Return the names of the row triggers, which `portal db check` looks for."""
    return [each.name for each in refusals(guard)]


def _refusal(guard: Guard, event: str, condition: str) -> Refusal:
    return Refusal(
        name=f"guard_{guard.table}_{event}",
        table=guard.table,
        event=event,
        condition=condition,
        says=guard.says({"update": "changing", "delete": "deleting", "insert": "adding"}[event]),
    )


def _changes_frozen(guard: Guard) -> str:
    conditions = [guard.frozen.format(row="OLD")]
    if not guard.takes_frozen:
        conditions.append(guard.frozen.format(row="NEW"))
    # A changed key could push a frozen row out of the way by UPDATE OR REPLACE.
    conditions += [_key_changes_onto_frozen(guard, key) for key in guard.keys]
    return f"{_any(conditions)} AND NOT ({guard.permits})" if guard.permits else _any(conditions)


def _adds_frozen(guard: Guard) -> str:
    conditions = [] if guard.begins_frozen else [guard.frozen.format(row="NEW")]
    conditions += [_key_is_frozen(guard, key) for key in guard.keys]
    return _any(conditions)


def _key_is_frozen(guard: Guard, key: tuple[str, ...]) -> str:
    same = " AND ".join(f'kept."{column}" = NEW."{column}"' for column in key)
    # The names of tables and columns are our own; nothing that anybody writes comes here.
    return f"EXISTS (SELECT 1 FROM {guard.table} AS kept WHERE {same} AND {guard.frozen.format(row='kept')})"  # noqa: S608


def _key_changes_onto_frozen(guard: Guard, key: tuple[str, ...]) -> str:
    changed = " OR ".join(f'(OLD."{column}" IS NULL OR NEW."{column}" <> OLD."{column}")' for column in key)
    return f"(({changed}) AND {_key_is_frozen(guard, key)})"


def _any(conditions: list[str]) -> str:
    return "(" + "\n   OR ".join(conditions) + ")"


def _function(name: str, condition: str, says: str, result: str) -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n"
        f"IF {condition} THEN RAISE EXCEPTION '{says}' USING ERRCODE = 'restrict_violation'; END IF;\n"
        f"RETURN {result}; END $$"
    )
