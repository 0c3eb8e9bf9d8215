"""What a search finds, as plain values for its page."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.search.rules_snippets import Piece, Snippet

# Kinds of results, with the word for each that stands on the page.
KINDS: Final = {
    "provision": "Provision",
    "edition": "Edition",
    "document": "Document",
    "answer": "Answer",
    "audience": "Kind of stakeholder",
    "place": "Place",
}


@dataclass(frozen=True, kw_only=True)
class Result:
    """One thing that was found; only a text has a status, a place where it stands, and a day from which it governs."""

    kind: str
    title: str
    url: str
    snippet: Snippet
    status: str | None = None
    where: str | None = None
    effective_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class Results:
    """What was found: on this page, how much in all, in other editions, among answers, and by which other words."""

    results: tuple[Result, ...]
    total: int
    others: tuple[Result, ...]
    answers: tuple[Result, ...]
    synonyms: tuple[str, ...]


def plain_snippet(text: str) -> Snippet:
    """Return words in which nothing is marked."""
    return Snippet((Piece(text),))
