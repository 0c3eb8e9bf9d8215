"""What is wrong with inquiries of the past, each by itself, one beside the others, and beside the lists they name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from portal.answers.rules_checks import Lists, words_issues
from portal.common.issues import Issues
from portal.inquiries.rules_checks import inquiry_issues
from portal.inquiries.rules_content import Channel, InquiryRecord, PastResponse
from portal.inquiries.rules_sources import InquirySource

NUMBER: Final = re.compile(r"[12][0-9]{3}-[0-9]{4}")
LONGEST_OFFICE: Final = 200
# The names of the checks' fields, where a file calls them otherwise.
NAMES: Final = {
    "question": "questions",
    "state": "place",
    "received_on": "received",
    "name": "senders",
    "office": "senders",
    "email": "senders",
    "others": "senders",
}
# Whether a day is past is judged when the file is brought in.
LAST_DAY: Final = date.max


def past_issues(sources: Sequence[InquirySource], lists: Lists, zone: str) -> Issues:
    """Report everything that is wrong with inquiries of the past."""
    issues = Issues()
    seen: dict[str, InquirySource] = {}
    for each in sources:
        _check(each, lists, zone, issues)
        number = each.record.number
        if number in seen:
            each.report(issues, f"The number {number} stands in {seen[number].file} too; give it once.", field="number")
        same_as = each.record.same_as
        if same_as and same_as not in seen:
            each.report(issues, f"There is no inquiry {same_as} before this one; name an earlier one.", field="same_as")
        seen.setdefault(number, each)
    return issues


def stored_past_issues(sources: Sequence[InquirySource], stored: Mapping[str, InquiryRecord]) -> Issues:
    """Report what a file says otherwise than what is on record, which never changes."""
    issues = Issues()
    for each in sources:
        on_record = stored.get(each.record.number)
        if on_record and on_record.content != replace(each.record.content, senders=()):
            message = "This inquiry is on record in other words, and never changes; restore them."
            each.report(issues, message, field="number")
        for line, response in zip(each.responses, each.record.responses, strict=False):
            if on_record and _is_changed(response, on_record.responses):
                message = "This answer is on record in other words, and never changes; restore them."
                issues.report(message, file=each.file, line=line, field="answers")
    return issues


def _is_changed(response: PastResponse, stored: Sequence[PastResponse]) -> bool:
    return any(each.sent_at == response.sent_at and each != response for each in stored)


def _check(source: InquirySource, lists: Lists, zone: str, issues: Issues) -> None:
    record = source.record
    if not NUMBER.fullmatch(record.number) or not record.number.startswith(f"{record.content.received_on.year}-"):
        source.report(issues, "The number is the year in which it came and four digits, as 2010-0001.", field="number")
    for issue in inquiry_issues(record.content, lists.audiences, lists.places, LAST_DAY):
        source.report(issues, issue.message, field=NAMES.get(issue.field or "", issue.field or "number"))
    received = datetime.combine(record.content.received_on, datetime.min.time(), ZoneInfo(zone))
    for line, response in zip(source.responses, record.responses, strict=False):
        for message in _response_faults(response, record, received, lists):
            issues.report(message, file=source.file, line=line, field="answers")
    for position in record.not_policy:
        if not 1 <= position <= len(record.content.questions):
            source.report(issues, f"There is no question {position}.", field="not_policy")
    _check_end(source, issues)


def _check_end(source: InquirySource, issues: Issues) -> None:
    record = source.record
    if record.closed_on and record.closed_on < record.content.received_on:
        source.report(issues, "It was closed before it came; correct one of the dates.", field="closed")
    if record.same_as and record.responses:
        source.report(issues, "What was asked before is answered there; take out its answers.", field="same_as")


def _response_faults(response: PastResponse, record: InquiryRecord, received: datetime, lists: Lists) -> list[str]:
    faults = []
    if response.channel not in list(Channel):
        faults.append(f"There is no channel {response.channel}; write one of {', '.join(Channel)}.")
    if response.sent_at < received:
        faults.append("It was answered before it came; correct one of the dates.")
    if len(response.parts) != len(record.content.questions):
        faults.append("Give one text for each of its questions.")
    if len(response.office) > LONGEST_OFFICE:
        faults.append(f"office has more than {LONGEST_OFFICE} characters; shorten it.")
    for position, text in response.parts.items():
        if position not in record.not_policy and "[[" not in text:
            faults.append(f"Text {position} states no obligation; name the provision on which it rests, as [[label]].")
        faults += [f"Text {position}: {issue.message}" for issue in words_issues(text, lists)]
    return faults
