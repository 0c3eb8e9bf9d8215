"""What is mandatory, conditional, optional, prohibited, automatic, undecided or not addressed, for whom and where."""

from flask import Response

from portal.api.forms import read_books, read_moments, read_question
from portal.api.lists import answer_list
from portal.api.queries import obligation_row, scene_of
from portal.api.reading import Asked, api_blueprint, reads
from portal.api.rules_obligations import find_rows
from portal.api.schemas_obligations import ObligationList, ObligationsQuery
from portal.common.clock import now
from portal.common.web import public
from portal.guidance.queries import list_books
from portal.programs.queries import get_atlas, get_audiences

blueprint = api_blueprint("obligations", "Obligations")


@blueprint.get("/obligations")
@public
@reads(ObligationsQuery, ObligationList)
def obligations(asked: Asked) -> Response:
    """List the obligations in force on the day asked about.

    With an audience there is one row for each provision, resolved by the nearest rule for that audience in the county
    or the state; without one, the obligations that touch the place, as they are set. Where guidance is silent there
    is a row only for an audience and a provision that are both named, and for level=not_addressed.
    """
    instant = now()
    moments = read_moments(asked, instant)
    books = read_books(asked, list_books(instant))
    scenes = [scene_of(book, moments[book.program], instant) for book in books]
    labels = [label for scene in scenes for label in scene.known_by_now]
    question = read_question(asked, get_audiences(), get_atlas(), labels)
    rows = [row for scene in scenes for row in find_rows(scene, question)]
    return answer_list(rows, asked, key=lambda row: row.key, shape=obligation_row)
