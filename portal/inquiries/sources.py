"""Reading `inquiries/NAME.yml`: what was asked and answered before the portal kept its record of it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from portal.common.fields import Fields
from portal.common.issues import Issues
from portal.common.moments import instant
from portal.common.text_files import read_text
from portal.common.yaml_nodes import YamlList, YamlMapping, read_yaml
from portal.inquiries.rules_content import InquiryContent, InquiryRecord, PastResponse, Sender
from portal.inquiries.rules_sources import InquirySource
from portal.programs.rules_places import NATION

FIELDS: Final = (
    "number",
    "received",
    "channel",
    "sender_kind",
    "senders",
    "audience",
    "place",
    "questions",
    "answers",
    "not_policy",
    "same_as",
    "closed",
)
REQUIRED: Final = ("number", "received", "channel", "sender_kind", "audience", "questions")
SENDER_FIELDS: Final = ("name", "email", "office")
ANSWER_FIELDS: Final = ("sent", "channel", "office", "source", "texts")


def read_inquiries(raw: bytes, *, file: str, zone: str) -> tuple[list[InquirySource], Issues]:
    """Return the inquiries that a file proposes, and all that is wrong with what stands in it.

    Args:
        raw: The bytes of the file.
        file: Its name, for the issues.
        zone: The IANA time zone in which its dates are meant.
    """
    text, issues = read_text(raw, file=file)
    if issues and not text:
        return [], issues
    node = read_yaml(text, file=file, first_line=1, issues=issues)
    items = node.items if isinstance(node, YamlList) else ()
    if not items or not all(isinstance(item, YamlMapping) for item in items):
        issues.report("Write a list of inquiries; begin each with a dash and its number.", file=file, line=1)
    mappings = [item for item in items if isinstance(item, YamlMapping)]
    return [found for each in mappings if (found := _inquiry(each, file, zone, issues))], issues


def _inquiry(mapping: YamlMapping, file: str, zone: str, issues: Issues) -> InquirySource | None:
    fields = Fields(mapping, file=file, issues=issues, known=FIELDS, required=REQUIRED)
    received = fields.day("received")
    answers = [
        Fields(each, file=file, issues=issues, known=ANSWER_FIELDS, required=ANSWER_FIELDS)
        for each in fields.mappings("answers")
    ]
    if received is None:
        return None
    record = InquiryRecord(
        number=fields.text("number"),
        content=_content(fields, received, file, issues),
        responses=tuple(_responses(answers, zone)),
        not_policy=tuple(_positions(fields)),
        same_as=fields.text("same_as") or None,
        closed_on=fields.day("closed"),
    )
    return InquirySource(record=record, file=file, lines=fields.lines, responses=tuple(each.line for each in answers))


def _content(fields: Fields, received: date, file: str, issues: Issues) -> InquiryContent:
    senders = [Fields(each, file=file, issues=issues, known=SENDER_FIELDS) for each in fields.mappings("senders")]
    return InquiryContent(
        channel=fields.text("channel"),
        sender_kind=fields.text("sender_kind"),
        audience=fields.text("audience"),
        place=fields.text("place") or NATION,
        received_on=received,
        questions=fields.texts("questions"),
        senders=tuple(Sender(**{name: each.text(name) for name in SENDER_FIELDS}) for each in senders),
    )


def _responses(answers: list[Fields], zone: str) -> Iterator[PastResponse]:
    for each in answers:
        sent = each.moment("sent")
        if sent is not None:
            yield PastResponse(
                parts=dict(enumerate(each.texts("texts"), start=1)),
                sent_at=instant(sent, zone),
                channel=each.text("channel"),
                office=each.text("office"),
                source=each.text("source"),
            )


def _positions(fields: Fields) -> Iterator[int]:
    for text in fields.texts("not_policy"):
        if text.isascii() and text.isdecimal():
            yield int(text[:4])
        else:
            fields.report(f"not_policy names “{text}”; write the position of a question, such as 1.", "not_policy")
