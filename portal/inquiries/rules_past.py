"""What of an inquiry of the past is known at an instant."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from portal.common.moments import instant
from portal.inquiries.rules_content import InquiryRecord


def came_at(record: InquiryRecord, zone: str) -> datetime:
    """Return since when an inquiry is known: the beginning of the day on which it came."""
    return instant(record.content.received_on, zone)


def known_by(record: InquiryRecord, zone: str, at: datetime) -> InquiryRecord:
    """Return what was known of an inquiry by an instant."""
    closed = record.closed_on if record.closed_on and instant(record.closed_on, zone) <= at else None
    responses = tuple(each for each in record.responses if each.sent_at <= at)
    return replace(record, responses=responses, closed_on=closed)


def later_in(records: Iterable[InquiryRecord], zone: str, at: datetime) -> Iterator[datetime]:
    """Yield the instants after one at which something of the inquiries becomes known."""
    for record in records:
        came = came_at(record, zone)
        if came > at:
            yield came
        yield from (each.sent_at for each in record.responses if each.sent_at > at)
