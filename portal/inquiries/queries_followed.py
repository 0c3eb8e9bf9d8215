"""What whoever asked is shown of their question: where it stands, and the answers with what became of them."""

from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from portal.answers.queries_page import stated_of
from portal.answers.rules_page import Stated
from portal.inquiries.queries import questions_of
from portal.inquiries.queries_compose import moment_of
from portal.inquiries.queries_page import today_of
from portal.inquiries.queries_responses import ResponseFacts, get_sent_words, list_responses
from portal.inquiries.rules_events import PUBLIC_STATUS_WORDS
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.statements.queries import statements_of
from portal.statements.queries_said import whom_of


@dataclass(frozen=True, kw_only=True)
class FollowedAnswer:
    """An answer as it was sent; `stated` tells what the guidance says today."""

    sent_on: date
    parts: tuple[Markup, ...]
    stated: tuple[Stated, ...]

    @property
    def holds(self) -> bool:
        """Tell whether everything that it states is still so."""
        return all(each.holds for each in self.stated)


@dataclass(frozen=True, kw_only=True)
class Followed:
    """What the page of a secret link shows."""

    number: str
    questions: tuple[str, ...]
    whom: str
    received_on: date
    due_on: date
    status: str
    is_paused: bool
    delayed_on: date | None
    answers: tuple[FollowedAnswer, ...]


def followed_page(inquiry: InquiryFacts, at: datetime) -> Followed:
    """Return what whoever holds a secret link is shown.

    Where the question was linked to an earlier one, that one's answer is shown, and no word of who asked it.
    """
    answering = inquiry.course.linked_to or inquiry.id
    responses = list_responses([answering]).get(answering, [])
    today = today_of(inquiry.zone, at)
    return Followed(
        number=inquiry.number,
        questions=tuple(questions_of([inquiry.id])[inquiry.id]),
        whom=whom_of(inquiry.audience, inquiry.place),
        received_on=inquiry.received_on,
        due_on=inquiry.due_on(today),
        status=PUBLIC_STATUS_WORDS[inquiry.course.status],
        is_paused=inquiry.course.pause is not None,
        delayed_on=today_of(inquiry.zone, delay.at) if (delay := inquiry.course.delay) else None,
        answers=tuple(_answer(inquiry, each, at) for each in reversed(responses) if each.sent),
    )


def _answer(inquiry: InquiryFacts, response: ResponseFacts, at: datetime) -> FollowedAnswer:
    sent = response.sent
    if sent is None:
        message = "only what was sent can be followed"
        raise ValueError(message)
    on = today_of(inquiry.zone, sent.at)
    return FollowedAnswer(
        sent_on=on,
        # They were sanitized when they were rendered, and never changed since.
        parts=tuple(Markup(each.html) for each in get_sent_words(sent).parts),  # noqa: S704
        stated=tuple(
            stated_of(inquiry.program, each, on, moment_of(inquiry, at))
            for each in statements_of(inquiry.program, response.id)
        ),
    )
