"""The small words that carry what a sentence says: duty, permission, denial, condition, report. General English only.

Each kind has its phrases; a word of a phrase stands for all forms with the same key ("require", "required"), and one
that begins with "=" for that very form alone, because another form is a thing ("a permit").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from portal.statements.rules_marks_phrases import PHRASES
from portal.statements.rules_words import Token, key_of


class Kind(StrEnum):
    """What a mark does to the sentence in which it stands."""

    NOT = "not"
    MUST = "must"
    SHALL = "shall"
    SHOULD = "should"
    MAY = "may"
    CAN = "can"
    FREE = "free"
    EXEMPT = "exempt"
    BAN = "ban"
    REVERSE = "reverse"
    WITHOUT = "without"
    UNLESS = "unless"
    IF = "if"
    ONLY = "only"
    EVEN = "even"
    RELATIVE = "relative"
    REPORT = "report"
    FALSE = "false"
    TRUE = "true"
    PAST = "past"
    PLAIN = "plain"


Entry = tuple[tuple[str, ...], Kind]


@dataclass(frozen=True)
class Mark:
    """A mark, and which tokens of its sentence it covers."""

    kind: Kind
    first: int
    last: int

    @property
    def after(self) -> int:
        """Return the index of the token behind the mark."""
        return self.last + 1


def marks_of(tokens: Sequence[Token], taken: frozenset[int] = frozenset()) -> list[Mark]:
    """Return the marks among the tokens in order; the longest phrase wins, and what is taken belongs to no mark."""
    found: list[Mark] = []
    index = 0
    while index < len(tokens):
        length, kind = (0, None) if index in taken else _longest(tokens, index, taken)
        if kind:
            found.append(Mark(kind, index, index + length - 1))
        index += max(length, 1)
    return found


def _longest(tokens: Sequence[Token], index: int, taken: frozenset[int]) -> tuple[int, Kind | None]:
    token = tokens[index]
    for words, kind in _entries().get(token.text, _entries().get(token.key, ())):
        if _stands_at(words, tokens, index) and not any(at in taken for at in range(index, index + len(words))):
            return len(words), kind
    return 0, None


def _stands_at(words: Sequence[str], tokens: Sequence[Token], index: int) -> bool:
    if index + len(words) > len(tokens):
        return False
    return all(
        token.text == word[1:] if word[:1] == "=" else token.key == word
        for word, token in zip(words, tokens[index : index + len(words)], strict=True)
    )


@cache
def _entries() -> dict[str, list[Entry]]:
    """Return the phrases by the key of their first word and, for exact forms, by that form too; longest first."""
    keyed: dict[str, list[Entry]] = {}
    exact: dict[str, str] = {}
    for words, kind in _phrases():
        form = words[0].removeprefix("=")
        if form != words[0]:
            exact[form] = key_of(form)
        keyed.setdefault(form, []).append((words, kind))
    for form, key in exact.items():
        if form != key:
            keyed[form] += keyed.get(key, [])
    return {first: sorted(entries, key=lambda entry: -len(entry[0])) for first, entries in keyed.items()}


def _phrases() -> Iterator[Entry]:
    for kind, lines in PHRASES.items():
        for phrase in lines.replace("\n", " ").split(","):
            words = tuple(word if word[0] == "=" else key_of(word) for word in phrase.split())
            if words:
                yield words, Kind(kind)
