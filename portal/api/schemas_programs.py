"""Programs and jurisdictions as the API gives them, and the head of the audit chain."""

from apiflask import Schema
from marshmallow import fields

from portal.api.schemas import ListQuery, PartQuery, Rows, day, text


class Program(Schema):
    """A program, with its status on the day asked about: the last event of its life, null before the first."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    status = fields.String(required=True, allow_none=True)
    status_since = fields.Date(required=True, allow_none=True)
    intent = fields.String(required=True)
    description = fields.String(required=True)
    legal_basis = fields.List(fields.String(), required=True)
    time_zone = fields.String(required=True)


class Jurisdiction(Schema):
    """A county, and the day on which the program was activated there; null while it was not."""

    fips = fields.String(required=True)
    name = fields.String(required=True)
    state = fields.String(required=True)
    program = fields.String(required=True)
    activated_on = fields.Date(required=True, allow_none=True)


class AuditHead(Schema):
    """The newest entry of the audit chain; `seq` is 0 while nothing was recorded."""

    seq = fields.Integer(required=True)
    hash = fields.String(required=True)
    at = fields.DateTime(required=True, allow_none=True)


class ProgramsQuery(PartQuery):
    """Which programs are asked for."""


class JurisdictionsQuery(ListQuery):
    """Which counties are asked for, and on which day."""

    state = text("A postal code, as IL.")
    on = day("Means the same as effective_on.")


class ProgramList(Rows):
    """A part of a list, and where it goes on."""

    items = fields.List(fields.Nested(Program), required=True)


class JurisdictionList(Rows):
    """A part of a list, and where it goes on."""

    items = fields.List(fields.Nested(Jurisdiction), required=True)
