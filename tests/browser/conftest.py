"""A real browser, and portals for it to visit: the demonstration, one with all that is unusual, and an empty one."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from portal.accounts.rules_roles import Role
from tests.browser.served import fill_demonstration, fill_with_nothing_published, fill_with_the_unusual, served
from tests.browser.sights import DOCUMENT, Sight, sign_in

# Without the last ones it would try to reach its maker's servers at every start.
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SECONDS = 30
CODE = re.compile(r"/check/([0-9A-Z-]+)")
INSTALL = "There is no Chromium: sudo apt-get install -y --no-install-recommends chromium"


@pytest.fixture(scope="session")
def portals(
    demonstration_sqlite: Path, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, tuple[APIFlask, str]]]:
    """Return the portals that listen, by name, each with its address."""
    templates = {"demonstration": demonstration_sqlite, "unusual": migrated_sqlite, "empty": migrated_sqlite}
    with ExitStack() as stack:
        listening = {
            name: stack.enter_context(served(template, tmp_path_factory.mktemp(name)))
            for name, template in templates.items()
        }
        fill_demonstration(listening["demonstration"][0])
        fill_with_the_unusual(listening["unusual"][0])
        fill_with_nothing_published(listening["empty"][0])
        yield listening


@pytest.fixture(scope="session")
def base_url(portals: dict[str, tuple[APIFlask, str]]) -> str:
    """Return the address of the demonstration."""
    return portals["demonstration"][1]


@pytest.fixture(scope="session")
def codes(portals: dict[str, tuple[APIFlask, str]]) -> dict[str, str]:
    """Return the check code that each edition of the demonstration prints, under the name that a sight has for it."""
    reader = portals["demonstration"][0].test_client()
    pages = {number: reader.get(f"{DOCUMENT}/editions/{number}").text for number in (2, 4)}
    return {f"CODE_{number}": CODE.findall(page)[0] for number, page in pages.items()}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a browser; a machine without one fails, since a test that is skipped says nothing."""
    program = shutil.which("chromium")
    assert program, INSTALL
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS], chromium_sandbox=False)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Return a visit: a browser without a cookie, in which nothing moves."""
    visit = chromium.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    visit.set_default_timeout(SECONDS * 1000)
    yield visit
    visit.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return a window of the browser."""
    return context.new_page()


class Visit:
    """Leads windows to sights."""

    def __init__(self, chromium: Browser, base_urls: dict[str, str], codes: dict[str, str]) -> None:
        self.chromium, self.base_urls, self.codes = chromium, base_urls, codes
        self._signed_in: dict[Role, list[Any]] = {}

    def go(self, page: Page, sight: Sight) -> Response:
        """Show a sight in a window; gives how it was answered."""
        base_url = self.base_urls[sight.portal]
        if sight.role:
            page.context.add_cookies(self._cookies(sight.role))
        head, mark, number = sight.path.partition("CODE_")
        path = head + (self.codes[mark + number] if mark else "")
        answer = sight.reach(page, base_url) if sight.reach else page.goto(f"{base_url}{path}")
        assert answer
        assert answer.status == sight.status, page.title()
        return answer

    def _cookies(self, role: Role) -> list[Any]:
        if role not in self._signed_in:
            with self.chromium.new_context() as context:
                sign_in(context.new_page(), self.base_urls["demonstration"], role)
                self._signed_in[role] = context.cookies()
        return self._signed_in[role]


@pytest.fixture(scope="session")
def visit(chromium: Browser, portals: dict[str, tuple[APIFlask, str]], codes: dict[str, str]) -> Visit:
    """Return what leads windows to sights."""
    return Visit(chromium, {name: base_url for name, (_, base_url) in portals.items()}, codes)
