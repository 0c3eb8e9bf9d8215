"""`portal serve` and `portal demo`, as processes that listen."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PORTAL = [sys.executable, "-c", "from portal.cli import portal; portal()"]
# Far more than an idle machine takes; a busy one should not fail.
SECONDS = 60


@pytest.fixture
def port() -> int:
    """Return a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        number: int = probe.getsockname()[1]
    return number


@pytest.fixture
def environment(demonstration_sqlite: Path, tmp_path: Path, port: int) -> dict[str, str]:
    """Return the settings of a demonstration in a folder of its own."""
    shutil.copy(demonstration_sqlite, tmp_path / "portal.sqlite3")
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")},
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "PORTAL_DEMO": "1",
        "PORTAL_DEMO_PASSWORD": "gravel lampshade",
        "PORTAL_CLOCK": "2012-04-09T09:00:00-04:00",
        "PORTAL_PORT": str(port),
        "PORTAL_DATABASE_URL": f"sqlite:///{tmp_path / 'portal.sqlite3'}",
        "PORTAL_FILES_URL": f"file://{tmp_path}/files",
    }


@contextmanager
def running(command: str, environment: dict[str, str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    started = subprocess.Popen(
        [*PORTAL, command],
        env=environment,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield started
    finally:
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)
        started.communicate()


def lines_until(started: subprocess.Popen[str], end: str) -> list[str]:
    assert started.stdout is not None
    lines: list[str] = []
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        line = started.stdout.readline()
        assert line, f"it ended with {lines}"
        lines.append(line.rstrip("\n"))
        if end in line:
            return lines
    raise AssertionError(lines)


def status(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    connection.request("GET", path)
    answer = connection.getresponse().status
    connection.close()
    return answer


def alone(group: int) -> bool:
    """Tell whether no process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_demonstration_says_where_it_is_once_it_answers_and_stops_when_told(
    environment: dict[str, str], tmp_path: Path, port: int, number: signal.Signals
) -> None:
    with running("demo", environment, tmp_path) as started:
        said = lines_until(started, f"http://127.0.0.1:{port}/")
        assert status(port, "/") == 200
        assert any("leader@portal.test" in line for line in said)
        assert "Their password: gravel lampshade" in said
        started.send_signal(number)
        assert started.wait(SECONDS) == 0
        assert alone(started.pid)


def test_a_port_that_is_taken_is_named_by_its_setting(environment: dict[str, str], tmp_path: Path, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)), running("serve", environment, tmp_path) as started:
        said, _ = started.communicate(timeout=SECONDS)
    assert started.returncode == 2
    assert said.startswith(f"PORTAL_PORT: cannot listen on 127.0.0.1:{port} ")
    assert said.count("\n") == 1


def test_a_database_that_lacks_migrations_is_not_served(environment: dict[str, str], tmp_path: Path) -> None:
    environment["PORTAL_DATABASE_URL"] = f"sqlite:///{tmp_path}/new.sqlite3"
    with running("serve", environment, tmp_path) as started:
        said, _ = started.communicate(timeout=SECONDS)
    assert started.returncode == 1
    assert "run `portal db upgrade`" in said


def test_a_demonstration_listens_to_its_own_machine_only(environment: dict[str, str], tmp_path: Path) -> None:
    environment["PORTAL_HOST"] = "0.0.0.0"  # noqa: S104 - it is refused
    with running("demo", environment, tmp_path) as started:
        said, _ = started.communicate(timeout=SECONDS)
    assert started.returncode == 2
    assert said.startswith("PORTAL_HOST: ")
