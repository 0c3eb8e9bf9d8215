"""Synonyms of provisions, kept with the details of their document."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; details that stand already have no synonyms."""
    op.add_column("document_details", sa.Column("synonyms", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("document_details", "synonyms")
