"""Limits that keep the turning of Markdown into HTML short, whatever the text holds.

Measured with Python-Markdown 3.11.3: an opening bracket is searched for its end through the whole block, so that
20,000 of them did not end in 100 s; quotations and lists inside one another recurse; a table makes a cell of
every column for every row. Texts within these limits took less than a second of processor time on the machine on
which the others did not end.
"""

import re
from itertools import groupby
from typing import Final

from portal.common.issues import Issues

MAXIMUM_CHARACTERS: Final = 20_000
MAXIMUM_LINES: Final = 1_000
MAXIMUM_DEPTH: Final = 10
MAXIMUM_COLUMNS: Final = 20
MAXIMUM_SEARCH: Final = 200_000
"""How many characters may be passed in searching for the ends of all brackets."""

_SPACES_OF_A_LEVEL: Final = 4
_MARKERS: Final = re.compile(r"(?:[ \t]*(?:>|(?:[*+-]|[0-9]{1,9}\.)(?=[ \t])))*[ \t]*")
_MARKER: Final = re.compile(r">|[*+-]|[0-9]+\.")
_BRACKET: Final = re.compile(r"\]\(|[\[\]()]")


def weight_issues(text: str) -> Issues:
    """Report what makes a text too heavy to be turned; lines are counted from one.

    The cost of this check grows with the length of the text alone.
    """
    issues = Issues()
    if len(text) > MAXIMUM_CHARACTERS:
        issues.report(
            f"The text has {len(text):,} characters; the limit is {MAXIMUM_CHARACTERS:,}. Divide it into two."
        )
    if text.count("\n") >= MAXIMUM_LINES:
        issues.report(f"The text has more than {MAXIMUM_LINES:,} lines. Divide it into two.")
    if issues:
        return issues
    return Issues([*_line_issues(text), *_search_issues(text)])


def _line_issues(text: str) -> Issues:
    issues = Issues()
    for number, line in enumerate(text.split("\n"), start=1):
        if _depth(line) > MAXIMUM_DEPTH:
            issues.report(
                f"Quotations and lists lie more than {MAXIMUM_DEPTH} deep here; write them flatter.", line=number
            )
        if line.count("|") > MAXIMUM_COLUMNS + 1:
            issues.report(f"A table may have {MAXIMUM_COLUMNS} columns; make two tables of it.", line=number)
    return issues


def _depth(line: str) -> int:
    lead = _MARKERS.match(line.expandtabs(_SPACES_OF_A_LEVEL))
    marks = lead[0] if lead else ""
    return len(_MARKER.findall(marks)) + marks.count(" " * _SPACES_OF_A_LEVEL)


def _search_issues(text: str) -> Issues:
    issues = Issues()
    total = 0
    numbered = enumerate(text.split("\n"), start=1)
    for is_blank, lines in groupby(numbered, key=lambda pair: not pair[1].strip()):
        if is_blank:
            continue
        block = list(lines)
        total += _search("\n".join(line for _, line in block))
        if total > MAXIMUM_SEARCH:
            message = "Too many brackets are opened and not closed here; close each [ with a ] and each ( with a )."
            issues.report(message, line=block[0][0])
            return issues
    return issues


def _search(block: str) -> int:
    """Count the characters that are passed when the end of each bracket is searched for."""
    passed = 0
    squares: list[int] = []
    rounds: list[int] = []
    for found in _BRACKET.finditer(block):
        mark, at = found[0], found.start()
        if mark == "[":
            squares.append(at)
        if mark.startswith("]") and squares:
            passed += at - squares.pop()
        if mark.endswith("("):
            rounds.append(at)
        if mark == ")" and rounds:
            passed += at - rounds.pop()
    return passed + sum(len(block) - at for at in [*squares, *rounds])
