"""Search: the texts, and beside them the full-text index of each database."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# The stems come from the portal, one way for both databases, so that FTS5 and PostgreSQL only look them up: unicode61
# without porter, and the configuration "simple" without stop words. The order of results is not FTS5's, so that it
# need not keep the lengths of texts (columnsize).
SQLITE = (
    """CREATE VIRTUAL TABLE search_index USING fts5(
    stems, content='search_texts', content_rowid='id', columnsize=0, tokenize='unicode61 remove_diacritics 0')""",
)
POSTGRESQL = (
    "CREATE TABLE search_index (rowid integer PRIMARY KEY REFERENCES search_texts (id), stems tsvector NOT NULL)",
    # Texts come seldom and are asked for often: none waits in a list that every search would have to walk.
    "CREATE INDEX ix_search_index_stems ON search_index USING gin (stems) WITH (fastupdate = off)",
)


def upgrade() -> None:
    """Make the table of texts and the index beside it."""
    op.create_table(
        "search_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=26), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("permission", sa.String(length=64), nullable=True),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("stems", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_search_texts_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_texts")),
        sa.UniqueConstraint("item_id", "part", name=op.f("uq_search_texts_item_id_part")),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Drop the index and the table."""
    op.drop_table("search_index")
    op.drop_table("search_texts")
