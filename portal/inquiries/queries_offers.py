"""Answers offered to a question, before it is sent and beside the inquiry that holds it."""

from dataclasses import dataclass
from typing import Final

from portal.answers.queries import list_answers
from portal.answers.queries_page import answer_page, standing_ids
from portal.answers.rules_content import STAFF
from portal.answers.rules_page import AnswerPage
from portal.guidance.rules_in_force import Moment
from portal.items.rules import PUBLIC, Reader
from portal.search.queries import find
from portal.search.rules_query import FUNCTION_WORD
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


def list_offers(program: str, question: str, moment: Moment, reader: Reader = PUBLIC) -> list[Offer]:
    """Return the answers that speak of what a question asks, the nearest first; never chosen for anybody."""
    asked = as_query(question)
    slugs = standing_ids(program, moment, reader)
    hits = find(asked, slugs.keys(), limit=MOST, offset=0).hits
    if reader != PUBLIC:
        hits += find(asked, slugs.keys(), limit=MOST, offset=0, permission=STAFF).hits
    answers = {each.slug: each for each in list_answers(program, reader, moment.known)}
    pages = [answer_page(answers[slugs[hit.item_id]], moment) for hit in hits[:MOST]]
    return [Offer(answer=page, shared=shared_words(asked, _said(page))) for page in pages if page]


def as_query(question: str) -> str:
    """Return the words by which a question is looked up."""
    return " ".join(question.split())[:LONGEST].replace('"', " ")


def shared_words(asked: str, said: str) -> tuple[str, ...]:
    """Return the words of a question that a text shares with it, whatever their endings, if they tell anything."""
    stems = set(stems_of(said))
    words = dict.fromkeys(word.strip(".,;:?!()").lower() for word in asked.split())
    telling = (word for word in words if len(word) >= SHORTEST_WORD and not FUNCTION_WORD.fullmatch(word))
    return tuple(word for word in telling if set(stems_of(word)) & stems)


def _said(page: AnswerPage) -> str:
    return f"{page.question} {' '.join(page.wordings)} {page.text}"
