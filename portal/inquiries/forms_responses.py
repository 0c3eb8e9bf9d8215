"""What is written when an answer is drafted: a text for each question, with statements of provisions."""

from collections.abc import Mapping, Sequence
from typing import Final

from werkzeug.datastructures import MultiDict

from portal.answers.rules_checks import LONGEST_ANSWER, Lists, words_issues
from portal.common.characters import character_issues, normalized
from portal.common.formatting import with_commas
from portal.inquiries.rules_personal import personal_numbers

PART: Final = "part_"
VERSION: Final = "version"
NOTHING_READ: Final = 0
# Of a version number no more digits are read.
MOST_DIGITS: Final = 6


class ResponseForm:
    """A draft as it was typed, the version that was read, and what is wrong with the words."""

    def __init__(self, parts: Mapping[int, str], read: int, errors: Mapping[str, str]) -> None:
        """Keep what was typed, so that nothing is lost when it cannot be taken."""
        self.parts = dict(parts)
        self.read = read
        self.errors = dict(errors)


def read_response(form: MultiDict[str, str], positions: Sequence[int], lists: Lists) -> ResponseForm:
    """Read the texts, one for each question of the inquiry."""
    parts = {position: normalized(form.get(f"{PART}{position}", "")).strip() for position in positions}
    errors: dict[str, str] = {}
    for position, text in parts.items():
        wrong = _wrong(text, lists)
        if wrong:
            errors[f"{PART}{position}"] = wrong
    return ResponseForm(parts, _version(form.get(VERSION, "")), errors)


def _wrong(text: str, lists: Lists) -> str | None:
    if len(text) > LONGEST_ANSWER:
        return f"An answer has at most {with_commas(LONGEST_ANSWER)} characters; this one has {with_commas(len(text))}."
    for name in personal_numbers(text):
        return f"This seems to hold {name}. Take it out: no answer needs it."
    for issue in [*character_issues(text), *words_issues(text, lists)]:
        return f"Line {issue.line}: {issue.message}" if issue.line else issue.message
    return None


def _version(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else NOTHING_READ
