"""Reading a search: the words, both dates, and which page of the results."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from portal.common.formatting import with_commas, worded_date
from portal.common.web import BadParameter
from portal.guidance.forms import EFFECTIVE_ON, KNOWN_ON, ReadMoment, read_page_moment

Q: Final = "q"
PAGE: Final = "page"
LONGEST: Final = 200
# With the most candidates that a search weighs, no list of results is longer than this many pages.
LAST_PAGE: Final = 99
NUMBER: Final = re.compile("[1-9][0-9]?")


@dataclass(frozen=True, kw_only=True)
class SearchForm:
    """The form as it was filled in, with what is wrong with which field."""

    q: str
    effective_on: str
    known_on: str
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ReadSearch:
    """What was read: the form to show, the moment, and which page of the results."""

    form: SearchForm
    moment: ReadMoment
    page: int

    @property
    def asked(self) -> bool:
        """Tell whether there are words, and nothing is wrong with them or the dates."""
        return bool(self.form.q) and not self.form.errors


def read_search(args: Mapping[str, str], zone: str, now: datetime) -> ReadSearch:
    """Read a search; raises BadParameter for a page that is no number, since no field of the form holds it."""
    moment = read_page_moment(args, zone, now)
    q = args.get(Q, "").strip()
    form = SearchForm(
        # The field holds no more than this, and what is too long can be shortened from there.
        q=q[:LONGEST],
        effective_on=_worded(EFFECTIVE_ON, args, moment),
        known_on=_worded(KNOWN_ON, args, moment),
        errors=_too_long(q) | dict(moment.errors),
    )
    return ReadSearch(form=form, moment=moment, page=_page(args.get(PAGE, "1")))


def _worded(name: str, args: Mapping[str, str], moment: ReadMoment) -> str:
    if moment.errors:
        return args.get(name, "")
    return worded_date(moment.moment.on if name == EFFECTIVE_ON else moment.known_on)


def _too_long(q: str) -> dict[str, str]:
    if len(q) <= LONGEST:
        return {}
    return {Q: f"This is {with_commas(len(q))} characters long. Look for at most {LONGEST} at once."}


def _page(text: str) -> int:
    if not NUMBER.fullmatch(text):
        raise BadParameter(PAGE, f"Give the number of a page, 1 to {LAST_PAGE}.")
    return int(text)
