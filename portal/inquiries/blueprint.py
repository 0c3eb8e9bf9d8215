"""The pages of inquiries under one name, and what all of them read from an address."""

from http import HTTPStatus
from typing import Final

from apiflask import APIBlueprint
from flask import abort, request

from portal.accounts.access import signed_in
from portal.accounts.rules_permissions import may
from portal.common.clock import now
from portal.inquiries.queries import InquiryNotFoundError, get_inquiry
from portal.inquiries.rules_content import STAFF
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.items.rules import Reader
from portal.programs.forms import program_of

blueprint = APIBlueprint("inquiries", __name__, url_prefix="/inquiries", enable_openapi=False)

READER: Final = Reader(permissions=frozenset({STAFF}))


def found_inquiry(number: str) -> InquiryFacts:
    """Return the inquiry of this number, or answer that there is none."""
    try:
        return get_inquiry(program_of(request.args).slug, number, READER, now())
    except InquiryNotFoundError:
        abort(HTTPStatus.NOT_FOUND)


def reader_may(action: str) -> bool:
    """Tell whether whoever is signed in may do an action of the permission table."""
    return may(signed_in().role, action)
