"""Search over everything public."""

from flask import Response

from portal.api.forms import read_books, read_moments
from portal.api.lists import answer_part, read_offset
from portal.api.queries_search import find_results
from portal.api.reading import Asked, api_blueprint, reads
from portal.api.schemas_search import ResultList, SearchQuery
from portal.common.clock import now
from portal.common.web import public
from portal.guidance.queries import list_books

blueprint = api_blueprint("search", "Search")


@blueprint.get("/search")
@public
@reads(SearchQuery, ResultList)
def search(asked: Asked) -> Response:
    """Search the words of all editions: first those in force on the day asked about, then the others."""
    instant = now()
    moments = read_moments(asked, instant)
    books = read_books(asked, list_books(instant))
    offset = read_offset(asked)
    found = find_results(asked["q"], books, moments, limit=asked["limit"], offset=offset)
    return answer_part(found.rows, asked, offset=offset, total=found.total)
