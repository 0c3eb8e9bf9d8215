"""Writing under load: inquiries logged by several processes at once, beside the same rows by the bare driver."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from tests.bench.goals import Goal

WRITERS: Final = 4
EACH: Final = 200


def write_goals(folder: Path, _stack: ExitStack) -> Iterator[Goal]:
    """Let four processes write at once, in both ways; a lock error ends one of them, and the measurement."""
    bare, ours = _rate("bare", folder), _rate("portal", folder)
    yield Goal(
        name="inquiries logged by 4 processes at once, of the raw rate",
        measured=ours / bare,
        limit=0.5,
        unit="of 1",
        at_least=True,
        detail=f"{ours:.0f} of {bare:.0f} a second, no lock error",
    )


def _rate(way: str, folder: Path) -> float:
    command = [sys.executable, "-m", "tests.bench.writers", way, str(folder), str(EACH)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    writers = [subprocess.Popen(command, **pipes) for _ in range(WRITERS)]
    for writer in writers:
        writer.stdout.readline()
    for writer in writers:
        writer.stdin.write("\n")
        writer.stdin.flush()
    spent = [float(writer.stdout.readline()) for writer in writers]
    for writer in writers:
        if writer.wait() != 0:
            message = f"a process that wrote by way of {way} failed"
            raise RuntimeError(message)
    return WRITERS * EACH / max(spent)
