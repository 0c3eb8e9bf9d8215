"""The addresses of the pages that answer a question, so that every link to an answer is made in one way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlencode

from portal.guidance.rules_in_force import Moment
from portal.programs.rules_places import NATION, Atlas

# The field that holds the answer to a provision's question is called by its label.
ANSWER = "answer_"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as it was asked: for whom, where, when, and what was answered to the questions of provisions.

    `now` is the instant of the request, by which it is decided what may be seen at all. `dates` are the two dates as
    they stand in the address; a date left out means today, or now.
    """

    audience: str
    place: str
    moment: Moment
    now: datetime
    state: str = ""
    county: str = ""
    dates: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


def applies_url(asked: Asked, atlas: Atlas) -> str:
    """Return the address of the answer for a kind and a place, at the same two dates, its own questions open."""
    state, county = _state_and_county(asked.place, atlas)
    return _applies({"audience": asked.audience, "state": state, "county": county, **asked.dates})


def with_answer(asked: Asked, label: str, answer: str | None) -> str:
    """Return the same page with one question of a provision answered, or open again."""
    answers = {name: given for name, given in asked.answers.items() if name != label}
    if answer is not None:
        answers[label] = answer
    return f"{_this_url(asked, asked.dates, answers)}#{label}"


def this_url(asked: Asked) -> str:
    """Return the address of this very page."""
    return _this_url(asked, asked.dates, asked.answers)


def at_day(asked: Asked, day: date | None) -> str:
    """Return the same question about another day, as known now; None is today."""
    dates = {"effective_on": day.isoformat()} if day else {}
    return _this_url(asked, dates, {})


def permanent_url(asked: Asked, known_on: str) -> str:
    """Return the address under which the same answer stays: with both dates written out."""
    fields = {"audience": asked.audience, "state": asked.state, "county": asked.county}
    return _applies(fields | {"effective_on": asked.moment.on.isoformat(), "known_on": known_on})


def _this_url(asked: Asked, dates: Mapping[str, str], answers: Mapping[str, str]) -> str:
    fields = {"audience": asked.audience, "state": asked.state, "county": asked.county, **dates}
    return _applies(fields | {ANSWER + name: given for name, given in answers.items()})


def _applies(fields: Mapping[str, str]) -> str:
    return "/applies?" + urlencode({name: value for name, value in fields.items() if value})


def _state_and_county(place: str, atlas: Atlas) -> tuple[str, str]:
    if place == NATION:
        return ("", "")
    if atlas.places[place].kind == "county":
        return ((atlas.places[place].parent or "").lower(), place)
    return (place.lower(), "")
