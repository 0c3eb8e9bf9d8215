"""Obligations as the API is asked for them and gives them."""

from apiflask import Schema
from marshmallow import fields
from marshmallow.validate import OneOf

from portal.api.schemas import APPLIED_LEVELS, ListQuery, Rows, one_of, text
from portal.api.schemas_guidance import PROVISION, SUSPENDED


class AppliedObligation(Schema):
    """What a provision means for the kind of stakeholder asked about; where guidance is silent, most is null."""

    document = fields.String(required=True)
    edition = fields.Integer(required=True, allow_none=True, metadata={"description": "The edition in force, if any."})
    provision = fields.String(required=True, metadata={"description": PROVISION})
    number = fields.String(required=True, allow_none=True)
    heading = fields.String(required=True, allow_none=True)
    audience = fields.String(required=True)
    matched_audience = fields.String(required=True, allow_none=True, metadata={"description": "For whom it is set."})
    asked_place = fields.String(required=True)
    place = fields.String(required=True, allow_none=True, metadata={"description": "Where it is set."})
    level = fields.String(required=True, validate=OneOf(APPLIED_LEVELS))
    applies = fields.String(required=True, validate=OneOf(["now", "on_activation"]))
    condition = fields.String(required=True, allow_none=True)
    then = fields.String(required=True, allow_none=True)
    otherwise = fields.String(required=True, allow_none=True)
    sentence = fields.String(required=True)
    authority = fields.String(required=True, allow_none=True)
    since = fields.Date(
        required=True, allow_none=True, metadata={"description": "The first day of the run of days of this level."}
    )
    effective_from = fields.Date(required=True, allow_none=True)
    published_at = fields.DateTime(required=True, allow_none=True)
    suspended_since = fields.Date(metadata={"description": SUSPENDED})


class ObligationsQuery(ListQuery):
    """Whose obligations are asked for, where, and of which provision, document or level."""

    audience = text("A kind of stakeholder; each provision is resolved for it by the nearest audience and place.")
    state = text("A postal code, as IL.")
    county = text("A county's FIPS code, as 17031.")
    provision = text("The label of a provision.")
    document = text("The slug of a document.")
    level = one_of(APPLIED_LEVELS, "Only of this level.")


class ObligationList(Rows):
    """A part of a list, and where it goes on."""

    items = fields.List(fields.Nested(AppliedObligation), required=True)
