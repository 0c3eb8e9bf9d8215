import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import PORTAL, python_files, room_of, tree_of, where

CLOCK = PORTAL / "common" / "clock.py"
DATABASE = PORTAL / "common" / "database.py"
COMMANDS = PORTAL / "commands"

# What reads the real time, by the name of what it is asked of. Measuring how long something took is another thing:
# time.monotonic and time.perf_counter are free.
READS_THE_TIME = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime"},
    "func": {"now", "current_timestamp", "current_date", "localtimestamp"},
}

# Routes, commands, and the jobs of the worker; and what stands before every route, since a refusal is recorded although
# no route is reached.
MAY_OPEN_A_TRANSACTION = {"routes", "cli", "jobs", "access"}


def test_only_the_clock_asks_for_the_time() -> None:
    assert [where(path, line) for path in sources() if path != CLOCK for line in time_readings(tree_of(path))] == []


@pytest.mark.parametrize(
    "source",
    ["datetime.now(UTC)", "date.today()", "time.time()", "sa.func.now()", "field(default_factory=datetime.utcnow)"],
)
def test_each_way_to_ask_for_the_time_is_known(source: str) -> None:
    assert list(time_readings(ast.parse(source))) == [1]


def test_nothing_but_transaction_commits() -> None:
    found = [
        where(path, node.lineno)
        for path in sources()
        if path != DATABASE
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and node.attr in {"commit", "begin", "begin_nested"}
    ]
    assert found == []


def test_only_routes_commands_and_jobs_open_a_transaction() -> None:
    found = [where(path) for path in sources() if opens_a_transaction(path) and not may_open(path)]
    assert found == []


def sources() -> list[Path]:
    return python_files("portal")


def time_readings(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in READS_THE_TIME.get(last_name(node.value), ()):
            yield node.lineno
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from [node.lineno for alias in node.names if alias.name in READS_THE_TIME["time"]]


def last_name(node: ast.expr) -> str | None:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", None)


def opens_a_transaction(path: Path) -> bool:
    return path != DATABASE and any(
        isinstance(node, ast.Call) and last_name(node.func) == "transaction" for node in ast.walk(tree_of(path))
    )


def may_open(path: Path) -> bool:
    # The clock stores the start of a demonstration before any route or command runs.
    return (
        path == CLOCK
        or path.parent == COMMANDS
        or (room_of(path) or path.stem.partition("_")[0]) in MAY_OPEN_A_TRANSACTION
    )
