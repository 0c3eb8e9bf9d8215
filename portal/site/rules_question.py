"""The question "What applies to us?" as it was filled in, with what can be chosen and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from portal.site.rules_addresses import Asked


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One value of a select, as it reads in the sentence."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class AppliesForm:
    """The sentence as it was filled in, with what can be chosen, and what is wrong with which field."""

    audience: str
    state: str
    county: str
    effective_on: str
    known_on: str
    audiences: tuple[Choice, ...]
    states: tuple[Choice, ...]
    counties: tuple[Choice, ...]
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ReadQuestion:
    """What was read: the form to show, and the question where it is whole."""

    form: AppliesForm
    asked: Asked | None
    known_on: date
