"""Answered questions: the public standard answers."""

from http import HTTPStatus

from flask import Response

from portal.answers.queries import AnswerNotFoundError, get_faq, list_faqs
from portal.answers.queries_page import answer_page
from portal.api.answers import answer
from portal.api.forms import read_audience, read_moments, read_programs
from portal.api.lists import answer_list
from portal.api.reading import Asked, api_blueprint, reads
from portal.api.rules_faqs import faq_shape
from portal.api.schemas import MomentQuery
from portal.api.schemas_faqs import Faq, FaqList, FaqsQuery
from portal.common.clock import now
from portal.common.web import Problem, public
from portal.programs.queries import get_audiences

blueprint = api_blueprint("faqs", "FAQs")

NO_FAQ = "There is no answered question of this name. /api/v1/faqs lists them."
NOT_ANSWERED = "This had not been answered"
REASON = "not_published"


@blueprint.get("/faqs/<slug>")
@public
@reads(MomentQuery, Faq, missing="There is no such question, or it had not been answered; `reason` says so.")
def faq(slug: str, asked: Asked) -> Response:
    """Give one answered question."""
    instant = now()
    moments = read_moments(asked, instant)
    try:
        found = get_faq(slug, list(moments), instant)
    except AnswerNotFoundError:
        raise Problem(HTTPStatus.NOT_FOUND, HTTPStatus.NOT_FOUND.phrase, NO_FAQ) from None
    page = answer_page(found, moments[found.program])
    if page is None:
        detail = "No answer to this question had been published by then."
        raise Problem(HTTPStatus.NOT_FOUND, NOT_ANSWERED, detail, members={"reason": REASON})
    return answer(faq_shape(page))


@blueprint.get("/faqs")
@public
@reads(FaqsQuery, FaqList)
def faqs(asked: Asked) -> Response:
    """List the answered questions, each with its answer as it stood, and whether what it states is still so."""
    instant = now()
    moments = read_moments(asked, instant)
    audience = read_audience(asked, get_audiences())
    found = [each for program in read_programs(asked) for each in list_faqs(program.slug, instant)]
    pages = [page for each in found if (page := answer_page(each, moments[each.program]))]
    return answer_list(
        [page for page in pages if audience in {None, page.audience}],
        asked,
        key=lambda page: page.slug,
        shape=faq_shape,
    )
