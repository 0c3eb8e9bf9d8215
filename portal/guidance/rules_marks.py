"""What pages show of a level and of an authority: small plain values, one shape for every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from portal.common.citations import find_citations
from portal.guidance.rules_levels import AppliedLevel, short_words_for, words_for
from portal.guidance.rules_obligations import ObligationFacts, level_of

# The obligations of a program name the same few authorities over and over.
REMEMBERED: Final = 1_024


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A level with its words; the sign and the color follow from the level."""

    level: AppliedLevel
    words: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """An authority as it is cited, and where it can be read."""

    text: str
    url: str | None


def mark_of(obligation: ObligationFacts | None) -> Mark:
    """Return the mark of an obligation; silence has its own, and looks as finished as the others."""
    return _mark(level_of(obligation), obligation.action if obligation else None)


def short_mark_of(obligation: ObligationFacts | None) -> Mark:
    """Return the mark of an obligation in a word or two, for the cell of a table."""
    level = level_of(obligation)
    return Mark(level=AppliedLevel(level), words=short_words_for(level, obligation.action if obligation else None))


def mark_of_level(level: str) -> Mark:
    """Return the mark of a bare level, as of the outcome of a question."""
    return _mark(level, None)


@lru_cache(maxsize=REMEMBERED)
def _mark(level: str, action: str | None) -> Mark:
    return Mark(level=AppliedLevel(level), words=words_for(level, action))


@lru_cache(maxsize=REMEMBERED)
def sources_of(authority: str) -> tuple[Source, ...]:
    """Return the authorities that an obligation names, separated by semicolons, each with a link where there is one."""
    return tuple(_source(part.strip()) for part in authority.split(";") if part.strip())


def sources_of_all(authorities: Sequence[str]) -> list[Source]:
    """Return the distinct authorities of several obligations, in the order in which they are first named."""
    found: dict[str, Source] = {}
    for authority in authorities:
        for source in sources_of(authority):
            found.setdefault(source.text, source)
    return list(found.values())


def _source(text: str) -> Source:
    citations = find_citations(text)
    return Source(text=text, url=citations[0].url if citations else None)
