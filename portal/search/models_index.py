"""The full-text index beside the texts: how each database is told of a text, and asked which texts match.

This is the one thing about search in which the two databases differ. It is written here as statements, which the
queries and the actions run. No trigger runs them: SQLite, opened so that a schema is not trusted, takes no virtual
table inside a trigger.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from portal.search.models import SearchText
from portal.search.rules_query import Terms
from portal.search.rules_words import Stems

INDEX: Final = sa.table(SearchText.__beside__, sa.column("rowid", sa.Integer), sa.column("stems", sa.Text))


@dataclass(frozen=True, kw_only=True)
class Engine:
    """A full-text engine.

    Args:
        run: Writes stems that stand one after another.
        either, both: What stands between wordings of which one, or all, must be there.
        matches: The condition on the index that a written query makes.
        add: Adds a text, by `id` and `stems`.
        remove: Takes a text out, by its id and the stems with which it was added.
        settle: Leaves no trace of what was taken out in the files of the index.
        clear: Empties the index.
        check: Counts the texts with which the index does not agree, or fails, if there are any.
    """

    run: Callable[[Stems], str]
    either: str
    both: str
    matches: Callable[[str], sa.ColumnElement[bool]]
    add: sa.TextClause
    remove: Callable[[int, str], sa.TextClause]
    settle: sa.TextClause
    clear: sa.TextClause
    check: sa.TextClause

    def rows_that_match(self, terms: Terms) -> sa.Select[tuple[int]]:
        """Return the query of the rows whose text says every term."""
        return sa.select(INDEX.c.rowid).where(self.matches(self.written(terms)))

    def written(self, terms: Terms) -> str:
        """Return the terms in the engine's language, in which stems, being letters and digits, mean only themselves."""
        return self.both.join(f"({self.either.join(map(self.run, term.alternatives))})" for term in terms)


FTS5: Final = Engine(
    run=lambda stems: f'"{" ".join(stems)}"',
    either=" OR ",
    both=" AND ",
    matches=INDEX.c.stems.bool_op("MATCH"),
    add=sa.text("INSERT INTO search_index (rowid, stems) VALUES (:id, :stems)"),
    remove=lambda row, stems: sa.text(
        "INSERT INTO search_index (search_index, rowid, stems) VALUES ('delete', :id, :stems)"
    ).bindparams(id=row, stems=stems),
    # What was deleted stays in it as a mark until parts of the index are merged.
    settle=sa.text("INSERT INTO search_index (search_index) VALUES ('optimize')"),
    clear=sa.text("INSERT INTO search_index (search_index) VALUES ('delete-all')"),
    check=sa.text("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"),
)
TSVECTOR: Final = Engine(
    run=lambda stems: " <-> ".join(f"'{stem}'" for stem in stems),
    either=" | ",
    both=" & ",
    matches=lambda query: INDEX.c.stems.bool_op("@@")(sa.func.to_tsquery("simple", query)),
    add=sa.text("INSERT INTO search_index (rowid, stems) VALUES (:id, to_tsvector('simple', :stems))"),
    remove=lambda row, _stems: sa.text("DELETE FROM search_index WHERE rowid = :id").bindparams(id=row),
    # Rows are whole here, and what was deleted goes with the next vacuum.
    settle=sa.text("SELECT 1"),
    clear=sa.text("DELETE FROM search_index"),
    check=sa.text(
        "SELECT count(*) FROM search_texts AS texts LEFT JOIN search_index AS told ON told.rowid = texts.id "
        "WHERE told.stems IS DISTINCT FROM to_tsvector('simple', texts.stems)"
    ),
)


def engine_of(dialect: str) -> Engine:
    """Return the engine of the database with SQLAlchemy's name for it, "sqlite" or "postgresql"."""
    return {"sqlite": FTS5, "postgresql": TSVECTOR}[dialect]
