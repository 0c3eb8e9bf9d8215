"""A draft as it is sent to the check, and what is found in it."""

from typing import Final

from apiflask import Schema
from marshmallow import fields
from marshmallow.validate import Length, OneOf

from portal.api.schemas import LONGEST, Query, is_a_date
from portal.guidance.rules_levels import AppliedLevel, Level
from portal.statements.rules_draft import LONGEST_DRAFT, Against
from portal.statements.rules_verdicts import SUSPENDED, Verdict

NO_TEXT: Final = "Give the words that are to be checked."
FOUND: Final = (Verdict.CONTRADICTS, Verdict.UNSUPPORTED, Verdict.CONDITION_MISSING)
_SHORT: Final = Length(max=LONGEST, error=f"Give at most {LONGEST} characters, or null.")


class CheckBody(Query):
    """A draft, and for whom, where and on which day it would be said."""

    text = fields.String(
        required=True,
        validate=Length(min=1, error=NO_TEXT),
        metadata={
            "description": f"Plain text or Markdown, at most {LONGEST_DRAFT:,} characters; none of it is stored."
        },
    )
    audience = fields.String(
        allow_none=True,
        validate=_SHORT,
        metadata={"description": "The kind of stakeholder; without it, every kind that has an obligation."},
    )
    state = fields.String(
        allow_none=True,
        validate=_SHORT,
        metadata={"description": "The postal code of a state; without it, the nation."},
    )
    on = fields.String(
        allow_none=True,
        validate=is_a_date,
        metadata={"description": "The day on which it would be said; without it, today.", "format": "date"},
    )


class Finding(Schema):
    """A sentence of the draft that cannot stand beside a passage."""

    verdict = fields.String(required=True, validate=OneOf([each.value for each in FOUND]))
    against = fields.String(required=True, validate=OneOf([each.value for each in Against]))
    provision = fields.String(required=True)
    audience = fields.String(required=True)
    stated = fields.String(
        required=True,
        allow_none=True,
        validate=OneOf([level.value for level in Level]),
        metadata={"description": "The level that the sentence states; null where its words alone decided."},
    )
    in_force = fields.String(required=True, validate=OneOf([*(level.value for level in AppliedLevel), SUSPENDED]))
    sentence = fields.String(required=True)
    passage = fields.String(
        required=True, metadata={"description": "What it was compared with; empty where guidance says nothing."}
    )
    published_at = fields.DateTime(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True, metadata={"description": "The path of its page."})


class FindingList(Schema):
    """What was found, in the order of the draft."""

    findings = fields.List(fields.Nested(Finding), required=True)
