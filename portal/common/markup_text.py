"""Reading HTML: its plain words, and what of it may not stay."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from types import MappingProxyType
from typing import Final

ALLOWED: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "a": frozenset({"href", "data-cite"}),
        "ol": frozenset({"start"}),
        "td": frozenset({"class"}),
        "th": frozenset({"class", "scope"}),
        **dict.fromkeys(
            ("blockquote", "br", "code", "em", "li", "p", "pre", "strong", "table", "tbody", "thead", "tr", "ul"),
            frozenset[str](),
        ),
    }
)
"""The elements that a text may be made of, each with its attributes."""

_SAFE_ADDRESS: Final = re.compile(r"(?:https?://[^\s/\\?#]|mailto:[^\s@]+@[^\s@]|#.|/(?![/\\]))[^\s\\]*")
_PARAGRAPHS: Final = frozenset({"p", "li", "tr", "pre", "blockquote", "table", "ul", "ol"})
_CELLS: Final = frozenset({"td", "th"})
_VERBATIM: Final = frozenset({"code", "pre"})
_SPACE: Final = re.compile(r"[ \t\n]+")
_SPACES: Final = re.compile(r" +")
_AROUND_A_BREAK: Final = re.compile(r" *([\t\n]) *")
BETWEEN_PARAGRAPHS: Final = "\n\n"
BETWEEN_CELLS: Final = "\t"


def is_safe_address(address: str) -> bool:
    """Say whether a link may lead there: https, http, mailto, this site's own paths, or a place on the page."""
    return _SAFE_ADDRESS.fullmatch(address) is not None


def plain_text(html: str) -> str:
    """Return the words of rendered HTML as paragraphs with an empty line between them.

    An item of a list is a paragraph that opens with its bullet or number; a row of a table is one whose cells
    have a tab between them; inside a paragraph a line ends only where the text asks for it.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return BETWEEN_PARAGRAPHS.join(reader.paragraphs)


@dataclass(frozen=True)
class Lost:
    """Something that may not stay: an element, an attribute of one, or the address of a link."""

    kind: str
    name: str


def lost_markup(html: str) -> Iterator[Lost]:
    """List what the sanitizer would take out of rendered HTML, in order."""
    judge = _Judge()
    judge.feed(html)
    judge.close()
    return iter(judge.lost)


def words_outside_code(html: str) -> str:
    """Return the text of rendered HTML without what is quoted as code, where any mark may stand."""
    judge = _Judge()
    judge.feed(html)
    judge.close()
    return "".join(judge.words)


class _Judge(HTMLParser):
    """Collects what may not stay, and the words outside code."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lost: list[Lost] = []
        self.words: list[str] = []
        self._verbatim = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._verbatim += tag in _VERBATIM
        if tag not in ALLOWED:
            self.lost.append(Lost("element", tag))
            return
        self.lost += [Lost("attribute", name) for name, _ in attrs if name not in ALLOWED[tag]]
        addresses = [value or "" for name, value in attrs if name == "href"]
        self.lost += [Lost("address", address) for address in addresses if not is_safe_address(address)]

    def handle_endtag(self, tag: str) -> None:
        self._verbatim -= tag in _VERBATIM

    def handle_data(self, data: str) -> None:
        if not self._verbatim:
            self.words.append(data)


@dataclass
class _Numbering:
    """Where a list stands: the number of its next item, or none for a list of bullets."""

    number: int | None


class _Reader(HTMLParser):
    """Collects paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self._words: list[str] = []
        self._lists: list[_Numbering] = []
        self._mark = ""
        self._verbatim = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PARAGRAPHS:
            self.end_paragraph()
        if tag in {"ul", "ol"}:
            start = dict(attrs).get("start") or "1"
            self._lists.append(_Numbering(int(start) if tag == "ol" and start.isdecimal() else None))
        elif tag == "li":
            self._mark = self._next_mark()
        elif tag == "pre":
            self._verbatim = True
        elif tag == "br":
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _CELLS:
            self._words.append(BETWEEN_CELLS)
        if tag in _PARAGRAPHS:
            self.end_paragraph()
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        self._words.append(data if self._verbatim else _SPACE.sub(" ", data))

    def end_paragraph(self) -> None:
        """Close the paragraph that is open; one without words is none."""
        text = "".join(self._words)
        cleaned = text.strip("\n") if self._verbatim else _trimmed(text)
        if cleaned.strip():
            self.paragraphs.append(self._mark + cleaned)
            self._mark = ""
        self._words.clear()
        self._verbatim = False

    def _next_mark(self) -> str:
        if not self._lists or self._lists[-1].number is None:
            return "• "
        numbering = self._lists[-1]
        number = numbering.number
        numbering.number = (number or 0) + 1
        return f"{number}. "


def _trimmed(text: str) -> str:
    closer = _AROUND_A_BREAK.sub(r"\1", _SPACES.sub(" ", text))
    return closer.strip(" \n").removesuffix(BETWEEN_CELLS)
