"""Answers offered to a question, before it is sent and beside the inquiry that holds it."""

from dataclasses import dataclass
from typing import Final

from portal.answers.queries import list_faqs
from portal.answers.queries_page import answer_page, standing_ids
from portal.answers.rules_page import AnswerPage
from portal.guidance.rules_in_force import Moment
from portal.search.queries import find
from portal.search.rules_words import stems_of

MOST: Final = 4
# Of a long letter its first words are enough to look by, and a search takes no more.
LONGEST: Final = 200
SHORTEST_WORD: Final = 4


@dataclass(frozen=True, kw_only=True)
class Offer:
    """An answer, and the words of the question that it shares, by which it was found."""

    answer: AnswerPage
    shared: tuple[str, ...]


def list_offers(program: str, question: str, moment: Moment) -> list[Offer]:
    """Return the public answers that speak of what a question asks, the nearest first; never chosen for anybody."""
    asked = " ".join(question.split())[:LONGEST].replace('"', " ")
    slugs = standing_ids(program, moment)
    found = find(asked, slugs.keys(), limit=MOST, offset=0)
    answers = {each.slug: each for each in list_faqs(program, moment.known)}
    pages = [answer_page(answers[slugs[hit.item_id]], moment) for hit in found.hits]
    return [Offer(answer=page, shared=_shared(asked, page)) for page in pages if page]


def _shared(asked: str, page: AnswerPage) -> tuple[str, ...]:
    said = set(stems_of(f"{page.question} {' '.join(page.wordings)} {page.text}"))
    words = dict.fromkeys(word.strip(".,;:?!()").lower() for word in asked.split())
    return tuple(word for word in words if len(word) >= SHORTEST_WORD and set(stems_of(word)) & said)
