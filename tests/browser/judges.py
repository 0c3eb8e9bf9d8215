"""What is looked at on every page; each judge gives a list of what it found, in words."""

import json
from itertools import pairwise
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Request

from tests.house.tree import ROOT

AXE = (ROOT / ".setup/browser/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = f"() => axe.run(document, {{runOnly: {json.dumps(RULES)}, resultTypes: ['violations']}})"
AXE_WIDTHS = (1280, 320)

WIDTHS = (1280, 1024, 768, 640, 480, 320)
HEIGHT = 800
# What reaches out of a page, and does not stand in something that scrolls by itself.
REACHING_OUT = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = each => each !== document.body
        && (getComputedStyle(each).overflowX !== 'visible' || scrolls(each.parentElement));
    const out = [...document.body.querySelectorAll('*')].filter(
        each => each.getBoundingClientRect().right > width + 0.5 && !scrolls(each.parentElement));
    return [`${document.documentElement.scrollWidth} pixels`, ...out.map(
        each => `${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 40)}`)];
}"""

SMALLEST = 11
# A drawing is scaled with its text, so what counts is how large a letter comes out.
TOO_SMALL = f"""() => {{
    const found = new Set();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {{
        const holder = walk.currentNode.parentElement;
        if (!walk.currentNode.data.trim() || !holder.checkVisibility() || holder.closest('title')) continue;
        const drawn = holder.ownerSVGElement ? holder.getScreenCTM().a : 1;
        const size = parseFloat(getComputedStyle(holder).fontSize) * drawn;
        if (size < {SMALLEST}) found.add(`${{size.toFixed(1)}} pixels: ${{walk.currentNode.data.trim().slice(0, 40)}}`);
    }}
    return [...found];
}}"""

HEADINGS = "() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(each => Number(each.tagName[1]))"
LANDMARKS = """() => Object.fromEntries(Object.entries({
    header: 'body > header', main: 'main', footer: 'body > footer', 'skip link': 'body > .usa-skipnav:first-child',
    search: 'header [role=search]',
}).map(([name, place]) => [name, document.querySelectorAll(place).length]))"""

# Of html, css, js and fonts, compressed, at the first visit.
HEAVIEST = 200_000


def accessibility(page: Page) -> list[str]:
    """Ask axe, at the width of a desk and at that of a telephone."""
    page.evaluate(AXE)
    return [f"at {width}: {each}" for width in AXE_WIDTHS for each in _asked_at(page, width)]


def _asked_at(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    found: dict[str, Any] = page.evaluate(RUN_AXE)
    return [
        f"{each['id']}: {node['target']}: {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def layout(page: Page) -> list[str]:
    """Look for what scrolls sideways and for letters too small to read, from a desk to a telephone."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for script in (REACHING_OUT, TOO_SMALL):
            found += [f"at {width}: {each}" for each in page.evaluate(script)]
    return found


def structure(page: Page) -> list[str]:
    """Look at what a page is read by without eyes: its language, its headings, its landmarks."""
    found = [] if page.locator("html").get_attribute("lang") == "en-US" else ["no language"]
    levels: list[int] = page.evaluate(HEADINGS)
    if levels.count(1) != 1:
        found.append(f"{levels.count(1)} headings of the page")
    found += [f"a heading {after} under a heading {above}" for above, after in pairwise(levels) if after > above + 1]
    marks: dict[str, int] = page.evaluate(LANDMARKS)
    once = ("header", "main", "footer", "skip link")
    found += [f"{marks[name]} of {name}" for name in once if marks[name] != 1]
    return found if marks["search"] else [*found, "no search"]


class Watch:
    """Listens to a window from before its first request: what it complains of, whom it asks, how much it loads."""

    def __init__(self, page: Page, base_url: str) -> None:
        self.base_url = base_url
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.sizes: list[float] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda event: self.sizes.append(event["encodedDataLength"]))

    @property
    def weight(self) -> float:
        """Return the bytes that came over the wire."""
        return sum(self.sizes)

    def _said(self, message: ConsoleMessage) -> None:
        # The browser also reports that the page itself was answered with a refusal, which is what was asked for.
        if message.type in {"error", "warning"} and "the server responded with a status of" not in message.text:
            self.complaints.append(message.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.base_url}/", "data:")):
            self.foreign.append(request.url)
