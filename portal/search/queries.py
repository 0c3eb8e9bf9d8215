"""Finding texts among those of the items that whoever asks may see; which these are is decided above."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import sqlalchemy as sa

from portal.common.database import db
from portal.search.models import SearchText
from portal.search.models_index import engine_of
from portal.search.rules_query import Terms, also_looked_for, read_query, telling
from portal.search.rules_ranking import Candidate, ranked
from portal.search.rules_snippets import Snippet, snippet

# So many texts, the newest, are weighed against one another; a search that finds more asks for too little.
CANDIDATES: Final = 300
# Fewer than so many results, and it is tried with less of what was asked.
FEW: Final = 3
# Of the words that no text says together, so many of the longest, which are seldom common, are looked for one by one.
TRIED: Final = 8
# The texts that say one of the rarest so many of them are what is found.
RAREST: Final = 3


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A text that was found: the item, the part of it (empty for the whole), and the passage that shows why."""

    item_id: str
    part: str
    kind: str
    title: str
    snippet: Snippet


@dataclass(frozen=True, kw_only=True)
class Found:
    """A page of results, how many can be paged through in all, and the other wordings that were looked for."""

    hits: tuple[Hit, ...]
    total: int
    also: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Among:
    """Among which texts is looked: those of some items, or all, of the public or of one permission."""

    item_ids: Collection[str] | None
    permission: str | None

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to look through."""
        return self.item_ids is not None and not self.item_ids

    @property
    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """Return what holds for these texts and for no others."""
        opened = SearchText.permission == self.permission if self.permission else SearchText.permission.is_(None)
        return [opened] if self.item_ids is None else [opened, SearchText.item_id.in_(self.item_ids)]


def find(
    query: str, item_ids: Collection[str] | None, *, limit: int, offset: int, permission: str | None = None
) -> Found:
    """Return the texts of the given items that say what is asked for, the best first.

    First come those that say everything. Where these are few, those follow that say all but the words which only hold
    a sentence together, and then those that say one of the rarest words. What was quoted is never given up.

    Args:
        query: Words and "quoted phrases", in any characters.
        item_ids: The items that whoever asks may see; no other is looked at, counted, or weighed. None for all that
            the permission opens.
        limit: How many results to return at most.
        offset: How many of the best to pass over.
        permission: Whose texts are looked through: those of the public, or those that a permission opens.
    """
    terms = read_query(query)
    among = Among(item_ids=item_ids, permission=permission)
    rows = _best_first(terms, among) if terms and not among.is_empty else []
    return Found(
        hits=_hits(rows[offset : offset + limit], terms),
        total=len(rows),
        also=also_looked_for(terms),
    )


def _best_first(terms: Terms, among: Among) -> list[int]:
    found = _ranked(_matching(terms, among), terms)
    fewer = telling(terms)
    if len(found) < FEW and fewer != terms:
        found = _joined(found, _ranked(_matching(fewer, among), fewer))
    if len(found) < FEW:
        found = _joined(found, _ranked(_with_a_rare_word(fewer, among), fewer))
    return found


def _with_a_rare_word(terms: Terms, among: Among) -> list[int]:
    quoted = tuple(term for term in terms if term.is_quoted)
    plain = [term for term in terms if not term.is_quoted]
    # A single word cannot be given up for another.
    if not plain[1:]:
        return []
    tried = sorted(plain, key=lambda term: -len("".join(term.stems)))[:TRIED]
    rows = [_matching((*quoted, term), among, most=CANDIDATES // RAREST) for term in tried]
    return _joined(*sorted(filter(None, rows), key=len)[:RAREST])


def _joined(*rows: list[int]) -> list[int]:
    return list(dict.fromkeys(chain.from_iterable(rows)))


def _matching(terms: Terms, among: Among, most: int = CANDIDATES) -> list[int]:
    """Return the rows, the newest first, of the texts that say every term."""
    matching = engine_of(db.engine.dialect.name).rows_that_match(terms)
    query = (
        sa.select(SearchText.id)
        .where(*among.conditions, SearchText.id.in_(matching))
        .order_by(SearchText.id.desc())
        .limit(most)
    )
    return list(db.session.scalars(query))


def _ranked(rows: Sequence[int], terms: Terms) -> list[int]:
    query = sa.select(SearchText.id, SearchText.title, SearchText.stems).where(SearchText.id.in_(rows))
    candidates = [Candidate(id=row.id, title=row.title, stems=row.stems) for row in db.session.execute(query)]
    return ranked(candidates, terms)


def _hits(rows: Sequence[int], terms: Terms) -> tuple[Hit, ...]:
    texts = {text.id: text for text in db.session.scalars(sa.select(SearchText).where(SearchText.id.in_(rows)))}
    return tuple(_hit(texts[row], terms) for row in rows)


def _hit(text: SearchText, terms: Terms) -> Hit:
    return Hit(
        item_id=text.item_id, part=text.part, kind=text.kind, title=text.title, snippet=snippet(text.words, terms)
    )
