"""Prints the Debian packages that this machine lacks for a goal, one line, or nothing.

Run by whatever Python the machine has, before anything is installed: standard library only.
"""

import ctypes
import importlib.util
import shutil
import sys

# What WeasyPrint opens at run time, and the Debian package that carries it.
SHARED_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}

# The programs that a goal needs, and the Debian package that carries each.
PROGRAMS = {"test": {"chromium": "chromium"}, "bench": {"wrk": "wrk"}}


def main() -> None:
    """Look for what the goal named first needs; `--venv-exists` says that none has to be made."""
    goal = sys.argv[1]
    missing = [] if "--venv-exists" in sys.argv else missing_modules()
    print(*missing, *missing_libraries(), *missing_programs(goal))


def missing_modules() -> list[str]:
    """Debian splits what makes a virtual environment from its python3."""
    found = importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")
    return [] if found else ["python3-venv"]


def missing_libraries() -> list[str]:
    """Name the packages of the libraries that cannot be opened."""
    return [package for library, package in SHARED_LIBRARIES.items() if not opens(library)]


def opens(library: str) -> bool:
    """Say whether the machine's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_programs(goal: str) -> list[str]:
    """Name the packages of the programs that are not on the PATH."""
    wanted = PROGRAMS.get(goal, {})
    return [package for program, package in wanted.items() if not shutil.which(program)]


if __name__ == "__main__":
    main()
