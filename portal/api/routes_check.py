"""The check of a draft against what is public; nothing of the draft is stored."""

from flask import Response

from portal.api.answers import answer
from portal.api.forms_check import read_draft
from portal.api.reading import Asked, api_blueprint, takes
from portal.api.rules_check import finding_shape
from portal.api.schemas_check import CheckBody, FindingList
from portal.common.clock import now
from portal.common.security import NEVER_KEPT, csrf
from portal.common.web import limited, public
from portal.items.rules import PUBLIC
from portal.programs.queries import get_atlas, get_audiences
from portal.statements.queries_draft import check_draft

blueprint = api_blueprint("check", "Check")
# It changes nothing and reads no session, so that no form of another site can do harm with it.
csrf.exempt(blueprint)


@blueprint.post("/check")
@public
@limited("60/minute")
@takes(CheckBody, FindingList)
def check(asked: Asked) -> Response:
    """Compare a text with the guidance of a day, with itself, and with what was told before.

    A finding quotes both passages. `against` says with what the sentence was compared: the guidance in force, another
    sentence of the same text, or an earlier public statement to the same kind of stakeholder.
    """
    draft = read_draft(asked, get_audiences(), get_atlas())
    found = check_draft(draft, PUBLIC, now())
    return answer({"findings": [finding_shape(each) for each in found]}, NEVER_KEPT)
