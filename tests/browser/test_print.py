"""What a printer makes of a page, one that has black ink only."""

import re
from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from portal.guidance.rules_levels import AppliedLevel
from tests.browser.sights import DOCUMENT, SHERIFF

DATED = f"{SHERIFF}&effective_on=2010-08-20&known_on=2010-08-20"
BLACK = "* { --c: #000 !important; --t: #fff !important; color: #000 !important; }"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Return a visit without scripts: a browser opens every fold for paper by the style sheet alone."""
    with chromium.new_context(java_script_enabled=False) as visit:
        yield visit


def printed(page: Page, address: str) -> str:
    """Return the words on all the sheets, on one line."""
    page.goto(address)
    with pypdfium2.PdfDocument(page.pdf(format="Letter")) as document:
        return " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())


def letters(text: str) -> str:
    """Leave letters and digits only, since an address is broken wherever a line ends, and a hyphen there is another."""
    return re.sub(r"[^0-9A-Za-z]", "", text)


def test_an_answer_is_printed_whole_with_its_address_and_its_code(page: Page, base_url: str) -> None:
    paper = printed(page, f"{base_url}{DATED}")
    for words in page.locator("main details .words > p").all_text_contents():
        assert letters(words) in letters(paper)
    for address in page.locator("main .code").all_text_contents():
        assert letters(address) in letters(paper)
    assert letters(f"{base_url}/check/") in letters(paper)
    assert letters("known_on=2010-08-20") in letters(paper)
    assert "August 20, 2010" in paper
    for frame in ("Skip to main content", "Sign in", "Contact us", "Print this page", "Answer for this county"):
        assert frame not in paper


def test_an_edition_is_printed_whole_with_its_hash_address_and_code(page: Page, base_url: str) -> None:
    paper = letters(printed(page, f"{base_url}{DOCUMENT}/editions/2"))
    for address in page.locator("main .code").all_text_contents():
        assert letters(address) in paper
    assert "Superseded" in paper
    assert "Showthesignsfor" not in paper


def test_a_comparison_is_printed_with_what_did_not_change(page: Page, base_url: str) -> None:
    paper = letters(printed(page, f"{base_url}{DOCUMENT}/compare/2...3"))
    folded = page.locator("details.fold .words > p").all_text_contents()
    assert folded
    assert [words for words in folded if letters(words) not in paper] == []


def test_a_matrix_is_printed_with_every_audience_also_from_a_telephone(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    paper = printed(page, f"{base_url}{DOCUMENT}/matrix")
    for heading in page.locator(".matrix thead th").all_text_contents():
        assert letters(heading) in letters(paper)


@pytest.mark.parametrize("path", [DATED, f"{DOCUMENT}/editions/2", f"{DOCUMENT}/compare/2...3", f"{DOCUMENT}/matrix"])
def test_what_leads_around_the_portal_is_left_out(page: Page, base_url: str, path: str) -> None:
    page.emulate_media(media="print")
    page.goto(base_url + path)
    for part in (
        "header nav",
        "header [role=search]",
        ".menu",
        "[aria-label=Breadcrumbs]",
        "footer nav",
        "main button",
    ):
        for found in page.locator(part).all():
            expect(found).to_be_hidden()
    for fold in page.locator("main details > *:not(summary)").all():
        expect(fold).to_be_visible()


def test_a_level_is_told_by_its_shape_and_its_word(chromium: Browser, base_url: str) -> None:
    # The portal's policy would refuse the style that takes the colors away.
    with chromium.new_context(bypass_csp=True) as visit:
        page = visit.new_page()
        page.goto(base_url)
        page.emulate_media(media="print")
        page.add_style_tag(content=BLACK)
        key = page.locator(".key li")
        words = [each.locator(".level").inner_text().strip() for each in key.all()]
        shapes = {each.locator(".sign").screenshot() for each in key.all()}
    assert len(set(words)) == len(shapes) == len(AppliedLevel)


@pytest.mark.parametrize("path", [DATED, f"{DOCUMENT}/editions/2", f"{DOCUMENT}/compare/2...3", f"{DOCUMENT}/matrix"])
def test_no_sign_stands_without_its_word(page: Page, base_url: str, path: str) -> None:
    page.emulate_media(media="print")
    page.goto(base_url + path)
    holders = page.locator(":is(.level, .hang, .counts b):has(.sign)")
    assert holders.count()
    alone = [each.evaluate("each => each.outerHTML") for each in holders.all() if not each.inner_text().strip()]
    assert alone == []


def test_struck_and_added_words_are_told_apart_without_color(page: Page, base_url: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{base_url}{DOCUMENT}/compare/2...3")
    marks = {
        name: page.locator(f".merged {name}, .side {name}").first.evaluate(
            "each => getComputedStyle(each).textDecorationLine"
        )
        for name in ("del", "ins")
    }
    assert marks == {"del": "line-through", "ins": "underline"}
