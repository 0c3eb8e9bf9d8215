"""YAML written so that it reads back as the same values, here and in any other program."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

import yaml

# One line of a folded text is about as long as the lines around it.
WIDTH: Final = 100
_MARKS_THAT_MEAN_SOMETHING: Final = (": ", " #", "\t", "\n")


def yaml_scalar(text: str) -> str:
    """Write a text on one line: bare where every reader takes it for the same text, else in double quotes."""
    return text if _reads_as_itself(text) else _quoted(text)


def yaml_field(name: str, text: str) -> Iterator[str]:
    """Write a field; a long text is folded over indented lines, where it can be put together again exactly."""
    words = text.split(" ")
    if len(text) <= WIDTH or not all(word.isprintable() and word for word in words):
        yield f"{name}: {yaml_scalar(text)}"
        return
    yield f"{name}: >-"
    yield from (f"  {line}" for line in _folded(words))


def yaml_list(name: str, texts: Iterable[str]) -> Iterator[str]:
    """Write a list of texts, one on each line; an empty list is left out."""
    for position, text in enumerate(texts):
        if not position:
            yield f"{name}:"
        yield f"  - {yaml_scalar(text)}"


def _reads_as_itself(text: str) -> bool:
    ends = (text[:1], text[-1:])
    if not text or not text.isprintable() or not (ends[0].isalnum() and not text[0].isspace()) or ends[1] in ": ":
        return False
    if any(mark in text for mark in _MARKS_THAT_MEAN_SOMETHING):
        return False
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], [])
    return not any(pattern.match(text) for _, pattern in resolvers)


def _quoted(text: str) -> str:
    # JSON's strings are YAML's double-quoted ones, but for the few characters that YAML alone will not take bare.
    written = json.dumps(text, ensure_ascii=False)
    return "".join(each if each == " " or each.isprintable() else f"\\U{ord(each):08x}" for each in written)


def _folded(words: list[str]) -> Iterator[str]:
    line = words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > WIDTH:
            yield line
            line = word
        else:
            line = f"{line} {word}"
    yield line
