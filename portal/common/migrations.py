"""Whether the database is at the newest migration, told without Alembic.

Alembic loads every database that it knows, some 7 MiB, and serving needs nothing of it; see `schema` for what does.
"""

from pathlib import Path
from typing import Final

import sqlalchemy as sa

from portal.common.database import database_is_ready, db

MIGRATIONS: Final = Path(__file__).resolve().parent.parent.parent / "migrations"

# Alembic's own table holds the number of the migration that ran last.
LAST_RUN: Final = sa.table("alembic_version", sa.column("version_num"))


def is_migrated() -> bool:
    """Tell whether the newest migration that stands in the folder is the last that has run."""
    if not database_is_ready(LAST_RUN.name):
        return False
    return db.session.scalar(sa.select(LAST_RUN.c.version_num)) == newest_migration()


def newest_migration() -> str:
    """Return the number of the newest migration, with which the name of its file starts."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))
