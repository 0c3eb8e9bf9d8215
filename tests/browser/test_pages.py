"""Every page in each of its states, as a browser shows it and as it is sent."""

import json
import subprocess
from pathlib import Path

import pytest
from apiflask import APIFlask
from playwright.sync_api import Browser, Page

from tests.addresses import PAGES
from tests.browser.conftest import Visit
from tests.browser.judges import HEAVIEST, Watch, accessibility, layout, structure
from tests.browser.sights import SIGHTS, Sight
from tests.house.tree import ROOT

NODE = ROOT / ".venv/bin/node"
HTML_VALIDATE = ROOT / ".setup/browser/node_modules/html-validate/bin/html-validate.mjs"
STANDARD = {"extends": ["html-validate:standard"], "root": True}


@pytest.mark.parametrize("sight", SIGHTS, ids=str)
def test_nothing_is_wrong_with_the_page(page: Page, visit: Visit, sight: Sight) -> None:
    watch = Watch(page, visit.base_urls[sight.portal])
    visit.go(page, sight)
    page.wait_for_load_state("networkidle")
    weight = watch.weight
    wrong = {
        "complaints": watch.complaints,
        "third parties": watch.foreign,
        "structure": structure(page),
        "layout": layout(page),
        "accessibility": accessibility(page),
    }
    assert {name: found for name, found in wrong.items() if found} == {}
    # Where something was done before, its pages are counted too.
    assert sight.reach or 0 < weight <= HEAVIEST


def test_every_page_as_it_is_sent_is_valid_and_has_a_title_of_its_own(
    chromium: Browser, visit: Visit, tmp_path: Path
) -> None:
    titles: dict[str, str] = {}
    for number, sight in enumerate(SIGHTS):
        with chromium.new_context() as context:
            # Only the page itself is judged here, so that nothing else is loaded.
            context.route("**/static/**", lambda route: route.abort())
            page = context.new_page()
            (tmp_path / f"{number}.html").write_bytes(visit.go(page, sight).body())
            if sight.has_its_own_title:
                assert titles.setdefault(page.title(), sight.title_key) == sight.title_key, page.title()
    assert invalid(tmp_path) == []


def invalid(folder: Path) -> list[str]:
    """Ask html-validate once about every page of a folder, each named by its place in the list of sights."""
    (folder / ".htmlvalidate.json").write_text(json.dumps(STANDARD))
    order = [NODE, HTML_VALIDATE, "--formatter", "json", "*.html"]
    judged = subprocess.run(order, cwd=folder, capture_output=True, text=True, check=False)
    assert judged.returncode in {0, 1}, judged.stderr
    return [
        f"{SIGHTS[int(Path(page['filePath']).stem)]}: line {each['line']}: {each['ruleId']}: {each['message']}"
        for page in json.loads(judged.stdout)
        for each in page["messages"]
    ]


def test_every_public_page_is_among_them(portals: dict[str, tuple[APIFlask, str]]) -> None:
    urls = portals["demonstration"][0].url_map.bind("127.0.0.1")
    seen = {urls.match(sight.path.partition("?")[0])[0] for sight in SIGHTS if sight.status == 200}
    assert set(PAGES) - seen == set()
