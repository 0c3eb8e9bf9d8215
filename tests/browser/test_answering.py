"""A sheriff asks, is offered an FAQ, asks all the same, and is answered: with scripts and without them.

Staff find the earlier answer, draft, are warned, fix, clear and send; the sheriff reads the answer by the secret link,
and the mail lies in the outbox.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from apiflask import APIFlask
from playwright.sync_api import Browser, Page, expect

from portal.accounts.rules_roles import Role
from portal.common.database import db
from portal.site.jobs import Worker
from tests.browser.sights import HASTE, sign_in

QUESTION = "May our county opt out of the program, as others did?"


class Windows:
    """Windows of different people, each with a browser of their own."""

    def __init__(self, chromium: Browser, base_url: str, stack: ExitStack, *, scripts: bool) -> None:
        self.chromium, self.base_url, self.stack, self.scripts = chromium, base_url, stack, scripts

    def open(self, role: Role | None = None) -> Page:
        context = self.stack.enter_context(self.chromium.new_context(java_script_enabled=self.scripts))
        page = context.new_page()
        if role:
            sign_in(page, self.base_url, role)
        return page


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def windows(request: pytest.FixtureRequest, chromium: Browser, base_url: str) -> Iterator[Windows]:
    with ExitStack() as stack:
        yield Windows(chromium, base_url, stack, scripts=request.param)


def test_a_question_is_asked_answered_cleared_sent_and_read(
    windows: Windows, base_url: str, portals: dict[str, tuple[APIFlask, str]]
) -> None:
    sheriff = windows.open()
    sheriff.goto(f"{base_url}/ask")
    sheriff.get_by_label("It is about").select_option("Sheriffs")
    sheriff.get_by_label("You ask as").select_option("Law enforcement agency")
    sheriff.get_by_label("Your question").fill(QUESTION)
    sheriff.get_by_label("E-mail address").fill("sheriff@elm-county.test")
    sheriff.wait_for_timeout(HASTE.total_seconds() * 1000)
    sheriff.get_by_role("button", name="Send my question", exact=True).click()
    expect(sheriff.get_by_role("status")).to_contain_text("Nothing has been sent yet")
    sheriff.get_by_role("button", name="Send my question all the same").click()
    expect(sheriff.get_by_role("heading", level=1)).to_contain_text("Your question 2012-")
    number = sheriff.get_by_role("heading", level=1).inner_text().removeprefix("Your question ")

    drafter = windows.open(Role.DRAFTER)
    drafter.goto(f"{base_url}/inquiries/{number}")
    drafter.get_by_label("Give it to").select_option("Drafter")
    drafter.get_by_role("button", name="Give it", exact=True).click()
    drafter.get_by_role("link", name="Write an answer").click()
    expect(drafter.get_by_role("region", name="Asked before")).to_contain_text("Offered because it speaks of")
    answer = drafter.get_by_label("Answer", exact=True)
    answer.fill("Thank you. Your county may opt out. [[decline-activation|sheriff|optional]]")
    drafter.get_by_role("button", name="Check without saving").click()
    expect(drafter.locator("#found")).to_contain_text("Contradicts the guidance in force")
    answer.fill("Thank you. [[decline-activation]]")
    drafter.get_by_role("button", name="Save", exact=True).click()
    expect(drafter.locator("#found")).to_contain_text("What the check finds: 0")
    drafter.get_by_role("button", name="Give it to the offices").click()
    expect(drafter.locator("#clearance")).to_contain_text("Is asked, and has not decided yet")

    reviewer = windows.open(Role.REVIEWER)
    reviewer.goto(drafter.url)
    reviewer.get_by_role("button", name="Clear it", exact=True).click()
    reviewer.get_by_label("It goes out by").select_option("By e-mail")
    reviewer.get_by_role("button", name="Send it").click()
    expect(reviewer.get_by_role("heading", name="As sent")).to_be_visible()

    sheriff.reload()
    expect(sheriff.get_by_role("main")).to_contain_text("We have answered your question.")
    expect(sheriff.get_by_role("main")).to_contain_text("Declining activation is not offered")
    assert number in mailed(portals["demonstration"][0])


def mailed(portal: APIFlask) -> str:
    """Let the worker send what waits, and return all that lies in the outbox."""
    with portal.app_context():
        Worker().work_once()
        db.session.remove()
    outbox = Path(portal.config["PORTAL"].mail_url.removeprefix("file://"))
    return "\n".join(each.read_text(encoding="utf-8") for each in outbox.glob("*.eml"))


def test_labels_are_completed_while_one_types(page: Page, base_url: str) -> None:
    sign_in(page, base_url, Role.DRAFTER)
    page.goto(f"{base_url}/inquiries/2012-0005/responses/new")
    field = page.get_by_label("Answer", exact=True).first
    field.press_sequentially("See [[decl")
    offered = page.get_by_role("group", name="Provisions that fit")
    expect(offered).to_contain_text("decline-activation: ")
    field.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("See [[decline-activation]]")
    expect(field).to_be_focused()
    expect(offered).to_be_empty()
