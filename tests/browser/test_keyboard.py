"""Everything can be reached and done by keyboard alone, and one always sees where one is."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sights import DOCUMENT, SHERIFF

# Longer than the way through the longest page; whoever is still on it then is caught.
MOST_STOPS = 400
# What has the focus: what it says, and whether a ring of at least two pixels shows it inside the window.
FOCUSED = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const style = getComputedStyle(at), place = at.getBoundingClientRect();
    return {
        name: at.id || at.getAttribute('href') || at.textContent.trim().slice(0, 40) || at.tagName,
        ring: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
        seen: at.checkVisibility() && place.width > 0 && place.bottom > 0 && place.top < innerHeight
            && place.right > 0 && place.left < innerWidth,
    };
}"""


def stops(page: Page, key: str = "Tab") -> Iterator[dict[str, Any]]:
    """Go from stop to stop until the page is left."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        stop = page.evaluate(FOCUSED)
        if stop is None:
            return
        yield stop
    raise AssertionError(stop)


def go_to(page: Page, place: str) -> None:
    """Go on by TAB to what a selector names; whoever has to go around the whole page does not find it."""
    for _ in stops(page):
        if page.evaluate("place => document.activeElement.matches(place)", place):
            return
    raise AssertionError(place)


def choose(page: Page, place: str, name: str) -> None:
    """Choose from a list by typing the beginning of a name."""
    go_to(page, place)
    page.keyboard.type(name)


def write(page: Page, place: str, text: str) -> None:
    """Write over what stands in a field; the browser marks it when one comes by TAB."""
    go_to(page, place)
    page.keyboard.type(text)


@pytest.mark.parametrize(
    "path", ["/", SHERIFF, f"{DOCUMENT}/editions/2", f"{DOCUMENT}/matrix", f"{DOCUMENT}/compare/2...3", "/sign-in"]
)
@pytest.mark.parametrize("width", [1280, 320])
def test_every_stop_shows_where_it_is_and_none_is_a_trap(page: Page, base_url: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(base_url + path)
    forward = list(stops(page))
    assert [stop["name"] for stop in forward if not stop["seen"] or stop["ring"] < 2] == []
    assert (forward[0]["name"], forward[-1]["name"]) == ("#main_content", "/contact")
    backward = [stop["name"] for _, stop in zip(forward, stops(page, "Shift+Tab"), strict=False)]
    assert backward == [stop["name"] for stop in reversed(forward)]


@pytest.mark.parametrize("path", ["/", SHERIFF, DOCUMENT])
def test_the_first_stop_skips_to_what_the_page_says(page: Page, base_url: str, path: str) -> None:
    page.goto(base_url + path)
    page.keyboard.press("Tab")
    expect(page.locator(".usa-skipnav")).to_be_focused()
    expect(page.locator(".usa-skipnav")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_a_sheriff_asks_what_applies_without_a_mouse(page: Page, base_url: str) -> None:
    page.goto(base_url)
    choose(page, "#audience", "Sheriff")
    choose(page, "#state", "Illinois")
    go_to(page, "main button")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("For a sheriff in Illinois, on April 9, 2012"))

    choose(page, "main #county", "Lake")
    write(page, "#effective_on", "August 20, 2010")
    write(page, "#known_on", "August 20, 2010")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("Lake County, Illinois, on August 20, 2010"))

    entry = page.locator("article#decline-activation")
    expect(entry).to_contain_text("You may decline")
    expect(entry.locator("details .words")).to_be_hidden()
    go_to(page, "#decline-activation summary")
    page.keyboard.press("Enter")
    expect(entry.locator("details .words")).to_contain_text("in writing")


def test_a_question_is_answered_and_the_answer_changed_without_a_mouse(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}{SHERIFF}")
    entry = page.locator("article#costs")
    go_to(page, "#costs .q a:first-of-type")
    page.keyboard.press("Enter")
    expect(entry).to_contain_text("You answered Yes: You must")
    expect(entry).to_be_in_viewport()
    go_to(page, "#costs p a.no-print")
    page.keyboard.press("Enter")
    expect(entry.locator(".q")).to_be_visible()


def test_the_menu_of_a_narrow_page_opens_and_leads_on(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{base_url}/contact")
    menu = page.locator("header .menu")
    expect(menu.get_by_role("link", name="Guidance")).to_be_hidden()
    go_to(page, ".menu summary")
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Guidance")).to_be_visible()
    write(page, ".menu input[type=search]", "opt out")
    page.keyboard.press("Enter")
    expect(page.locator("h2").first).to_contain_text("for “opt out”")
    go_to(page, ".menu summary")
    page.keyboard.press("Space")
    go_to(page, ".menu a[href='/guidance']")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Guidance")
