"""The PDF of an edition: what a reader finds in it, and what a screen reader and an archive find."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise

import page
import pikepdf
import pypdfium2
import pytest

from portal.common.pdf import EDITION_STYLESHEET, render_pdf
from tests.common.printed import BASE_URL, CHECK_URL, DEMONSTRATION, Edition, printed

DISCLAIMER = (
    "The contents of this document do not have the force and effect of law and are not meant to bind the public in "
    "any way. This document is intended only to provide clarity to the public regarding existing requirements under "
    "the law or agency policies."
)


class Outline(HTMLParser):
    """The headings of a page, as (level, words), and the pictures that it shows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[tuple[int, str]] = []
        self.pictures = 0
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.pictures += tag == "img"
        if re.fullmatch("h[1-6]", tag):
            self._open = True
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and not re.fullmatch("h[1-6]", tag)

    def handle_data(self, data: str) -> None:
        if self._open:
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)


@pytest.fixture(scope="module")
def html() -> str:
    return printed()


@pytest.fixture(scope="module")
def pdf(html: str) -> bytes:
    return made(html)


@pytest.fixture(scope="module")
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(pdf)) as document:
        yield document


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> list[str]:
    return texts(pdf)


def made(html: str) -> bytes:
    return render_pdf(html, stylesheet=EDITION_STYLESHEET.read_text(encoding="utf-8"))


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page on one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(each.get_textpage().get_text_range().split()) for each in document]


def elements(opened: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Walk the structure tree in reading order."""

    def walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        yield element
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    for top in opened.Root.StructTreeRoot.K:
        yield from walk(top)


def bookmarks(opened: pikepdf.Pdf) -> list[tuple[int, str]]:
    def walk(items: list[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield level, str(item.title)
            yield from walk(item.children, level + 1)

    with opened.open_outline() as outline:
        return list(walk(outline.root, 1))


def links(opened: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [note for each in opened.pages for note in each.get("/Annots", []) if note.Subtype == "/Link"]


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_one_file_meets_both_standards_without_a_finding(pdf: bytes, profile: str) -> None:
    report = page.validate_pdf_bytes(pdf, profile=profile)
    assert report.failures == []
    assert report.rules.total > 100


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_bare_first_edition_meets_them_too(profile: str) -> None:
    edition = Edition(replaces=None, change_note=None, legal=(), source=None)
    pdf = made(printed(edition=edition, provisions=2, demonstration=None))
    assert page.validate_pdf_bytes(pdf, profile=profile).failures == []
    assert "Nothing; it is the first edition" in texts(pdf)[0]
    assert "Demonstration" not in " ".join(texts(pdf))


def test_the_bookmarks_are_the_headings(html: str, opened: pikepdf.Pdf) -> None:
    headings = [(level, " ".join(words.split())) for level, words in Outline(html).headings]
    assert bookmarks(opened) == headings
    assert len(headings) > 15


def test_the_headings_leave_no_level_out(html: str, opened: pikepdf.Pdf) -> None:
    levels = [int(str(each.S)[2:]) for each in elements(opened) if re.fullmatch("/H[1-6]", str(each.S))]
    assert levels == [level for level, _ in Outline(html).headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_picture_says_what_it_shows(html: str, opened: pikepdf.Pdf) -> None:
    figures = [each for each in elements(opened) if each.S == "/Figure"]
    assert len(figures) == Outline(html).pictures
    assert all(str(each.Alt).strip() for each in figures)
    assert f"QR code of the address {CHECK_URL}" in {str(each.Alt) for each in figures}


def test_every_level_is_said_in_words_beside_its_sign(opened: pikepdf.Pdf) -> None:
    said = {str(each.Alt) for each in elements(opened) if each.S == "/Figure"}
    assert {"Mandatory:", "Conditional:", "Optional:", "Prohibited:", "Automatic:", "Undecided:"} <= said


def test_every_link_says_where_it_leads_and_none_lacks_a_host(opened: pikepdf.Pdf) -> None:
    assert links(opened)
    assert all(str(link.get("/Contents", "")).strip() for link in links(opened))
    outside = [str(link.A.URI) for link in links(opened) if "/A" in link]
    assert all(url.startswith("https://") for url in outside)
    assert f"{BASE_URL}/guidance/memoranda" in outside


def test_every_header_cell_has_words(opened: pikepdf.Pdf) -> None:
    headers = [each for each in elements(opened) if each.S == "/TH"]
    assert headers
    assert all(each.get("/K") for each in headers)


def test_every_label_is_a_named_destination(opened: pikepdf.Pdf) -> None:
    names = {str(name) for name in list(opened.Root.Names.Dests.Names)[::2]}
    assert names >= {f"provision-{place}" for place in range(1, 13)}


def test_the_file_dates_from_the_edition_and_not_from_its_making(opened: pikepdf.Pdf) -> None:
    assert str(opened.docinfo.CreationDate) == "D:20101006"
    assert str(opened.docinfo.ModDate) == "D:20101006"
    assert str(opened.docinfo.Title) == "Participation in Secure Communities (PART-01, edition 3)"
    assert str(opened.Root.Lang) == "en-US"


def test_the_metadata_can_be_read_without_a_pdf_reader(pdf: bytes) -> None:
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b'pdfaid:part="2"' in pdf


def test_only_our_own_fonts_are_in_it_and_all_are_embedded(opened: pikepdf.Pdf) -> None:
    fonts = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/FontDescriptor" in each]
    names = {re.sub(r"-(Bold|Italic)+", "", str(each.BaseFont).partition("+")[2]) for each in fonts}
    assert names == {"Merriweather", "Public-Sans", "Roboto-Mono"}
    assert all("/FontFile2" in each.FontDescriptor for each in fonts)


def test_the_same_edition_gives_the_same_bytes(html: str, pdf: bytes) -> None:
    assert made(html) == pdf


def test_the_first_page_tells_what_a_guidance_document_must(pages: list[str]) -> None:
    expected = (
        "Guidance document PART-01, edition 3",
        "Participation in Secure Communities",
        "Issued by Office of Policy",
        "Applies to State identification bureaus, local law enforcement agencies, and county governments",
        "In effect from October 6, 2010",
        "Published October 6, 2010",
        "Replaces Edition 2, August 17, 2010",
        "What changed Removal from the deployment plan is no longer offered.",
        "Law it interprets 8 U.S.C. 1722(a)(2); 28 U.S.C. 534(a)(4)",
        "Source Remarks on participation, Department, October 6, 2010",
        "Activation is not a matter of opting in or out.",
        "Check whether this is still current",
        DISCLAIMER,
    )
    assert [words for words in expected if words not in pages[0]] == []


def test_every_page_can_be_told_apart_and_checked_by_itself(pages: list[str]) -> None:
    for number, text in enumerate(pages, start=1):
        assert f"{number} of {len(pages)}" in text
        assert f"Check whether this is still current: {CHECK_URL}" in text
        assert DEMONSTRATION in text
    assert all("PART-01, edition 3: Participation in Secure Communities" in text for text in pages[1:])


def test_the_contents_name_the_page_of_each_provision(pages: list[str]) -> None:
    contents = next(text for text in pages if "Contents 1." in text)
    for place in (1, 6, 12):
        listed = re.search(rf"Matter {place} of the exchange (\d+)", contents)
        assert listed
        assert f"Matter {place} of the exchange The agency sets" in pages[int(listed[1]) - 1]


def test_the_end_gives_the_hash_and_the_permanent_address(pages: list[str]) -> None:
    assert "Cite as PART-01, ed. 3 (October 6, 2010)" in pages[-1]
    assert f"{BASE_URL}/guidance/participation/editions/3" in pages[-1]
    assert "9a41 c07e 55d2 0b18" in pages[-1]


def test_nothing_is_said_that_will_be_otherwise_later(pages: list[str]) -> None:
    text = " ".join(pages).lower()
    assert not re.search(r"entered (here )?on|superseded|in force|current edition|governs now since", text)


def test_ten_pages_are_enough_for_twelve_provisions(pages: list[str]) -> None:
    assert 8 <= len(pages) <= 11


def test_markup_in_a_title_stays_text() -> None:
    edition = replace(Edition(), title='"Dates" & <img src=a.png>')
    assert '"Dates" & <img src=a.png>' in texts(made(printed(edition=edition, provisions=1)))[0]
