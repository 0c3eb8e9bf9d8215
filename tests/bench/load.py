"""Requests that a server answers in a second of its CPU time, under the load of wrk.

Targets take turns for several rounds, and a ratio is taken in each round, so that what is compared was measured within
seconds: the speed of a machine changes within a minute. The server's CPU time, and not the clock's, since the load
itself and whatever else the machine does would otherwise be measured too.
"""

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.bench.servers import Server

ROUNDS: Final = 5
SECONDS: Final = 2
CONNECTIONS: Final = 8
# A worker makes some fifty pages a second on a machine that does other work too; there are several.
PATHS_A_SECOND: Final = 15

_REQUESTS: Final = re.compile(r"([0-9]+) requests in")
_BAD: Final = re.compile(r"Non-2xx or 3xx responses: ([0-9]+)")


@dataclass(frozen=True, kw_only=True)
class Target:
    """A server under load; with several paths, requests go through them in turn."""

    server: Server
    paths: Sequence[str]
    headers: Mapping[str, str] = field(default_factory=dict)


def rates(targets: Mapping[str, Target], folder: Path) -> dict[str, list[float]]:
    """Return the requests per CPU second of each target in each round, when every worker has answered every path."""
    found: dict[str, list[float]] = {name: [] for name in targets}
    for target in targets.values():
        rate(target, folder, seconds=SECONDS + len(target.paths) // PATHS_A_SECOND)
    for _ in range(ROUNDS):
        for name, target in targets.items():
            found[name].append(rate(target, folder))
    return found


def rate(target: Target, folder: Path, *, seconds: int = SECONDS) -> float:
    """Return the requests per CPU second that the target answers now; raises RuntimeError where it answers badly."""
    script = folder / "paths.lua"
    script.write_text(_script(target), encoding="utf-8")
    address = f"http://127.0.0.1:{target.server.port}/"
    begun = target.server.cpu_seconds()
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), address]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    bad, requests = _BAD.search(output), _REQUESTS.search(output)
    if bad or requests is None:
        message = f"{target.paths[0]} did not answer well: {output}"
        raise RuntimeError(message)
    return int(requests[1]) / (target.server.cpu_seconds() - begun)


def _script(target: Target) -> str:
    paths = ", ".join(f'"{path}"' for path in target.paths)
    headers = ", ".join(f'["{name}"] = [[{value}]]' for name, value in target.headers.items())
    return (
        f"local paths = {{ {paths} }}\nlocal turn = 0\n"
        f'local headers = {{ ["Accept-Encoding"] = "gzip", {headers} }}\n'
        "request = function() turn = turn % #paths + 1 return wrk.format('GET', paths[turn], headers) end\n"
    )
