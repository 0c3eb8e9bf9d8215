"""What is on record of inquiries that a file names."""

from collections.abc import Sequence

import sqlalchemy as sa

from portal.common.database import db
from portal.inquiries.models import Inquiry
from portal.inquiries.queries import find_inquiries, questions_of
from portal.inquiries.queries_responses import ResponseFacts, list_responses, parts_of
from portal.inquiries.rules_content import InquiryContent, InquiryRecord, PastResponse


def stored_records(program_id: str, numbers: Sequence[str]) -> dict[str, InquiryRecord]:
    """Return what is on record under these numbers: what was asked, without by whom, and what was answered."""
    query = sa.select(Inquiry.id).where(Inquiry.program_id == program_id, Inquiry.number.in_(numbers))
    ids = list(db.session.scalars(query))
    questions, responses = questions_of(ids), list_responses(ids)
    return {
        each.number: InquiryRecord(
            number=each.number,
            content=InquiryContent(
                channel=each.channel,
                sender_kind=each.sender_kind,
                audience=each.audience,
                place=each.place,
                received_on=each.received_on,
                questions=tuple(questions.get(each.id, [])),
                senders=(),
            ),
            responses=tuple(_responses(responses.get(each.id, []))),
        )
        for each in find_inquiries(ids)
        # Of what was purged nothing is left to compare with.
        if not each.course.is_purged
    }


def _responses(responses: Sequence[ResponseFacts]) -> list[PastResponse]:
    return [
        PastResponse(
            parts=parts_of(each.id, sent.number),
            sent_at=sent.at,
            channel=sent.channel,
            office=sent.office,
            source=sent.source,
        )
        for each in responses
        if (sent := each.sent)
    ]
