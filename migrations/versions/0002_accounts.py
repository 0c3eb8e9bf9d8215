"""Accounts, their sessions, and what was tried in vain."""

import sqlalchemy as sa
from alembic import op

from portal.common.database import UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables."""
    _make_users()
    _make_sessions()
    _make_attempts()


def downgrade() -> None:
    """Drop the three tables."""
    op.drop_table("sign_in_attempts")
    op.drop_table("sign_in_sessions")
    op.drop_table("users")


def _make_users() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.String(26), primary_key=True),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("state", sa.String(2)),
        sa.Column("office", sa.String(20)),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("disabled_at", UTCDateTime()),
        sa.UniqueConstraint("email", name="uq_users_email"),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_users_email_in_lower_case")),
        sa.CheckConstraint(
            "role IN ('partner', 'drafter', 'reviewer', 'leader', 'auditor', 'admin')",
            name=op.f("ck_users_known_role"),
        ),
        sa.CheckConstraint("(role = 'partner') = (state IS NOT NULL)", name=op.f("ck_users_state_of_a_partner")),
        sa.CheckConstraint("(role = 'reviewer') = (office IS NOT NULL)", name=op.f("ck_users_office_of_a_reviewer")),
        sa.CheckConstraint("office IN ('program', 'counsel', 'public-affairs')", name=op.f("ck_users_known_office")),
    )


def _make_sessions() -> None:
    op.create_table(
        "sign_in_sessions",
        sa.Column("id", sa.String(26), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("user_id", sa.String(26), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("address_hash", sa.String(32), nullable=False),
        sa.Column("device", sa.String(40), nullable=False),
        sa.Column("ended_at", UTCDateTime()),
        sa.Column("end_reason", sa.String(20)),
        sa.UniqueConstraint("token_hash", name="uq_sign_in_sessions_token_hash"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sign_in_sessions_user_id"),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (end_reason IS NULL)",
            name=op.f("ck_sign_in_sessions_reason_of_its_end"),
        ),
        sa.CheckConstraint(
            "end_reason IN ('signed_out', 'ended_by_owner', 'replaced', 'disabled')",
            name=op.f("ck_sign_in_sessions_known_reason"),
        ),
    )
    op.create_index("ix_sign_in_sessions_user_id", "sign_in_sessions", ["user_id"])


def _make_attempts() -> None:
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", sa.String(26), primary_key=True),
        sa.Column("account_hash", sa.String(32), nullable=False),
        sa.Column("address_hash", sa.String(32), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
    )
    op.create_index("ix_sign_in_attempts_account_hash_at", "sign_in_attempts", ["account_hash", "at"])
    op.create_index("ix_sign_in_attempts_address_hash_at", "sign_in_attempts", ["address_hash", "at"])
    op.create_index("ix_sign_in_attempts_at", "sign_in_attempts", ["at"])
