"""The index of texts: what can be searched, one row a text, with the database's own full-text index beside it."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.common.database import Model


class SearchText(Model):
    """A text that can be searched; added when its item is published, and made anew from the item at any time.

    It is derived, so that no trigger guards it: what is on record is the edition, and a row that was lost or changed
    is a search that errs until `portal search rebuild`, which `portal db check` asks for. `permission` is the class of
    those who may find it, null for the public. Beside it stands `search_index`, an FTS5 table on SQLite and one with a
    tsvector on PostgreSQL; no model describes it, since each database has its own.
    """

    __tablename__ = "search_texts"
    __table_args__ = (sa.UniqueConstraint("item_id", "part"),)
    __beside__ = "search_index"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    item_id: Mapped[str] = mapped_column(sa.ForeignKey("items.id"))
    # The label of a provision; empty for the item as a whole.
    part: Mapped[str] = mapped_column(sa.String(64))
    kind: Mapped[str] = mapped_column(sa.String(32))
    permission: Mapped[str | None] = mapped_column(sa.String(64))
    title: Mapped[str] = mapped_column(sa.String(400))
    words: Mapped[str] = mapped_column(sa.Text)
    # The stems of the title and of the words, with a space between them: what the databases index.
    stems: Mapped[str] = mapped_column(sa.Text)
