"""Results of a search as the API is asked for them and gives them."""

from typing import Final

from apiflask import Schema
from marshmallow import fields
from marshmallow.validate import Length, OneOf

from portal.answers.rules_content import ANSWER
from portal.api.schemas import ListQuery, Rows
from portal.guidance.rules_in_force import Status
from portal.guidance.rules_search import EDITION, PROVISION

LONGEST_SEARCH: Final = 200
TOO_LONG: Final = f"Give words or a “quoted phrase” of at most {LONGEST_SEARCH} characters to look for."


class Result(Schema):
    """A text that was found, and the status of its edition on the day asked about; an answer is of no document."""

    kind = fields.String(required=True, validate=OneOf([ANSWER, EDITION, PROVISION]))
    title = fields.String(required=True)
    url = fields.String(required=True, metadata={"description": "The path of its page."})
    snippet = fields.String(required=True, metadata={"description": "The passage that shows why it was found."})
    status = fields.String(required=True, validate=OneOf([status.value for status in Status]))
    document = fields.String(required=True, allow_none=True)
    edition = fields.Integer(required=True, allow_none=True)
    provision = fields.String(required=True, allow_none=True)


class SearchQuery(ListQuery):
    """What is looked for."""

    q = fields.String(
        required=True,
        validate=Length(min=1, max=LONGEST_SEARCH, error=TOO_LONG),
        metadata={"description": "Words and “quoted phrases”; every other mark only stands between words."},
    )


class ResultList(Rows):
    """A part of a list, and where it goes on."""

    items = fields.List(fields.Nested(Result), required=True)
