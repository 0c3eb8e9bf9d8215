"""Documents, editions, provisions and their comparison as the API gives them."""

from typing import Final

from apiflask import Schema
from marshmallow import fields
from marshmallow.validate import OneOf

from portal.api.schemas import APPLIED_LEVELS, LEVELS, MomentQuery, Rows, number
from portal.guidance.models import APPLIES_WHEN
from portal.guidance.rules_compare import ChangeKind
from portal.guidance.rules_in_force import EVENT_KINDS, Standing, Status

PROVISION: Final = "The label, which survives editions."
SUSPENDED: Final = "Since when it is suspended; only there where it is."


class Obligation(Schema):
    """What a provision means for a kind of stakeholder in a place; a text is empty where nothing is said."""

    audience = fields.String(required=True)
    place = fields.String(required=True, metadata={"description": "US, a postal code, or a county's FIPS code."})
    level = fields.String(required=True, validate=OneOf(LEVELS))
    condition = fields.String(required=True)
    then = fields.String(required=True, allow_none=True, metadata={"description": "The level where the answer is yes."})
    otherwise = fields.String(required=True, allow_none=True, metadata={"description": "The level where it is no."})
    applies_when = fields.String(required=True, validate=OneOf(APPLIES_WHEN))
    action = fields.String(required=True)
    deadline = fields.String(required=True)
    how_to_decide = fields.String(required=True)
    how_to_decline = fields.String(required=True)
    authority = fields.String(required=True)
    suspended_since = fields.Date(metadata={"description": SUSPENDED})


class Provision(Schema):
    """The smallest citable unit of an edition."""

    label = fields.String(required=True, metadata={"description": PROVISION})
    number = fields.String(required=True)
    heading = fields.String(required=True)
    section = fields.String(required=True)
    html = fields.String(required=True)
    text = fields.String(required=True)
    authority = fields.String(required=True)
    was = fields.List(fields.String(), required=True, metadata={"description": "Earlier labels that it continues."})
    obligations = fields.List(fields.Nested(Obligation), required=True)


class Suspension(Schema):
    """Where an edition is suspended, and since when."""

    place = fields.String(required=True)
    since = fields.Date(required=True)
    reason = fields.String(required=True)


class Event(Schema):
    """What later happened to an edition."""

    kind = fields.String(required=True, validate=OneOf(EVENT_KINDS))
    on = fields.Date(required=True)
    known_at = fields.DateTime(required=True)
    place = fields.String(required=True)
    reason = fields.String(required=True)
    source = fields.String(required=True)


class Source(Schema):
    """Where a record of the past was published."""

    title = fields.String()
    office = fields.String()
    date = fields.Date()


class Edition(Schema):
    """An edition, with its status on the day asked about, as known at the instant asked about."""

    document = fields.String(required=True)
    number = fields.Integer(required=True)
    title = fields.String(required=True)
    status = fields.String(required=True, validate=OneOf([status.value for status in Status]))
    effective_from = fields.Date(required=True)
    published_at = fields.DateTime(required=True)
    recorded_at = fields.DateTime(required=True)
    change_note = fields.String(required=True)
    sha256 = fields.String(required=True)
    summary = fields.String(required=True)
    applies_to = fields.String(required=True)
    legal = fields.List(fields.String(), required=True)
    source = fields.Nested(Source, required=True, allow_none=True)
    suspended_in = fields.List(fields.Nested(Suspension), required=True)
    events = fields.List(fields.Nested(Event), required=True)
    provisions = fields.List(fields.Nested(Provision), required=True)


class Document(Schema):
    """A document, with the edition that governs on the day asked about, if any."""

    slug = fields.String(required=True)
    identifier = fields.String(required=True)
    title = fields.String(required=True)
    program = fields.String(required=True)
    office = fields.String(required=True)
    owner = fields.String(required=True)
    intent = fields.String(required=True)
    review_by = fields.Date(required=True, allow_none=True)
    status = fields.String(required=True, validate=OneOf([standing.value for standing in Standing]))
    edition = fields.Integer(required=True, allow_none=True)
    effective_from = fields.Date(required=True, allow_none=True)
    published_at = fields.DateTime(required=True, allow_none=True)


class ChangedLevel(Schema):
    """For whom the level of a provision is another one."""

    audience = fields.String(required=True)
    place = fields.String(required=True)
    before = fields.String(required=True, validate=OneOf(APPLIED_LEVELS))
    after = fields.String(required=True, validate=OneOf(APPLIED_LEVELS))


class Change(Schema):
    """One provision of the two editions: its words on both sides, and for whom its level changed."""

    label = fields.String(required=True)
    heading = fields.String(required=True)
    kind = fields.String(required=True, validate=OneOf([kind.value for kind in ChangeKind]))
    was = fields.List(fields.String(), required=True, metadata={"description": "The labels that it was found under."})
    before = fields.String(required=True, allow_none=True)
    after = fields.String(required=True, allow_none=True)
    obligations = fields.List(fields.Nested(ChangedLevel), required=True)


class Comparison(Schema):
    """Two editions beside each other, provision by provision, in the order of the second."""

    document = fields.String(required=True)
    before = fields.Integer(required=True, data_key="from")
    after = fields.Integer(required=True, data_key="to")
    changes = fields.List(fields.Nested(Change), required=True)


class CompareQuery(MomentQuery):
    """Which two editions are compared."""

    before = number("The number of the edition on the left.", data_key="from", required=True)
    after = number("The number of the edition on the right.", data_key="to", required=True)


class DocumentList(Rows):
    """A part of a list, and where it goes on."""

    items = fields.List(fields.Nested(Document), required=True)


class EditionList(Rows):
    """A part of a list, and where it goes on."""

    items = fields.List(fields.Nested(Edition), required=True)
