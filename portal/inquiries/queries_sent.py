"""An answer as it was sent, and what became of it since: what its page shows for ever."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from portal.accounts.queries import list_users
from portal.answers.queries_page import stated_of
from portal.answers.rules_page import Stated
from portal.guidance.rules_marks import mark_of_level
from portal.inquiries.queries import questions_of
from portal.inquiries.queries_compose import moment_of
from portal.inquiries.queries_page import today_of
from portal.inquiries.queries_responses import ResponseFacts, get_sent_words, list_deliveries
from portal.inquiries.rules_content import CHANNEL_WORDS, SENT_BY, Channel
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.inquiries.rules_page import BEFORE_THE_RECORD
from portal.inquiries.rules_sent import SentFinding
from portal.notices.queries import list_statuses
from portal.notices.rules_mail import STATUS_WORDS
from portal.statements.queries import statements_of
from portal.statements.queries_said import whom_of
from portal.statements.rules_draft import Against
from portal.statements.rules_exits import WAY_WORDS, Way
from portal.statements.rules_findings import FindingView, found_words
from portal.statements.rules_verdicts import SUSPENDED, Verdict


@dataclass(frozen=True, kw_only=True)
class SentPartView:
    """A question, and what was answered to it."""

    question: str
    html: Markup


@dataclass(frozen=True, kw_only=True)
class EditionLink:
    """An edition in force when it was sent."""

    document: str
    number: int
    url: str


@dataclass(frozen=True, kw_only=True)
class SentPage:
    """What the page of a sent answer shows; without the words for who may not read them."""

    position: int
    sent_on: date
    entered_on: date | None
    source: str
    by: str
    office: str
    channel: str
    sha256: str
    parts: tuple[SentPartView, ...]
    stated: tuple[Stated, ...]
    findings: tuple[FindingView, ...]
    editions: tuple[EditionLink, ...]
    deliveries: tuple[str, ...]
    with_words: bool

    @property
    def holds(self) -> bool:
        """Tell whether everything that it states is still so."""
        return all(each.holds for each in self.stated)


def sent_page(inquiry: InquiryFacts, response: ResponseFacts, at: datetime, *, with_words: bool) -> SentPage:
    """Return what the page of a sent answer shows."""
    sent = response.sent
    if sent is None:
        message = "only what was sent has such a page"
        raise ValueError(message)
    words = get_sent_words(sent)
    questions = questions_of([inquiry.id])[inquiry.id]
    on, entered = today_of(inquiry.zone, sent.at), today_of(inquiry.zone, sent.recorded_at)
    return SentPage(
        position=response.position,
        sent_on=on,
        entered_on=entered if sent.source else None,
        source=sent.source,
        by={user.id: user.name for user in list_users()}.get(sent.by or "", BEFORE_THE_RECORD),
        office=sent.office,
        channel=SENT_BY[Channel(sent.channel)],
        sha256=sent.sha256,
        parts=tuple(
            # The words were sanitized when they were rendered, and never changed since.
            SentPartView(question=questions[each.position - 1], html=Markup(each.html))  # noqa: S704
            for each in words.parts
        )
        if with_words
        else (),
        stated=tuple(
            stated_of(inquiry.program, each, on, moment_of(inquiry, at))
            for each in statements_of(inquiry.program, response.id)
        ),
        findings=tuple(_finding(inquiry, each) for each in words.findings) if with_words else (),
        editions=tuple(_edition(each) for each in sent.editions),
        deliveries=tuple(_delivered(response.id, at)),
        with_words=with_words,
    )


def _finding(inquiry: InquiryFacts, finding: SentFinding) -> FindingView:
    published = datetime.fromisoformat(finding.published_at) if finding.published_at else None
    return FindingView(
        key="",
        words=found_words(Verdict(finding.verdict), Against(finding.against)),
        provision=finding.provision,
        whom=whom_of(finding.audience, inquiry.place),
        stated=mark_of_level(finding.stated) if finding.stated else None,
        in_force=None if finding.in_force == SUSPENDED else mark_of_level(finding.in_force),
        sentence=finding.sentence,
        passage=finding.passage,
        published_on=published.astimezone(ZoneInfo(inquiry.zone)).date() if published else None,
        url=finding.url,
        way=WAY_WORDS[Way(finding.way)] if finding.way else "",
        reason=finding.reason,
    )


def _edition(frozen: dict[str, str | int]) -> EditionLink:
    document, number = str(frozen["document"]), int(frozen["number"])
    return EditionLink(document=document, number=number, url=f"/guidance/{document}/editions/{number}")


def _delivered(response_id: str, at: datetime) -> list[str]:
    """Say by which way each sender was told, without saying who they are."""
    mails = list_statuses(response_id, at)
    return [
        f"{CHANNEL_WORDS[Channel(each.channel)]}: {STATUS_WORDS[mails[each.mail_id]].lower()}"
        if each.mail_id
        else CHANNEL_WORDS[Channel(each.channel)]
        for each in list_deliveries(response_id)
    ]
