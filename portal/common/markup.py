"""Markdown to safe HTML, and what is wrong with a text before it is turned.

The dialect is small on purpose: paragraphs, emphasis, lists, quotations, tables, code, links, citations of law, and
`[[label]]` links between provisions. Raw HTML, headings, images, reference links, footnotes and attribute lists are
not part of it; `markup_issues` reports them. Python-Markdown takes time that grows with the square of some texts, so
that a text is weighed first and one that is too heavy is refused, never started. Whatever comes out passes nh3, which
lets only a fixed list of elements through.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

import nh3
from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from portal.common.characters import character_issues, normalized
from portal.common.citations import SEARCHES, read_citation
from portal.common.issues import Issues
from portal.common.markup_limits import weight_issues
from portal.common.markup_text import ALLOWED, Lost, is_safe_address, lost_markup, plain_text, words_outside_code


@dataclass(frozen=True)
class Link:
    """Where a `[[label]]` leads, and the words that it reads there."""

    href: str
    words: str


@dataclass(frozen=True)
class Rendered:
    """A text as safe HTML, and as plain paragraphs with an empty line between them."""

    html: str
    text: str


class MarkupTooHeavyError(ValueError):
    """The text would take too long to turn; `markup_issues` says why."""


def anchor(label: str) -> Link:
    """Lead to the place of that name on the same page."""
    return Link(href=f"#{label}", words=label)


def render(text: str, link: Callable[[str], Link | None] = anchor) -> Rendered:
    """Turn Markdown into safe HTML and plain text.

    Args:
        text: The Markdown; it is put into NFC first.
        link: Gives the link for what stands between `[[` and `]]`, or None where there is nothing of that name;
            then the name stands there as plain words.

    Raises:
        MarkupTooHeavyError: The text is beyond the limits of `portal.common.markup_limits`.
    """
    heavy = weight_issues(text)
    if heavy:
        raise MarkupTooHeavyError(str(heavy[0]))
    html = _sanitized(_converted(normalized(text), link))
    return Rendered(html=html, text=plain_text(html))


def linked_labels(text: str) -> tuple[str, ...]:
    """List what stands between `[[` and `]]` in a text, in order, but for what is quoted as code.

    Raises:
        MarkupTooHeavyError: As `render` does.
    """
    labels: list[str] = []

    def collect(label: str) -> None:
        labels.append(label)

    render(text, collect)
    return tuple(labels)


def markup_issues(text: str) -> Issues:
    """Report everything that would be lost, would show as a stray mark, or would take too long.

    Lines are counted from one, in the text.
    """
    issues = character_issues(text)
    heavy = weight_issues(text)
    if issues or heavy:
        return Issues([*issues, *heavy])
    clean = normalized(text)
    html = _converted(clean, anchor)
    for lost in dict.fromkeys(lost_markup(html)):
        issues.report(_worded(lost), line=_line(clean, _source_of(lost)))
    # A character may also be written as a number (&#8238;), so that what comes out is read once more.
    issues += character_issues(plain_text(html))
    words = words_outside_code(_converted(_ESCAPED.sub("x", clean), anchor))
    for pattern, message in _STRAY_MARKS:
        stray = pattern.search(words)
        if stray:
            issues.report(message.format(stray[0].strip()), line=_line(clean, re.escape(stray[0].strip())))
    return issues


# What a reader would see as a stray mark, and what to do about it.
_STRAY_MARKS: Final = tuple(
    (re.compile(pattern, re.MULTILINE), message)
    for pattern, message in (
        (r"^[ \t]*/{3,}", "A mark of a block is left over ({}); a block ends with /// on a line of its own."),
        (
            r"</?[A-Za-z][A-Za-z0-9-]*|<[!?]",
            "HTML is not part of these texts ({}): write Markdown instead, or leave it out.",
        ),
        (r"!\[[^\]\n]{0,40}\]\(", "Images are not part of these texts ({}); link to it instead."),
        (r"\{:[^}\n]{0,40}", "Attributes are not part of these texts ({}); leave them out."),
        (r"\[\^[^\]\n]{1,40}\]", "Footnotes are not part of these texts ({}); say it in the text itself."),
        (r"\]\[", "Links by reference are not part of these texts; write [words](address)."),
        (r"^\[[^\]\n]{1,80}\]:[ \t]", "Links by reference are not part of these texts ({}); write [words](address)."),
        (r"\[\[[^\n]{0,40}", "This link between provisions is not whole ({}); write [[label]]."),
        (
            r"\*\*|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)",
            "The mark {} has no partner; close it, or put a backslash before it.",
        ),
    )
)
# A mark behind a backslash is meant as a character, so that it is no stray mark.
_ESCAPED: Final = re.compile(r"\\[\\`*_{}\[\]()>#+.!-]")
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def _worded(lost: Lost) -> str:
    if lost.kind == "address":
        return (
            f"The link to {lost.name or 'nothing'} is not safe and would be stripped; "
            "link to https://…, mailto:…, or a path of this site."
        )
    if lost.kind == "attribute":
        return f"The attribute {lost.name} would be stripped; leave it out."
    if lost.name in _HEADINGS:
        return "A heading is not part of these texts; make a provision or a paragraph of it."
    return "A line across the page is not part of these texts; leave it out."


_SOURCES: Final = {
    "hr": r"^[ \t>]*([-*_])[ \t]*(?:\1[ \t]*){2,}$",
    **dict.fromkeys(_HEADINGS, r"^[ \t>]*#{1,6}|^(?:-{2,}|=+)[ \t]*$"),
}


def _source_of(lost: Lost) -> str:
    return _SOURCES.get(lost.name, re.escape(lost.name))


def _line(text: str, pattern: str) -> int | None:
    found = re.search(pattern, text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else None


def _sanitized(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(ALLOWED),
        clean_content_tags={"script", "style"},
        attributes={tag: set(names) for tag, names in ALLOWED.items()},
        attribute_filter=_only_safe_addresses,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _only_safe_addresses(_element: str, attribute: str, value: str) -> str | None:
    return None if attribute == "href" and not is_safe_address(value) else value


def _converted(text: str, link: Callable[[str], Link | None]) -> str:
    return _converter(link).convert(text)


# Parts of Python-Markdown that these texts do not use; without them nothing but links is searched for its end.
_LEFT_OUT: Final = ("reference", "image_link", "image_reference", "short_reference", "short_image_ref", "html")


def _converter(link: Callable[[str], Link | None]) -> Markdown:
    # A converter holds the state of one text, so that one cannot serve two threads; making one takes 1 ms.
    converter = Markdown(extensions=[TableExtension(), SaneListExtension()], output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.parser.blockprocessors.deregister("reference")
    for name in _LEFT_OUT:
        converter.inlinePatterns.deregister(name)
    converter.inlinePatterns.register(_LabelProcessor(link, converter), "label", 175)
    for kind, search in SEARCHES.items():
        converter.inlinePatterns.register(_CitationProcessor(kind, search, converter), f"citation-{kind}", 150)
    converter.treeprocessors.register(_TableProcessor(converter), "table-cells", 15)
    return converter


class _LabelProcessor(InlineProcessor):
    """Turns `[[label]]` into a link."""

    def __init__(self, link: Callable[[str], Link | None], converter: Markdown) -> None:
        super().__init__(r"\[\[([^\[\]\n]{1,200})\]\]", converter)
        self._link = link

    # The library names this hook, and the stub of an older base of it takes one argument less.
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ET.Element | str, int, int]:  # type: ignore[override]  # noqa: N802
        del data
        link = self._link(m[1].strip())
        if link is None:
            return m[1].strip(), m.start(), m.end()
        return _anchor_element({"href": link.href}, link.words), m.start(), m.end()


class _CitationProcessor(InlineProcessor):
    """Turns a citation of law into a link, unless it stands in a link already."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, kind: str, search: re.Pattern[str], converter: Markdown) -> None:
        super().__init__(search.pattern, converter)
        self._kind = kind

    # The library names this hook, and the stub of an older base of it takes one argument less.
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ET.Element, int, int]:  # type: ignore[override]  # noqa: N802
        del data
        citation = read_citation(self._kind, m)
        element = _anchor_element({"href": citation.url, "data-cite": citation.cite}, citation.words)
        return element, m.start(), m.end()


def _anchor_element(attributes: dict[str, str], words: str) -> ET.Element:
    element = ET.Element("a", attributes)
    # The words are final: no mark of emphasis in them means anything.
    element.text = AtomicString(words)
    return element


class _TableProcessor(Treeprocessor):
    """Says what the header cells of a table head, and aligns cells by class, since no style is let through."""

    def run(self, root: ET.Element) -> None:
        for cell in root.iter():
            if cell.tag == "th":
                cell.set("scope", "col")
            if cell.tag in {"th", "td"} and (style := cell.attrib.pop("style", None)):
                cell.set("class", style.replace("text-align: ", "text-").rstrip(";"))
