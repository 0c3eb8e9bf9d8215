"""YAML read as it is written: every value is its own text, and knows its line.

YAML guesses kinds: it reads the number of a provision, 2.10, as 2.1, and a postal code, NO, as false. Here a value
stays the text that stands in the file, and whoever asks for a date or a number reads it as one. PyYAML takes a key
that stands twice without a word; here it is reported, as are the parts of YAML that a text written by people never
needs: anchors, tags, keys that are not plain words, and more than one document in a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import yaml

from portal.common.characters import character_issues
from portal.common.issues import Issues

MAXIMUM_DEPTH: Final = 12


@dataclass(frozen=True)
class YamlText:
    """A single value; `plain` says that no quotation marks stand around it."""

    text: str
    line: int
    plain: bool

    @property
    def is_null(self) -> bool:
        """Tell whether the file leaves the value open: nothing, a tilde, or the word null."""
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True)
class YamlList:
    """A list of values."""

    items: tuple["YamlNode", ...]
    line: int


@dataclass(frozen=True)
class YamlEntry:
    """A key with its value."""

    line: int
    value: "YamlNode"


@dataclass(frozen=True)
class YamlMapping:
    """Values by their keys, in the order of the file."""

    entries: dict[str, YamlEntry]
    line: int


YamlNode: TypeAlias = YamlText | YamlList | YamlMapping


def read_yaml(text: str, *, file: str, first_line: int, issues: Issues) -> YamlNode | None:
    """Read one YAML document, and report what is wrong with it.

    Args:
        text: The document.
        file: The file that it stands in, for the issues.
        first_line: The line of that file on which the document begins.
        issues: Takes what is wrong.

    Returns:
        The document, or None where it is empty or cannot be read.
    """
    # libyaml, unlike PyYAML's own scanner, takes a question mark inside a flow mapping, as YAML 1.2 does.
    reader = _Reader(yaml.parse(text, Loader=yaml.CSafeLoader), file, first_line, issues)
    try:
        return reader.document()
    except _RefusedError as refused:
        issues.report(refused.message, file=file, line=refused.line)
    except yaml.MarkedYAMLError as error:
        last = text.rstrip("\n").count("\n")
        # What was never closed is noticed at the end of the text; its beginning says more.
        marks = [mark.line for mark in (error.problem_mark, error.context_mark) if mark and mark.line <= last]
        issues.report(_worded(error.problem or ""), file=file, line=first_line + (marks[0] if marks else last))
    except yaml.YAMLError:
        issues.report("This is not valid YAML: it holds a character that YAML refuses.", file=file, line=first_line)
    return None


_INDENTED = "this line is not indented like the lines it belongs to"
_HINTS: Final = {
    "mapping values are not allowed in this context": (
        "a colon followed by a space stands inside a value, or a line is indented too deep; put the value in quotes"
    ),
    "could not find expected ':'": "a key has no colon and space after it",
    "did not find expected key": f"{_INDENTED}, or something follows a quoted value",
    "did not find expected '-' indicator": _INDENTED,
    "did not find expected ',' or ']'": "a [ is never closed; close it with ], or put the value in quotes",
    "did not find expected ',' or '}'": "a { is never closed; close it with }, or put the value in quotes",
    "found unexpected end of stream": "a quotation mark is never closed",
    "found character that cannot start any token": "a value begins with a mark that YAML reserves; put it in quotes",
}


def _worded(problem: str) -> str:
    return f"This is not valid YAML: {_HINTS.get(problem, problem)}."


class _RefusedError(Exception):
    """A part of YAML that is not used here; nothing after it can be read."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class _Reader:
    """Builds nodes from the events of a parser, one by one, so that nothing deeper than allowed is ever parsed."""

    def __init__(self, events: Iterator[yaml.Event], file: str, first_line: int, issues: Issues) -> None:
        self._events = events
        self._file = file
        self._first_line = first_line
        self._issues = issues

    def document(self) -> YamlNode | None:
        """Read the one document."""
        root: YamlNode | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    message = "A second YAML document begins here; a file holds one."
                    raise _RefusedError(message, self._line(event))
                root = self._node(next(self._events), 0)
        return root

    def _line(self, event: yaml.Event) -> int:
        return self._first_line + (event.start_mark.line if event.start_mark else 0)

    def _node(self, event: yaml.Event, depth: int) -> YamlNode:
        line = self._line(event)
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) or event.anchor is not None:
            message = "YAML anchors (& and *) are not used here; write the value out, or put it in quotes."
            raise _RefusedError(message, line)
        if event.tag is not None:
            message = "YAML tags (!) are not used here; leave it out, or put the value in quotes."
            raise _RefusedError(message, line)
        if depth > MAXIMUM_DEPTH:
            message = f"Lists and mappings lie more than {MAXIMUM_DEPTH} deep in one another here; write them flatter."
            raise _RefusedError(message, line)
        return self._built(event, line, depth)

    def _built(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int, depth: int) -> YamlNode:
        if isinstance(event, yaml.ScalarEvent):
            # An escape (\0, \u202e) writes a character that the file itself does not hold.
            for issue in character_issues(event.value):
                self._issues.report(issue.message, file=self._file, line=line)
            return YamlText(event.value, line, plain=not event.style)
        if isinstance(event, yaml.SequenceStartEvent):
            return YamlList(tuple(self._items(depth)), line)
        return self._mapping(line, depth)

    def _items(self, depth: int) -> Iterator[YamlNode]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _mapping(self, line: int, depth: int) -> YamlMapping:
        entries: dict[str, YamlEntry] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, YamlText):
                message = "A key is a list or a mapping here; write a plain word, a colon, and the value."
                raise _RefusedError(message, key.line)
            if key.text in entries:
                message = f"{key.text} stands twice, first on line {entries[key.text].line}; keep one of them."
                self._issues.report(message, file=self._file, line=key.line, field=key.text)
                continue
            entries[key.text] = YamlEntry(key.line, value)
        return YamlMapping(entries, line)
