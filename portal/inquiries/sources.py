"""Reading `inquiries/NAME.yml`: what was asked and answered before the portal kept its record of it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from portal.common.fields import Fields
from portal.common.issues import Issues
from portal.common.moments import DateOrInstant, instant
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
    mappings = fields.mappings("answers")
    given = [Fields(each, file=file, issues=issues, known=ANSWER_FIELDS, required=ANSWER_FIELDS) for each in mappings]
    answers = [(each, each.moment("sent")) for each in given]
    if received is None:
        return None
    record = InquiryRecord(
        number=fields.text("number"),
        content=_content(fields, received, file, issues),
        responses=tuple(response for each, sent in answers if (response := _response(each, sent, zone))),
        not_policy=tuple(_positions(fields)),
        same_as=fields.text("same_as") or None,
        closed_on=fields.day("closed"),
    )
    return InquirySource(
        record=record, file=file, lines=fields.lines, responses=tuple(each.line for each, sent in answers if sent)
    )


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


def _response(answer: Fields, sent: DateOrInstant | None, zone: str) -> PastResponse | None:
    if sent is None:
        return None
    return PastResponse(
        parts=dict(enumerate(answer.texts("texts"), start=1)),
        sent_at=instant(sent, zone),
        channel=answer.text("channel"),
        office=answer.text("office"),
        source=answer.text("source"),
    )


def _positions(fields: Fields) -> Iterator[int]:
    for text in fields.texts("not_policy"):
        if text.isascii() and text.isdecimal():
            yield int(text[:4])
        else:
            fields.report(f"not_policy names “{text}”; write the position of a question, such as 1.", "not_policy")
