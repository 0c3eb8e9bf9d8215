"""Accounts, their sessions, and what was tried in vain."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.rules_roles import Office, Role
from portal.common.database import Model, UTCDateTime


def _one_of(column: str, values: type[StrEnum]) -> str:
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


class EndOfSession(StrEnum):
    """Why a session ended before its time."""

    SIGNED_OUT = "signed_out"
    ENDED_BY_OWNER = "ended_by_owner"
    REPLACED = "replaced"
    DISABLED = "disabled"


class User(Model):
    """Somebody who may sign in; their name, role and password may change, and an account is disabled, never deleted."""

    __tablename__ = "users"
    __table_args__ = (
        sa.UniqueConstraint("email"),
        sa.CheckConstraint("email = lower(email)", name="email_in_lower_case"),
        sa.CheckConstraint(_one_of("role", Role), name="known_role"),
        sa.CheckConstraint("(role = 'partner') = (state IS NOT NULL)", name="state_of_a_partner"),
        sa.CheckConstraint("(role = 'reviewer') = (office IS NOT NULL)", name="office_of_a_reviewer"),
        sa.CheckConstraint(_one_of("office", Office), name="known_office"),
    )

    id: Mapped[str] = mapped_column(sa.String(26), primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(254))
    name: Mapped[str] = mapped_column(sa.String(120))
    role: Mapped[str] = mapped_column(sa.String(20))
    state: Mapped[str | None] = mapped_column(sa.String(2))
    office: Mapped[str | None] = mapped_column(sa.String(20))
    password_hash: Mapped[str] = mapped_column(sa.String(200), repr=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)


class SignInSession(Model):
    """One sign-in on one machine; written once when it starts and once when it ends.

    The browser holds the token, this row only its SHA-256, so that who reads the table cannot sign in with it.
    The role is the one it started with: a role that has changed since ends it.
    """

    __tablename__ = "sign_in_sessions"
    __table_args__ = (
        sa.UniqueConstraint("token_hash"),
        sa.CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="reason_of_its_end"),
        sa.CheckConstraint(_one_of("end_reason", EndOfSession), name="known_reason"),
    )

    id: Mapped[str] = mapped_column(sa.String(26), primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), repr=False)
    user_id: Mapped[str] = mapped_column(sa.ForeignKey("users.id"), index=True)
    role: Mapped[str] = mapped_column(sa.String(20))
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    address_hash: Mapped[str] = mapped_column(sa.String(32))
    device: Mapped[str] = mapped_column(sa.String(40))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    end_reason: Mapped[str | None] = mapped_column(sa.String(20), default=None)
    user: Mapped[User] = relationship(init=False, repr=False)


class SignInAttempt(Model):
    """An attempt to sign in that has not succeeded, as keyed hashes of account and address; kept for a day."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        sa.Index("ix_sign_in_attempts_account_hash_at", "account_hash", "at"),
        sa.Index("ix_sign_in_attempts_address_hash_at", "address_hash", "at"),
    )

    id: Mapped[str] = mapped_column(sa.String(26), primary_key=True)
    account_hash: Mapped[str] = mapped_column(sa.String(32))
    address_hash: Mapped[str] = mapped_column(sa.String(32))
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
