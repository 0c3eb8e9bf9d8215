"""The servers that are measured: the portal and a bare WSGI page, each on the same server with as many workers."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

from tests.bench.library import settings_of

ROOT: Final = Path(__file__).resolve().parent.parent.parent
WORKERS: Final = 2
SECONDS_TO_START: Final = 60

# The portal is loaded once, before the workers are forked, as its own server does too: what none writes, all share.
GUNICORN: Final = ("gunicorn", "--preload", "--workers", str(WORKERS), "--worker-class", "sync", "--log-level", "error")
OWN: Final = ("portal", "serve")


@dataclass(frozen=True)
class Server:
    """A running server: its port, and its process with all its workers."""

    port: int
    pid: int

    def fetch(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        """Return the status, the headers in lower case, and the body of one answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_TO_START)
        try:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip", **(headers or {})})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def cpu_seconds(self) -> float:
        """Return the CPU time that the process and its workers have taken so far."""
        ticks = 0
        for pid in (self.pid, *self.workers()):
            # The name of the command, which may hold blanks, stands in parentheses (proc(5)).
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def workers(self) -> list[int]:
        """Return the process ids of the workers."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii")
        return [int(pid) for pid in children.split()]


@contextmanager
def portal_on(folder: Path, server: tuple[str, ...]) -> Iterator[Server]:
    """Serve the portal of the folder."""
    settings = settings_of(folder)
    names = {"PORTAL_DATABASE_URL": settings.database_url, "PORTAL_FILES_URL": settings.files_url, "PORTAL_DEMO": "1"}
    with _serving("app:app", server, names) as running:
        yield running


@contextmanager
def bare_on(folder: Path, name: str, body: bytes, server: tuple[str, ...]) -> Iterator[Server]:
    """Serve the given bytes and nothing else, which is the most that the server can do."""
    (folder / name).write_bytes(body)
    with _serving("tests.bench.bare:app", server, {"BENCH_BODY": str(folder / name)}) as running:
        yield running


@contextmanager
def _serving(target: str, server: tuple[str, ...], names: Mapping[str, str]) -> Iterator[Server]:
    port = _free_port()
    place = ["--bind", f"127.0.0.1:{port}", target] if server is GUNICORN else []
    command = [str(Path(sys.executable).with_name(server[0])), *server[1:], *place]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    running = subprocess.Popen(command, cwd=ROOT, env={**clean, **names, "PORTAL_PORT": str(port)})
    try:
        _wait_for(port)
        yield Server(port=port, pid=running.pid)
    finally:
        running.terminate()
        running.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        try:
            Server(port, 0).fetch("/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    message = f"nothing answers on port {port}"
    raise RuntimeError(message)
