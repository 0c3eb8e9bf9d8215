"""Blocks in a Markdown file, read line by line: `/// provision | label`, an indented head, words, and `///`.

    /// provision | label
        number: "2.1"
        heading: The head is YAML, indented by four spaces, and ends at the first empty line.

    The words.
    ///

A block ends with as many slashes as it began with. Outside the blocks only section headings (`## Section`) may stand:
words there would belong to no provision, so that nobody could cite, compare or be obliged by them, and they are
reported rather than kept or dropped. No block lies inside another.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from portal.common.issues import Issues

_OPENER: Final = re.compile(
    r" {0,3}(?P<marks>/{3,})[ \t]*(?P<name>[A-Za-z][A-Za-z0-9_-]*)[ \t]*(?:\|(?P<argument>.*))?"
)
_MARKS: Final = re.compile(r"[ \t]*(?P<marks>/{3,})(?P<rest>.*?)[ \t]*")
_SECTION: Final = re.compile(r"##[ \t]+(?P<title>.*\S)[ \t]*")
_HEAD_INDENTATION: Final = "    "
_LIKE_A_FIELD: Final = re.compile(r"\s*(?:- )?\{?[a-z_]+:(?: |$)")


@dataclass(frozen=True)
class Section:
    """The heading of a section."""

    title: str
    line: int


@dataclass
class Block:
    """A block: what it is, what stands behind the bar, and its head and words with the lines on which they begin."""

    name: str
    argument: str
    marks: str
    line: int
    head: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    in_head: bool = True

    @property
    def head_line(self) -> int:
        """Return the line on which the head begins."""
        return self.line + 1

    @property
    def text(self) -> str:
        """Return the words, without the empty lines around them."""
        return "\n".join(self.words).strip("\n")

    @property
    def text_line(self) -> int:
        """Return the line on which the words begin."""
        empty = next((at for at, line in enumerate(self.words) if line.strip()), 0)
        return self.head_line + len(self.head) + empty


Part: TypeAlias = Section | Block


def read_blocks(lines: Sequence[str], *, file: str, first_line: int, issues: Issues) -> list[Part]:
    """Read the sections and blocks of a text, in order, and report every line that is neither.

    Args:
        lines: The lines of the text.
        file: The file that it stands in, for the issues.
        first_line: The line of that file on which the text begins.
        issues: Takes what is wrong.
    """
    reader = _Reader(file, issues)
    for number, line in enumerate(lines, start=first_line):
        reader.read(line if line.strip() else "", number)
    reader.end_block_without_mark()
    return reader.parts


class _Reader:
    """Reads one line after another, and knows the block that is open."""

    def __init__(self, file: str, issues: Issues) -> None:
        self.parts: list[Part] = []
        self._file = file
        self._issues = issues
        self._open: Block | None = None
        self._last_stray = -1

    def read(self, line: str, number: int) -> None:
        """Take the next line."""
        opener = _OPENER.fullmatch(line)
        if opener:
            self._begin(opener, number)
        elif self._open:
            self._read_inside(self._open, line, number)
        else:
            self._read_outside(line, number)

    def end_block_without_mark(self) -> None:
        """Close the block that is open, if one is, and report that its end is missing."""
        if self._open:
            name = f"{self._open.name} {self._open.argument}".strip()
            self._report(f"{name} has no end; write {self._open.marks} on a line of its own after it.", self._open.line)
            self._end()

    def _report(self, message: str, line: int) -> None:
        self._issues.report(message, file=self._file, line=line)

    def _begin(self, opener: re.Match[str], number: int) -> None:
        self.end_block_without_mark()
        argument = (opener["argument"] or "").strip()
        self._open = Block(name=opener["name"], argument=argument, marks=opener["marks"], line=number)

    def _end(self) -> None:
        if self._open:
            self.parts.append(self._open)
        self._open = None

    def _read_inside(self, block: Block, line: str, number: int) -> None:
        marks = _MARKS.fullmatch(line)
        if marks:
            self._read_marks(block, marks, number)
        elif block.in_head and line.startswith((_HEAD_INDENTATION, "\t")):
            block.head.append(line)
        else:
            self._read_words(block, line, number)

    def _read_marks(self, block: Block, marks: re.Match[str], number: int) -> None:
        if marks["rest"]:
            self._report(f"This mark of a block is left over ({marks['marks']}); take it out.", number)
            return
        if marks["marks"] != block.marks:
            self._report(f"The block of line {block.line} ends with {block.marks}, as it began; correct it.", number)
        self._end()

    def _read_words(self, block: Block, line: str, number: int) -> None:
        if line and not any(block.words) and _LIKE_A_FIELD.match(line) and (block.in_head or line[0] == " "):
            self._report(
                "This looks like a field of the head, but the head has ended: its lines follow one another without an "
                "empty line, each indented by four spaces.",
                number,
            )
        block.in_head = False
        block.words.append(line)

    def _read_outside(self, line: str, number: int) -> None:
        section = _SECTION.fullmatch(line)
        if section:
            self.parts.append(Section(section["title"], number))
        elif _MARKS.fullmatch(line):
            self._report("This mark ends no block; take it out, or begin the block above it.", number)
        elif line:
            self._report_stray(line, number)

    def _report_stray(self, line: str, number: int) -> None:
        if number != self._last_stray + 1:
            what = "A section is headed with ## and a title" if line.startswith("#") else "Words stand in a provision"
            self._report(f"{what}; this line is outside of one, where nobody could cite it. Move it.", number)
        self._last_stray = number
