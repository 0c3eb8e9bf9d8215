"""The head of the audit chain, by which anybody can hold the portal to its record."""

from flask import Response

from portal.api.answers import ASKED_ANEW, answer
from portal.api.reading import Asked, api_blueprint, reads
from portal.api.rules_editions import instant_text
from portal.api.schemas import NothingAsked
from portal.api.schemas_programs import AuditHead
from portal.audit.queries import find_head
from portal.audit.rules import GENESIS
from portal.common.web import public

blueprint = api_blueprint("audit", "Audit")


@blueprint.get("/audit/head")
@public
@reads(NothingAsked, AuditHead)
def audit_head(asked: Asked) -> Response:
    """Give the number, the hash and the instant of the newest entry of the audit chain."""
    del asked
    head = find_head()
    if head is None:
        return answer({"seq": 0, "hash": GENESIS, "at": None}, ASKED_ANEW)
    return answer({"seq": head.seq, "hash": head.hash, "at": instant_text(head.at)}, ASKED_ANEW)
