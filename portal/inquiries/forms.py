"""What people write when they ask, and what staff write when they log what came by another way."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from portal.common.characters import normalized
from portal.common.dates import read_worded_date
from portal.common.issues import Issues
from portal.inquiries.rules_checks import inquiry_issues
from portal.inquiries.rules_content import ENTERED, Channel, InquiryContent, Sender, split_questions
from portal.inquiries.rules_personal import without_personal_numbers
from portal.programs.rules_audiences import AudienceTree
from portal.programs.rules_places import NATION, Atlas

FIELDS: Final = ("question", "sender_kind", "audience", "state", "name", "office", "email")
LOGGED_FIELDS: Final = (*FIELDS, "channel", "received_on", "others")
MASK: Final = "take_numbers_out"


class InquiryForm:
    """A form as it was filled in, what is wrong with it, and what would be logged."""

    def __init__(self, given: Mapping[str, str], content: InquiryContent, issues: Issues) -> None:
        """Keep what was written, so that nothing is lost when it cannot be taken."""
        self.given = given
        self.content = content
        self.errors = {issue.field or "question": issue.message for issue in reversed(issues)}


def empty_form(args: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a form that nobody has filled in, but for what the address brings along."""
    return {name: args.get(name, "") if name in {"audience", "state", "question"} else "" for name in LOGGED_FIELDS}


def read_asked(
    form: MultiDict[str, str], zone: str, now: datetime, audiences: AudienceTree, atlas: Atlas
) -> InquiryForm:
    """Read the public form; it came by the portal, now, and asks one question."""
    given = _given(form)
    today = now.astimezone(ZoneInfo(zone)).date()
    content = _content(given, channel=Channel.PORTAL, received_on=today, questions=(given["question"],))
    return InquiryForm(given, content, inquiry_issues(content, audiences, atlas.places, today))


def read_logged(
    form: MultiDict[str, str], zone: str, now: datetime, audiences: AudienceTree, atlas: Atlas
) -> InquiryForm:
    """Read the form of staff, who log what came by a letter, a call or a meeting, with one question or several."""
    given = _given(form)
    today = now.astimezone(ZoneInfo(zone)).date()
    issues = Issues()
    received = _day(given["received_on"], today, issues)
    content = _content(
        given, channel=given["channel"], received_on=received, questions=split_questions(given["question"])
    )
    issues += inquiry_issues(content, audiences, atlas.places, today)
    if content.channel not in ENTERED:
        issues.report("Choose by which way it came.", field="channel")
    return InquiryForm(given, content, issues)


def _given(form: MultiDict[str, str]) -> dict[str, str]:
    given = {name: normalized(form.get(name, "")).strip() for name in LOGGED_FIELDS}
    if form.get(MASK):
        given["question"] = without_personal_numbers(given["question"])
    return given


def _content(
    given: Mapping[str, str], *, channel: str, received_on: date, questions: tuple[str, ...]
) -> InquiryContent:
    return InquiryContent(
        channel=channel,
        sender_kind=given["sender_kind"],
        audience=given["audience"],
        place=given["state"].upper() or NATION,
        received_on=received_on,
        questions=questions,
        senders=_senders(given),
    )


def _senders(given: Mapping[str, str]) -> tuple[Sender, ...]:
    first = Sender(name=given["name"], email=given["email"], office=given["office"])
    return (first, *(_other(line) for line in given["others"].split("\n") if line.strip()))


def _other(line: str) -> Sender:
    """Read `Name <address>`, or either of both alone."""
    name, found, rest = line.strip().partition("<")
    if found:
        return Sender(name=name.strip(), email=rest.removesuffix(">").strip())
    return Sender(email=name) if "@" in name else Sender(name=name)


def _day(text: str, today: date, issues: Issues) -> date:
    try:
        return read_worded_date(text) if text else today
    except ValueError as error:
        issues.report(str(error), field="received_on")
        return today
