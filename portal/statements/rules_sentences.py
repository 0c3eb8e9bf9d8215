"""Where the sentences of a text begin and end, and which of them can only be understood together.

A sentence ends at a full stop, a question or exclamation mark, at an empty line, and before an item of a list; not
after an abbreviation, an initial, or inside a number. A question and the bare answer to it, or a claim and the
sentence that rejects it ("That is wrong."), state something only together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_SHORT: Final = """
    mr mrs ms dr prof st sr jr vs etc e.g i.e cf no nos sec secs para art fig vol ed pp p ch inc ltd co corp dept
    gov sen rep gen col lt sgt capt hon rev approx est jan feb mar apr jun jul aug sep sept oct nov dec u.s u.s.c
    c.f.r a.m p.m pub stat supp app al
"""
ABBREVIATIONS: Final = frozenset(_SHORT.split())
END: Final = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n[ \t]*(?=\n|[-*•–]\s|\(?[0-9a-z]{1,3}[.)]\s)|\n{2,}")
BEFORE: Final = re.compile(r"([^\s(\"“]+)$")
NUMBERED: Final = re.compile(r"\s*\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]?", re.IGNORECASE)
LEADING: Final = re.compile(r"[\s>#|]*(?:[-*•–]\s+)?")
LONGEST_ABBREVIATION: Final = 12
LONGEST_SENTENCE: Final = 1_000


@dataclass(frozen=True)
class Span:
    """A stretch of a text, as offsets of its characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of the stretch."""
        return text[self.start : self.end]


def sentences_of(text: str) -> list[Span]:
    """Return the sentences of a text in order, without the blanks around them."""
    found: list[Span] = []
    begun = 0
    for match in END.finditer(text):
        if _ends(text, begun, match):
            found.extend(_trimmed(text, begun, match.end()))
            begun = match.end()
    found.extend(_trimmed(text, begun, len(text)))
    return found


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what lies between two ends, in parts if it is longer than any sentence, so that reading stays linear."""
    while start < end:
        cut = end if end - start <= LONGEST_SENTENCE else start + LONGEST_SENTENCE
        blank = text.rfind(" ", start, cut) if cut < end else -1
        cut = blank if blank > start else cut
        leading = LEADING.match(text, start, cut)
        begun = leading.end() if leading else start
        last = begun + len(text[begun:cut].rstrip())
        if any(letter.isalnum() for letter in text[begun:last]):
            yield Span(begun, last)
        start = cut


def _ends(text: str, begun: int, match: re.Match[str]) -> bool:
    """Tell whether a mark ends a sentence; a full stop may belong to an abbreviation, an initial or a number."""
    if not match[0].startswith(".") or match[0].startswith(".."):
        return True
    if _goes_on(text, match.end()):
        return False
    before = BEFORE.search(text, max(begun, match.start() - LONGEST_ABBREVIATION), match.start())
    word = before[1].lower() if before else ""
    if NUMBERED.fullmatch(text, begun, match.end()):
        return False
    is_initial = len(word) == 1 and word.isalpha() and text[match.start() - 1].isupper()
    return not is_initial and (word not in ABBREVIATIONS or _starts_anew(text, match.end(), word))


def _goes_on(text: str, position: int) -> bool:
    """Tell whether what follows begins in lower case, so that the full stop ended no sentence."""
    following = text[position : position + 3].lstrip(" ")
    return bool(following) and following[0].islower()


def _starts_anew(text: str, position: int, word: str) -> bool:
    """An abbreviation of a time or a closing "etc." may end a sentence too, when a new one visibly begins."""
    following = text[position : position + 3].lstrip()
    return word in {"etc", "a.m", "p.m", "no"} and bool(following) and following[0].isupper()
