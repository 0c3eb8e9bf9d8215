"""Earlier questions and what was answered to them: found for whoever answers, never chosen for anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from portal.answers.queries_page import stated_of
from portal.answers.rules_page import Stated
from portal.guidance.rules_in_force import Moment
from portal.inquiries.queries import find_inquiries, questions_of
from portal.inquiries.queries_offers import as_query, shared_words
from portal.inquiries.queries_page import today_of
from portal.inquiries.queries_responses import ResponseFacts, get_sent_words, list_responses
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.inquiries.rules_nearness import BAND_WORDS, Band, band_of
from portal.inquiries.rules_page import first_words
from portal.inquiries.rules_search import WORDS
from portal.search.queries import find
from portal.statements.queries import statements_of
from portal.statements.queries_said import whom_of

MOST: Final = 5


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """An inquiry that asked something like it, and what was answered; `holds` tells whether that is still so."""

    number: str
    url: str
    question: str
    whom: str
    band: Band
    shared: tuple[str, ...]
    answered_on: date | None
    answer_url: str | None
    html: tuple[Markup, ...]
    stated: tuple[Stated, ...]

    @property
    def band_words(self) -> str:
        """Say how near it is."""
        return BAND_WORDS[self.band]

    @property
    def holds(self) -> bool:
        """Tell whether everything that was stated is still so."""
        return all(each.holds for each in self.stated)


def list_earlier(inquiry: InquiryFacts, question: str, moment: Moment) -> list[Earlier]:
    """Return the inquiries that asked something like it before, the nearest first."""
    asked = as_query(question)
    hits = find(asked, None, limit=MOST * 2, offset=0, permission=WORDS).hits
    ids = [each for each in dict.fromkeys(hit.item_id for hit in hits) if each != inquiry.id]
    found = {each.id: each for each in find_inquiries(ids) if each.program == inquiry.program}
    questions, responses = questions_of(ids), list_responses(ids)
    earlier = [
        _earlier(found[each], asked, questions.get(each, []), responses.get(each, []), moment)
        for each in ids
        if each in found
    ]
    return sorted(earlier, key=lambda each: (-each.band, each.answered_on is None))[:MOST]


def _earlier(
    inquiry: InquiryFacts, asked: str, questions: Sequence[str], responses: Sequence[ResponseFacts], moment: Moment
) -> Earlier:
    shared = shared_words(asked, " ".join(questions))
    sent = next((each for each in reversed(responses) if each.sent), None)
    on = today_of(inquiry.zone, sent.sent.at) if sent and sent.sent else None
    return Earlier(
        number=inquiry.number,
        url=inquiry.url,
        question=first_words(questions),
        whom=whom_of(inquiry.audience, inquiry.place),
        band=band_of(asked, shared),
        shared=shared,
        answered_on=on,
        answer_url=f"{inquiry.url}/responses/{sent.position}" if sent else None,
        # They were sanitized when they were rendered, and never changed since.
        html=tuple(Markup(each.html) for each in get_sent_words(sent.sent).parts) if sent and sent.sent else (),  # noqa: S704
        stated=tuple(stated_of(inquiry.program, each, on, moment) for each in statements_of(inquiry.program, sent.id))
        if sent and on
        else (),
    )
