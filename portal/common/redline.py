"""Word-level redline of one provision: what was struck, what was added, what stayed.

Provisions are aligned before (by label and lineage), so that a move stays a move and each comparison is short:
measured, that is 60 to 600 times faster than comparing whole texts (performance.md section 4).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

# Beyond this many words on a side, sentences are compared first, since difflib's time grows with the product.
MANY_WORDS: Final = 2_000
# Beyond this many pairs of equal words, as where one word stands a thousand times, difflib would take seconds.
MANY_PAIRS: Final = 100_000

_WORDS: Final = re.compile(r"\n\n| ?[^\s]+|\s")
_SENTENCES: Final = re.compile(r"\n\n|(?:\n(?!\n)|[^.!?\n])+[.!?]*|[.!?]+")


class Kind(StrEnum):
    """What became of a run of words."""

    EQUAL = "equal"
    STRUCK = "struck"
    ADDED = "added"


@dataclass(frozen=True)
class Span:
    """A run of words of one kind; paragraphs are divided by an empty line, as in the text."""

    kind: Kind
    text: str


def word_redline(before: str, after: str) -> list[Span]:
    """Return the runs of words that lead from one text to the other.

    The equal and struck runs joined are the text before; the equal and added runs joined are the text after. Texts
    whose words repeat so often that a comparison would take long are struck and added whole.
    """
    if before == after:
        return [Span(Kind.EQUAL, before)] if before else []
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MANY_WORDS:
        return _joined(_by_sentence(before, after))
    return _joined(_spans(old, new))


def _by_sentence(before: str, after: str) -> Iterator[Span]:
    old, new = _SENTENCES.findall(before), _SENTENCES.findall(after)
    for kind, old_run, new_run in _runs(old, new):
        if kind is Kind.EQUAL:
            yield Span(Kind.EQUAL, "".join(old_run))
        else:
            yield from _spans(_WORDS.findall("".join(old_run)), _WORDS.findall("".join(new_run)))


def _spans(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    for kind, old_run, new_run in _runs(old, new):
        if kind is Kind.EQUAL:
            yield Span(Kind.EQUAL, "".join(old_run))
        else:
            yield Span(Kind.STRUCK, "".join(old_run))
            yield Span(Kind.ADDED, "".join(new_run))


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Kind, Sequence[str], Sequence[str]]]:
    """Divide both sides into runs that are equal and runs that differ, which are marked as struck."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    # Most edits are few and near each other, so that what stands before and after them needs no comparison.
    yield Kind.EQUAL, old[:head], new[:head]
    yield from _middle(old[head : len(old) - tail], new[head : len(new) - tail])
    yield Kind.EQUAL, old[len(old) - tail :], new[len(new) - tail :]


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Kind, Sequence[str], Sequence[str]]]:
    if not old or not new or _is_slow(old, new):
        yield Kind.STRUCK, old, new
        return
    # The heuristic of difflib calls common words junk, and would strike and add them needlessly.
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield Kind.EQUAL if tag == "equal" else Kind.STRUCK, old[i:j], new[k:m]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Count the equal items at the beginning of both."""
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def _is_slow(old: Sequence[str], new: Sequence[str]) -> bool:
    counts = Counter(new)
    return max(len(old), len(new)) > MANY_WORDS or sum(counts[word] for word in old) > MANY_PAIRS


def _joined(spans: Iterator[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if found and found[-1].kind == span.kind:
            found[-1] = Span(span.kind, found[-1].text + span.text)
        else:
            found.append(span)
    return found
