"""How Alembic meets the portal: it uses the portal's own engine, so that a migration runs as the portal does."""

from alembic import context

from portal.common.database import Base, db

BATCH = {"render_as_batch": True, "target_metadata": Base.metadata, "compare_type": True}


def run() -> None:
    """Run the migrations on one connection, in one transaction."""
    with db.engine.connect().execution_options(portal_writes=True) as connection:
        context.configure(connection=connection, transaction_per_migration=False, **BATCH)
        with context.begin_transaction():
            context.run_migrations()


run()
