"""Requests per second by wrk: targets in turn, several rounds, the median of each, so that a ratio compares alike."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

ROUNDS: Final = 5
SECONDS: Final = 2
CONNECTIONS: Final = 8

_RATE: Final = re.compile(r"Requests/sec:\s+([0-9.]+)")
_BAD: Final = re.compile(r"Non-2xx or 3xx responses: ([0-9]+)")


@dataclass(frozen=True, kw_only=True)
class Target:
    """An address under load; with several paths, requests go through them in turn."""

    port: int
    paths: Sequence[str]
    headers: Mapping[str, str] = field(default_factory=dict)


def rates(targets: Mapping[str, Target], folder: Path) -> dict[str, float]:
    """Return the median requests per second of each target."""
    found: dict[str, list[float]] = {name: [] for name in targets}
    for target in targets.values():
        _run(target, folder, seconds=1)
    for _ in range(ROUNDS):
        for name, target in targets.items():
            found[name].append(_run(target, folder, seconds=SECONDS))
    return {name: median(rounds) for name, rounds in found.items()}


def _run(target: Target, folder: Path, *, seconds: int) -> float:
    script = folder / "paths.lua"
    script.write_text(_script(target), encoding="utf-8")
    address = f"http://127.0.0.1:{target.port}/"
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), address]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    bad, rate = _BAD.search(output), _RATE.search(output)
    if bad or rate is None:
        message = f"{target.paths[0]} did not answer well: {output}"
        raise RuntimeError(message)
    return float(rate[1])


def _script(target: Target) -> str:
    paths = ", ".join(f'"{path}"' for path in target.paths)
    headers = ", ".join(f'["{name}"] = [[{value}]]' for name, value in target.headers.items())
    return (
        f"local paths = {{ {paths} }}\nlocal turn = 0\n"
        f'local headers = {{ ["Accept-Encoding"] = "gzip", {headers} }}\n'
        "request = function() turn = turn % #paths + 1 return wrk.format('GET', paths[turn], headers) end\n"
    )
