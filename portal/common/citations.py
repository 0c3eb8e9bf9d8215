"""Citations of federal law in running text, and where each can be read.

The forms are those of the Government Publishing Office Style Manual, and the shorter
ones that letters use: ``8 U.S.C. 1722(a)(2)``, ``8 CFR 287.7``, ``28 CFR part 20``,
``Pub. L. 110-329``, ``72 FR 3432``, ``E.O. 13768``. Every count in a pattern is bounded,
so that no text can make the search slow.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final


@dataclass(frozen=True)
class Citation:
    """One citation found in a text.

    Args:
        start: The offset of its first character.
        end: The offset after its last character.
        words: The words as they stand in the text.
        cite: The machine form, for ``data-cite``: "8 USC 1722(a)(2)".
        url: The address of the law at its official publisher.
    """

    start: int
    end: int
    words: str
    cite: str
    url: str


_SPACE = r"[ \u00a0\n]{0,2}"
_SIGN = rf"(?:§{{1,2}}{_SPACE}|(?:[Ss]ec(?:tion|\.){_SPACE}))?"
_PARAGRAPHS = r"(?P<paragraphs>(?:\([0-9A-Za-z]{1,5}\)){0,8})"
_DASH = "[-\u2010\u2011\u2013]"

_PATTERNS: Final[Mapping[str, str]] = {
    "code": rf"(?P<title>[0-9]{{1,2}}){_SPACE}U\.?{_SPACE}S\.?{_SPACE}C\.?{_SPACE}{_SIGN}"
    rf"(?P<section>[0-9]{{1,5}}[a-z]{{0,3}}(?:-[0-9]{{1,3}}[a-z]?)?){_PARAGRAPHS}",
    "regulation": rf"(?P<title>[0-9]{{1,2}}){_SPACE}C\.?{_SPACE}F\.?{_SPACE}R\.?{_SPACE}{_SIGN}"
    rf"(?P<part>[Pp]arts?{_SPACE})?(?P<section>[0-9]{{1,4}}(?:\.[0-9]{{1,4}}[a-z]?)?){_PARAGRAPHS}",
    "law": rf"(?:Pub\.{_SPACE}L\.|P\.{_SPACE}L\.|Public{_SPACE}Law){_SPACE}(?:No\.{_SPACE})?"
    rf"(?P<congress>[0-9]{{2,3}}){_DASH}(?P<number>[0-9]{{1,4}})",
    "register": rf"(?P<volume>[0-9]{{1,3}}){_SPACE}(?:Fed\.{_SPACE}Reg\.|F\.?R\.?){_SPACE}"
    r"(?P<page>[0-9]{1,3}(?:,[0-9]{3})|[0-9]{1,6})",
    "order": rf"(?:E\.?O\.?|Exec(?:utive|\.){_SPACE}Order){_SPACE}(?:No\.{_SPACE})?"
    r"(?P<order>[0-9]{4,5})",
}


def _code(found: re.Match[str]) -> tuple[str, str]:
    title, section = found["title"], found["section"]
    granule = f"USC-prelim-title{title}-section{section}"
    url = f"https://uscode.house.gov/view.xhtml?req=granuleid:{granule}&num=0&edition=prelim"
    return f"{title} USC {section}{found['paragraphs']}", url


def _regulation(found: re.Match[str]) -> tuple[str, str]:
    title, section, paragraphs = found["title"], found["section"], found["paragraphs"]
    whole = "section" if "." in section else "part"
    url = f"https://www.ecfr.gov/current/title-{title}/{whole}-{section}"
    anchor = f"#p-{section}{paragraphs}" if paragraphs else ""
    return f"{title} CFR {section}{paragraphs}", url + anchor


def _law(found: re.Match[str]) -> tuple[str, str]:
    congress, number = found["congress"], found["number"]
    url = f"https://www.govinfo.gov/link/plaw/{congress}/public/{number}"
    return f"Pub. L. {congress}-{number}", url


def _register(found: re.Match[str]) -> tuple[str, str]:
    volume, page = found["volume"], found["page"].replace(",", "")
    return f"{volume} FR {page}", f"https://www.federalregister.gov/citation/{volume}-FR-{page}"


def _order(found: re.Match[str]) -> tuple[str, str]:
    number = found["order"]
    return f"EO {number}", f"https://www.federalregister.gov/executive-order/{number}"


_READERS: Final[Mapping[str, Callable[[re.Match[str]], tuple[str, str]]]] = {
    "code": _code,
    "regulation": _regulation,
    "law": _law,
    "register": _register,
    "order": _order,
}
SEARCHES: Final[Mapping[str, re.Pattern[str]]] = {
    kind: re.compile(rf"(?<![\w.]){pattern}(?!\w)") for kind, pattern in _PATTERNS.items()
}
"""The search for each kind of citation."""


def read_citation(kind: str, found: re.Match[str]) -> Citation:
    """Read what the search for a kind has found."""
    cite, url = _READERS[kind](found)
    return Citation(start=found.start(), end=found.end(), words=found[0], cite=cite, url=url)


def find_citations(text: str) -> tuple[Citation, ...]:
    """Find every citation in a text, in order; none overlaps another."""
    found = [read_citation(kind, each) for kind, search in SEARCHES.items() for each in search.finditer(text)]
    kept: list[Citation] = []
    for each in sorted(found, key=lambda citation: (citation.start, -citation.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def linked_html(text: str) -> str:
    """Turn plain text into safe HTML in which every citation is a link to the law."""
    parts: list[str] = []
    position = 0
    for each in find_citations(text):
        parts += [escape(text[position : each.start]), _anchor(each)]
        position = each.end
    return "".join([*parts, escape(text[position:])])


def _anchor(citation: Citation) -> str:
    url, cite, words = escape(citation.url), escape(citation.cite), escape(citation.words)
    return f'<a href="{url}" data-cite="{cite}">{words}</a>'
