"""Reading a draft that is to be checked, by the API and by the command."""

from http import HTTPStatus
from typing import Final

from portal.api.forms import Asked, read_audience, read_state
from portal.common.web import Problem
from portal.programs.rules_audiences import AudienceTree
from portal.programs.rules_places import NATION, Atlas
from portal.statements.queries_draft import Draft
from portal.statements.rules_draft import LONGEST_DRAFT

TEXT: Final = "text"
TOO_LONG: Final = f"The text has more than {LONGEST_DRAFT:,} characters; check it in parts."


def read_draft(asked: Asked, audiences: AudienceTree, atlas: Atlas) -> Draft:
    """Return the draft that is asked about; raises Problem that names the field which cannot be used."""
    given = {name: value for name, value in asked.items() if value is not None}
    if len(given[TEXT]) > LONGEST_DRAFT:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "That is too large", TOO_LONG, parameter=TEXT)
    return Draft(
        text=given[TEXT],
        audience=read_audience(given, audiences),
        place=read_state(given, atlas) or NATION,
        on=given.get("on"),
    )
