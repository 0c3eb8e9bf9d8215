"""Every task can be done in a browser that runs no script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from portal.accounts.rules_roles import Role
from tests.browser.sights import DOCUMENT, sign_in


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Return a window in which no script runs."""
    with chromium.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def test_what_applies_is_asked_and_answered(page: Page, base_url: str) -> None:
    page.goto(base_url)
    page.get_by_label("We are a").select_option("Sheriff")
    page.locator("main #state").select_option("Illinois")
    page.get_by_role("button", name="Show what applies").click()
    expect(page).to_have_title(re.compile("For a sheriff in Illinois"))

    exchange = page.locator("article#federal-exchange")
    exchange.get_by_label("County").select_option("Cook County")
    exchange.get_by_role("button").click()
    expect(page).to_have_title(re.compile("Cook County, Illinois"))
    expect(exchange).to_contain_text("Starts at activation")

    page.get_by_label("Day: what governed then").fill("2010-08-20")
    page.get_by_role("button", name="Show", exact=True).click()
    entry = page.locator("article#decline-activation")
    expect(entry).to_contain_text("You may decline")
    entry.locator("summary").click()
    expect(entry.locator(".words")).to_be_visible()
    page.locator("article#costs").get_by_role("link", name="No").click()
    expect(page.locator("article#costs")).to_contain_text("You answered No")


def test_the_counties_of_another_state_come_with_its_answer(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/applies?audience=sheriff&state=il")
    page.get_by_label("State").select_option("New York")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_title(re.compile("in New York"))
    expect(page.get_by_label("County").first).to_contain_text("Albany County")


def test_two_editions_are_chosen_and_compared(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}{DOCUMENT}/compare/1...2")
    page.get_by_label("From").select_option("2")
    page.get_by_label("to", exact=True).select_option("3")
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(f"{base_url}{DOCUMENT}/compare/2...3")
    expect(page.locator("table")).to_contain_text("You may decline")
    fold = page.locator("details.fold").first
    fold.locator("summary").click()
    expect(fold.locator(".words").first).to_be_visible()


def test_a_narrow_matrix_shows_the_audience_that_was_chosen(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{base_url}{DOCUMENT}/matrix")
    page.get_by_label("For", exact=True).select_option("Federal staff")
    page.get_by_role("button", name="Show this audience").click()
    expect(page.get_by_role("columnheader", name="Federal staff")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Sheriffs")).to_be_hidden()


def test_the_guidance_is_searched(page: Page, base_url: str) -> None:
    page.goto(base_url)
    page.locator("#q_wide").fill("opt out")
    page.locator("header").get_by_role("button", name="Search").click()
    page.get_by_label("In force on").fill("2010-08-20")
    page.locator("main").get_by_role("button", name="Search").click()
    page.locator("main ol").first.get_by_role("link", name="Declining activation").click()
    expect(page.locator("h1")).to_be_visible()


def test_somebody_signs_in_and_out(page: Page, base_url: str) -> None:
    sign_in(page, base_url, Role.PARTNER)
    page.locator("nav.wide").get_by_role("link", name="Account").click()
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page.locator("nav.wide").get_by_role("link", name="Sign in")).to_be_visible()


def test_what_only_a_script_could_do_is_not_offered(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/applies?audience=sheriff&state=il")
    expect(page.get_by_role("button", name="Print this page")).to_have_count(0)
    expect(page.get_by_role("button", name="Copy the permanent link")).to_have_count(0)
