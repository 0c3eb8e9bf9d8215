"""What the API is asked and answers, in the parts that every path shares; OpenAPI is made of these classes."""

import re
from typing import Any, Final

from apiflask import Schema
from marshmallow import ValidationError, fields
from marshmallow.validate import Length, OneOf, Range

from portal.common.dates import read_date
from portal.common.formatting import listed
from portal.guidance.rules_levels import AppliedLevel, Level

MOST_ROWS: Final = 500
USUAL_ROWS: Final = 100
LAST_NUMBER: Final = 999_999_999

# Longer than any slug, label or cursor of ours.
LONGEST: Final = 400
NOT_EMPTY: Final = f"Give a value of at most {LONGEST} characters, or leave the parameter out."

LEVELS: Final = tuple(level.value for level in Level)
APPLIED_LEVELS: Final = tuple(level.value for level in AppliedLevel)


class WholeNumber(fields.Integer):
    """A number in ASCII digits; `int` alone would take signs, blanks, underscores and the digits of other scripts."""

    def _deserialize(self, value: Any, *given: Any, **named: Any) -> int:  # noqa: ANN401 - marshmallow's own signature
        if not re.fullmatch("[0-9]{1,9}", str(value)):
            message = "Give a whole number in the digits 0 to 9."
            raise ValidationError(message)
        return int(str(super()._deserialize(value, *given, **named)))


def is_a_date(text: str) -> None:
    """Refuse what is no civil date in ISO form; raises marshmallow's ValidationError."""
    try:
        read_date(text)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def text(description: str, **options: Any) -> fields.String:  # noqa: ANN401 - marshmallow's options are of many types
    """Return the field of a query parameter that must not be empty."""
    length = Length(min=1, max=LONGEST, error=NOT_EMPTY)
    return fields.String(validate=length, metadata={"description": description}, **options)


def day(description: str) -> fields.String:
    """Return the field of a query parameter that is a civil date; it is only looked at, and read by its form."""
    return fields.String(validate=is_a_date, metadata={"description": description, "format": "date"})


def number(description: str, highest: int = LAST_NUMBER, **options: Any) -> WholeNumber:  # noqa: ANN401 - marshmallow's options are of many types
    """Return the field of a query parameter that is a whole number from 1 on."""
    within = Range(min=1, max=highest, error=f"Give a whole number from 1 to {highest}.")
    return WholeNumber(validate=within, metadata={"description": description}, **options)


def one_of(values: tuple[str, ...], description: str) -> fields.String:
    """Return the field of a query parameter that takes some values only."""
    known = OneOf(values, error=f"Give one of {listed(values)}.")
    return fields.String(validate=known, metadata={"description": description})


class Query(Schema):
    """The query parameters of a path; any other is refused by its name."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - marshmallow's options are of many types
        """Word the refusal of an unknown parameter with the names of the known ones."""
        super().__init__(**options)
        names = [field.data_key or name for name, field in self.fields.items()]
        known = f"It takes {listed(sorted(names))}." if names else "It takes none."
        self.error_messages["unknown"] = f"This path takes no parameter of this name. {known}"


class NothingAsked(Query):
    """No query parameter at all."""


class MomentQuery(Query):
    """The two clocks."""

    effective_on = day("What governed on that day, in the program's time zone; without it, today.")
    known_on = day("As far as was published by the end of that day; today, and without it, by now. Not a future day.")


class PartQuery(MomentQuery):
    """The two clocks, and which part of a list."""

    limit = number("At most so many rows.", MOST_ROWS, load_default=USUAL_ROWS)
    cursor = text("Where the list goes on: as `next` of the answer before gave it.")


class ListQuery(PartQuery):
    """The two clocks, and which part of a list that several programs may fill."""

    program = text("Only of the program with this slug.")


class Refusal(Schema):
    """A problem (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String()
    parameter = fields.String(metadata={"description": "The parameter that cannot be used."})
    reason = fields.String(metadata={"description": "Why nothing is in force."})
    request = fields.String(metadata={"description": "What to name when reporting a failure of the portal."})


class Rows(Schema):
    """A part of a list; what derives from it says what `items` are."""

    next = fields.URL(required=True, allow_none=True, metadata={"description": "The address of the rest, if any."})
