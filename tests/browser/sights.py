"""Every public page in each of its states, and the pages of those who signed in: what a browser is shown here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Page, Response

from portal.accounts.rules_roles import Role
from portal.site.forms_ask import QUICKEST
from tests.make import PASSWORD

DOCUMENT = "/guidance/participation"
NOT_ISSUED = "0000-0000-0000-0000-0000-0000-0000-0000"

# A little more than the shortest time in which a person asks.
HASTE = QUICKEST + timedelta(milliseconds=200)

Reach = Callable[[Page, str], Response | None]


@dataclass(frozen=True)
class Sight:
    """A page in one state.

    Attributes:
        path: its address; `CODE_n` stands for the check code of edition n.
        portal: which of the portals shows it.
        status: what it is answered with.
        role: who looks at it, none for a visitor.
        reach: what is done where an address alone does not lead there.
    """

    path: str
    portal: str = "demonstration"
    status: int = 200
    role: Role | None = None
    reach: Reach | None = None

    @property
    def title_key(self) -> str:
        """Return what pages with one title may have in common: what they show, whenever and to whom."""
        return self.path.partition("?")[0]

    @property
    def has_its_own_title(self) -> bool:
        """Tell whether no other page has this title: a refusal is titled by its kind, what is in force by itself."""
        shared = self.title_key == DOCUMENT or self.path.startswith("/check/")
        return self.portal == "demonstration" and self.status == 200 and not shared

    def __str__(self) -> str:
        """Name the sight in the list of tests."""
        named = [self.portal if self.portal != "demonstration" else "", self.role or "", self.path]
        return " ".join([*filter(None, named), self.reach.__name__ if self.reach else ""]).strip()


def wrong_password(page: Page, base_url: str) -> Response | None:
    """Try to sign in with a password that is not right."""
    page.goto(f"{base_url}/sign-in")
    page.fill("#email", "nobody@agency.test")
    page.fill("#password", "not the right one")
    return _sent(page)


def nothing_typed(page: Page, base_url: str) -> Response | None:
    """Send the form of the sign-in page empty, by a browser that does not look for what is required."""
    page.goto(f"{base_url}/sign-in")
    page.locator("main form").evaluate("form => { form.noValidate = true; }")
    return _sent(page)


def too_often(page: Page, base_url: str) -> Response | None:
    """Try to sign in until it takes too many attempts."""
    answer = None
    while answer is None or answer.status != 429:
        answer = wrong_password(page, base_url)
    return answer


def too_large(page: Page, base_url: str) -> Response | None:
    """Send more than a form may hold."""
    page.goto(f"{base_url}/sign-in")
    page.locator("#password").evaluate("field => { field.maxLength = 9e6; field.value = 'a'.repeat(2e6); }")
    page.fill("#email", "nobody@agency.test")
    return _sent(page)


def stale_form(page: Page, base_url: str) -> Response | None:
    """Send a form with the safety mark of another session."""
    page.goto(f"{base_url}/sign-in")
    page.locator("main [name=csrf_token]").evaluate("field => { field.value = 'another'; }")
    page.fill("#email", "nobody@agency.test")
    page.fill("#password", "not the right one")
    return _sent(page)


def question_forgotten(page: Page, base_url: str) -> Response | None:
    """Send the form of a question without one."""
    page.goto(f"{base_url}/ask")
    page.locator("main form").evaluate("form => { form.noValidate = true; }")
    return _sent(page)


def answers_offered(page: Page, base_url: str) -> Response | None:
    """Ask what was answered before."""
    return _ask(page, base_url, "May our sheriff opt out of the program?")


def question_sent(page: Page, base_url: str) -> Response | None:
    """Ask what no answer speaks of."""
    return _ask(page, base_url, "Who repairs hydraulic elevators?")


def nothing_logged(page: Page, base_url: str) -> Response | None:
    """Send the form by which staff log a letter empty."""
    page.goto(f"{base_url}/inquiries/new")
    page.locator("form.card").evaluate("form => { form.noValidate = true; }")
    return _pressed(page, "Log it")


def nothing_answered(page: Page, base_url: str) -> Response | None:
    """Save the form of a new answer empty."""
    page.goto(f"{base_url}/answers/new")
    return _pressed(page, "Save")


def letter_logged(page: Page, base_url: str) -> Response | None:
    """Log a letter with two questions."""
    page.goto(f"{base_url}/inquiries/new")
    page.select_option("#channel", "letter")
    page.select_option("#audience", "sheriff")
    page.select_option("#sender_kind", "congress")
    page.fill("#question", "May counties opt out?\n---\nWhat of the agreement that our state signed?")
    return _pressed(page, "Log it")


def answer_begun(page: Page, base_url: str) -> Response | None:
    """Begin an answer that contradicts the guidance."""
    letter_logged(page, base_url)
    page.locator("main a", has_text="Write an answer").click()
    page.fill("#part_1", "You may opt out: [[decline-activation|sheriff|optional]]")
    page.fill("#part_2", "See [[memorandum-of-agreement]]")
    return _pressed(page, "Save")


def answer_checked(page: Page, base_url: str) -> Response | None:
    """Have words checked that cannot be read."""
    letter_logged(page, base_url)
    page.locator("main a", has_text="Write an answer").click()
    page.fill("#part_1", "[[neverheard]]")
    return _pressed(page, "Check without saving")


def _pressed(page: Page, words: str) -> Response | None:
    with page.expect_navigation() as sent:
        page.get_by_role("button", name=words, exact=True).click()
    return sent.value


def _ask(page: Page, base_url: str, question: str) -> Response | None:
    page.goto(f"{base_url}/ask")
    page.select_option("#audience", "sheriff")
    page.select_option("#sender_kind", "law-enforcement")
    page.fill("#question", question)
    # Who sends a form at once is taken for a machine.
    page.wait_for_timeout(HASTE.total_seconds() * 1000)
    return _sent(page)


def _sent(page: Page) -> Response | None:
    with page.expect_navigation() as sent:
        page.locator("main form button[type=submit]").first.click()
    return sent.value


def sign_in(page: Page, base_url: str, role: Role) -> None:
    """Sign in with the demonstration's account of a role."""
    name = "partner.il" if role == Role.PARTNER else role
    page.goto(f"{base_url}/sign-in")
    page.fill("#email", f"{name}@portal.test")
    page.fill("#password", PASSWORD)
    answer = _sent(page)
    assert answer
    assert answer.ok


SHERIFF = "/applies?audience=sheriff&state=il"
BUREAU = "/applies?audience=state-identification-bureau&state=ny"
BEFORE = "effective_on=2008-01-01"

APPLIES = (
    Sight("/applies"),
    Sight(SHERIFF),
    Sight(f"{SHERIFF}&county=17097"),
    Sight(f"{SHERIFF}&county=17031&effective_on=2011-12-28&known_on=2011-12-28"),
    Sight(f"{SHERIFF}&effective_on=2013-01-01"),
    Sight(f"{SHERIFF}&{BEFORE}"),
    Sight(f"{BUREAU}&effective_on=2010-10-10"),
    Sight("/applies?audience=tribal-law-enforcement"),
    Sight("/applies?audience=nobody&effective_on=tomorrow", status=400),
    Sight("/applies?audience=sheriff&state=il", "unusual"),
    Sight("/applies?audience=state&state=ny", "unusual"),
    Sight("/applies?audience=sheriff", "empty"),
)
EDITIONS = (
    Sight("/guidance"),
    Sight("/guidance?changed=1"),
    Sight(f"/guidance?{BEFORE}"),
    Sight("/guidance", "unusual"),
    Sight("/guidance", "empty"),
    Sight(DOCUMENT),
    Sight(f"{DOCUMENT}?audience=sheriff"),
    Sight(f"{DOCUMENT}?{BEFORE}", status=404),
    Sight(f"{DOCUMENT}/editions"),
    Sight(f"{DOCUMENT}/editions", "unusual"),
    Sight(f"{DOCUMENT}/editions/1"),
    Sight(f"{DOCUMENT}/editions/4?audience=state-identification-bureau"),
    Sight(DOCUMENT, "unusual"),
    Sight(f"{DOCUMENT}/editions/3", "unusual"),
    *(Sight(f"/guidance/{kind}/editions/1", "unusual") for kind in ("withdrawn", "rescinded", "expired", "in-error")),
    Sight("/guidance/withdrawn", "unusual", status=404),
)
COMPARED = (
    Sight(f"{DOCUMENT}/compare/2...3"),
    Sight(f"{DOCUMENT}/compare/1...4"),
    Sight(f"{DOCUMENT}/compare/4...1"),
    Sight(f"{DOCUMENT}/compare/1...2", "unusual"),
    Sight(f"{DOCUMENT}/matrix"),
    Sight(f"{DOCUMENT}/matrix?audience=public&effective_on=2010-10-10&compare_on=2010-08-20"),
    Sight(f"{DOCUMENT}/matrix?compare_on=2012-04-01"),
    Sight(f"{DOCUMENT}/matrix?{BEFORE}"),
    Sight(f"{DOCUMENT}/matrix?effective_on=someday", status=400),
    Sight(f"{DOCUMENT}/matrix", "unusual"),
    Sight(f"{DOCUMENT}/provisions/decline-activation"),
    Sight(f"{DOCUMENT}/provisions/memorandum-of-agreement"),
    Sight(f"{DOCUMENT}/provisions/decline-activation?effective_on=2009-10-01"),
    Sight(f"{DOCUMENT}/provisions/decline-activation?{BEFORE}"),
    Sight(f"{DOCUMENT}/provisions/renamed", "unusual"),
    Sight(f"{DOCUMENT}/provisions/wide", "unusual"),
)
OTHERS = (
    Sight("/"),
    Sight("/", "unusual"),
    Sight("/", "empty"),
    Sight("/search"),
    Sight("/search?q=opt+out"),
    Sight("/search?q=memoranda&effective_on=2010-10-10&known_on=2010-10-10"),
    Sight("/search?q=neverwritten"),
    Sight("/search?q=fingerprints&effective_on=someday", status=400),
    Sight("/check"),
    Sight("/check/CODE_4"),
    Sight("/check/CODE_2"),
    Sight(f"/check/{NOT_ISSUED}", status=404),
    Sight("/check?code=nonsense", status=404),
    Sight("/contact"),
    Sight("/faqs"),
    Sight("/faqs?known_on=2010-08-20&effective_on=2010-08-20"),
    Sight(f"/faqs?{BEFORE}&known_on=2008-01-01"),
    Sight("/faqs/must-we-take-part"),
    Sight("/faqs/must-we-take-part?known_on=2008-01-01", status=404),
    Sight("/faqs", "empty"),
    Sight("/answers", role=Role.DRAFTER),
    Sight("/answers/new", role=Role.DRAFTER),
    Sight("/answers/new", role=Role.DRAFTER, status=400, reach=nothing_answered),
    Sight("/answers/must-we-take-part/edit", role=Role.DRAFTER),
    Sight("/answers/must-we-take-part/edit", role=Role.AUDITOR),
    Sight("/directions", role=Role.LEADER),
    Sight("/statements/new", role=Role.LEADER),
    Sight("/inquiries/2010-0037", role=Role.AUDITOR),
    Sight("/inquiries/2010-0037/responses/1", role=Role.REVIEWER),
    Sight("/inquiries/2010-0037/responses/1", role=Role.AUDITOR),
    Sight("/inquiries?part=all&page=2", role=Role.DRAFTER),
    Sight("/ask"),
    Sight("/ask", status=400, reach=question_forgotten),
    Sight("/ask", reach=answers_offered),
    Sight("/ask/TOKEN", reach=question_sent),
    Sight("/corrections"),
    Sight("/inquiries", role=Role.DRAFTER),
    Sight("/inquiries?part=late", role=Role.AUDITOR),
    Sight("/inquiries/new", role=Role.DRAFTER),
    Sight("/inquiries/new", role=Role.REVIEWER, status=400, reach=nothing_logged),
    Sight("/inquiries/NUMBER", role=Role.LEADER, reach=letter_logged),
    Sight("/inquiries/NUMBER/responses/1", role=Role.DRAFTER, reach=answer_begun),
    Sight("/inquiries/NUMBER/responses/new", role=Role.DRAFTER, status=400, reach=answer_checked),
    Sight("/work", role=Role.LEADER),
    Sight("/mine", role=Role.PARTNER),
    Sight("/sign-in"),
    Sight("/sign-in", status=401, reach=wrong_password),
    Sight("/sign-in", status=400, reach=nothing_typed),
    Sight("/account", role=Role.PARTNER),
    Sight("/account?done=session", role=Role.DRAFTER),
    Sight("/sign-out", role=Role.REVIEWER),
    Sight("/", role=Role.LEADER),
    Sight("/admin/users", role=Role.ADMIN),
    Sight("/statements", role=Role.AUDITOR),
    Sight("/statements?from=2010-08-01&to=2010-12-31", role=Role.DRAFTER),
    Sight("/statements?from=2012-01-01", role=Role.LEADER),
    Sight("/statements?from=2011-01-01&to=2010-01-01", role=Role.REVIEWER, status=400),
)
REFUSED = (
    Sight("/applies?audience=sheriff&audience=public", status=400),
    Sight("/sign-in", status=400, reach=stale_form),
    Sight("/admin/users", status=403, role=Role.AUDITOR),
    Sight("/statements", status=403, role=Role.PARTNER),
    Sight("/nowhere", status=404),
    Sight(f"{DOCUMENT}/editions/77", status=404),
    Sight(f"{DOCUMENT}/compare/1...77", status=404),
    Sight("/account/sessions/none/end", status=405),
    Sight("/sign-in", status=413, reach=too_large),
    Sight("/sign-in", "empty", status=429, reach=too_often),
    Sight("/fail", "unusual", status=500),
)
SIGHTS = (*APPLIES, *EDITIONS, *COMPARED, *OTHERS, *REFUSED)
