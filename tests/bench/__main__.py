"""`make bench`: what the portal costs, as ratios against limits that are measured beside it, in one run.

A time alone says more of the machine than of the portal, so that none is asserted. Prints a line a goal, and ends with
status 1 when one is missed.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.goals import Goal, report
from tests.bench.library import build_library
from tests.bench.measures_check import check_goals
from tests.bench.measures_pages import page_goals
from tests.bench.measures_parts import part_goals
from tests.bench.measures_writes import write_goals

MEASURES: tuple[Callable[[Path, ExitStack], Iterator[Goal]], ...] = (page_goals, part_goals, check_goals, write_goals)


def main() -> int:
    """Build a portal full of guidance in a temporary folder, measure it, and report."""
    with TemporaryDirectory(prefix="portal-bench-") as folder, ExitStack() as stack:
        print("Building a library of 1,020 editions …", flush=True)
        build_library(Path(folder))
        goals = [goal for measure in MEASURES for goal in measure(Path(folder), stack)]
    return report(goals)


if __name__ == "__main__":
    sys.exit(main())
