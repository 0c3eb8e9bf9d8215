"""What a piece of work costs, as a multiple of a fixed piece of work that is done beside it.

A time alone says more of the machine, and of who else uses it, than of the work; the two share whatever slows them.
"""

from collections.abc import Callable
from time import process_time

ROUNDS = 3


def cost(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """Return the least CPU time of the work, of several rounds, where the reference takes 1 (some 0.02 s)."""
    spent, least = [], []
    for _ in range(rounds):
        least.append(_seconds(_reference))
        spent.append(_seconds(work))
    return min(spent) / min(least)


def _seconds(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def _reference() -> None:
    words: dict[str, int] = {}
    for number in range(40_000):
        word = f"word{number % 997}"
        words[word] = words.get(word, 0) + len(word)
