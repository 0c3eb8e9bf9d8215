"""Answered questions as the API gives them."""

from apiflask import Schema
from marshmallow import fields
from marshmallow.validate import OneOf

from portal.api.schemas import APPLIED_LEVELS, LEVELS, ListQuery, Rows, text
from portal.statements.rules_verdicts import SUSPENDED


class FaqStatement(Schema):
    """What an answer told a kind of stakeholder of a provision, and what is in force on the day asked about."""

    provision = fields.String(required=True)
    audience = fields.String(required=True)
    place = fields.String(required=True)
    level = fields.String(required=True, validate=OneOf(LEVELS), metadata={"description": "As it was stated."})
    in_force = fields.String(required=True, validate=OneOf([*APPLIED_LEVELS, SUSPENDED]))
    holds = fields.Boolean(required=True, metadata={"description": "Whether what was stated is still so."})
    sentence = fields.String(required=True)
    url = fields.String(required=True)


class FaqEdition(Schema):
    """An edition of an answer."""

    number = fields.Integer(required=True)
    published_on = fields.Date(required=True)
    change_note = fields.String(required=True)


class FaqSource(Schema):
    """On what the wording of an answer rests."""

    title = fields.String(required=True)
    office = fields.String(required=True)
    date = fields.Date(required=True)


class Faq(Schema):
    """A question with its answer, as it stood at the moment asked about."""

    slug = fields.String(required=True)
    question = fields.String(required=True)
    wordings = fields.List(fields.String(), required=True)
    answer = fields.String(required=True, metadata={"description": "The answer as plain text."})
    html = fields.String(required=True)
    audience = fields.String(required=True)
    place = fields.String(required=True)
    statements = fields.List(fields.Nested(FaqStatement), required=True)
    holds = fields.Boolean(required=True, metadata={"description": "Whether everything that it states is still so."})
    editions = fields.List(fields.Nested(FaqEdition), required=True)
    last_reviewed = fields.Date(required=True)
    review_by = fields.Date(required=True, allow_none=True)
    owner = fields.String(required=True)
    source = fields.Nested(FaqSource, required=True)
    url = fields.String(required=True)


class ListedFaq(Faq):
    """The same in a list; the description of the API wants a name of its own for it."""


class FaqsQuery(ListQuery):
    """Which answers are asked for."""

    audience = text("Only those that speak of this kind of stakeholder.")


class FaqList(Rows):
    """A part of a list, and where it goes on."""

    items = fields.List(fields.Nested(ListedFaq), required=True)
