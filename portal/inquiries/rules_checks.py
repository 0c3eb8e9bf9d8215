"""What is wrong with an inquiry before it is logged, whoever logs it and by whichever way."""

import re
from collections.abc import Container
from datetime import date
from typing import Final

from portal.common.characters import character_issues
from portal.common.formatting import listed, with_commas
from portal.common.issues import Issues
from portal.inquiries.rules_content import Channel, InquiryContent, Sender, SenderKind
from portal.inquiries.rules_personal import personal_numbers

MOST_QUESTIONS: Final = 20
MOST_SENDERS: Final = 50
LONGEST_QUESTION: Final = 5_000
LONGEST_NAME: Final = 200
LONGEST_ADDRESS: Final = 254
EARLIEST: Final = date(1990, 1, 1)
# RFC 5321 in what people's addresses use of it: no quoted names, and a domain with a dot.
ADDRESS: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
)
LETTER: Final = re.compile(r"[^\W\d_]")


def inquiry_issues(content: InquiryContent, audiences: Container[str], places: Container[str], today: date) -> Issues:
    """Return everything that is wrong, each with the name of its field."""
    issues = Issues()
    _check_kinds(content, audiences, places, issues)
    if not EARLIEST <= content.received_on <= today:
        issues.report("An inquiry was received in the past. Choose a day up to today.", field="received_on")
    _check_questions(content.questions, issues)
    _check_senders(content.senders, issues)
    return issues


def _check_kinds(content: InquiryContent, audiences: Container[str], places: Container[str], issues: Issues) -> None:
    if content.channel not in list(Channel):
        issues.report(f"Choose by which way it came: {listed(list(Channel))}.", field="channel")
    if content.sender_kind not in list(SenderKind):
        issues.report("Choose what kind of sender asks.", field="sender_kind")
    if content.audience not in audiences:
        issues.report("Choose the kind of stakeholder of whom the question speaks.", field="audience")
    if content.place not in places:
        issues.report("Choose a state, or leave it at the whole nation.", field="state")


def _check_questions(questions: tuple[str, ...], issues: Issues) -> None:
    if not questions:
        issues.report("Write the question.", field="question")
    if len(questions) > MOST_QUESTIONS:
        issues.report(
            f"Log at most {MOST_QUESTIONS} questions of one letter; put the rest into a second.", field="question"
        )
    for text in questions:
        _check_question(text, issues)


def _check_question(text: str, issues: Issues) -> None:
    if len(text) > LONGEST_QUESTION:
        most = with_commas(LONGEST_QUESTION)
        issues.report(
            f"A question has at most {most} characters; this one has {with_commas(len(text))}.", field="question"
        )
    elif not LETTER.search(text):
        issues.report("Write the question in words.", field="question")
    for each in character_issues(text):
        issues.report(f"Line {each.line}: {each.message}", field="question")
    for name in personal_numbers(text):
        issues.report(f"This seems to hold {name}. Take it out: no answer needs it.", field="question")


def _check_senders(senders: tuple[Sender, ...], issues: Issues) -> None:
    if len(senders) > MOST_SENDERS:
        issues.report(f"Log at most {MOST_SENDERS} senders of one letter.", field="others")
    for sender in senders[:1]:
        _check_sender(sender, "name", "office", "email", issues)
    for sender in senders[1:]:
        _check_sender(sender, "others", "others", "others", issues)


def _check_sender(sender: Sender, name: str, office: str, email: str, issues: Issues) -> None:
    for field, text in ((name, sender.name), (office, sender.office)):
        if len(text) > LONGEST_NAME:
            issues.report(f"Write at most {LONGEST_NAME} characters here.", field=field)
        if "\n" in text or character_issues(text):
            issues.report("Write it on one line, without control characters.", field=field)
    if sender.email and (len(sender.email) > LONGEST_ADDRESS or not ADDRESS.fullmatch(sender.email)):
        issues.report("Write one e-mail address, such as name@agency.gov, or leave it empty.", field=email)
