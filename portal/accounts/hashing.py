"""Passwords as argon2id hashes, and the same work for an account that does not exist."""

import base64
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from argon2.low_level import Type
from flask import current_app

EXTENSION: Final = "portal-passwords"
SALT_BYTES: Final = 16
HASH_BYTES: Final = 32


@dataclass(frozen=True, kw_only=True)
class PasswordCost:
    """What one hash costs: memory in KiB, passes over it, and lanes worked on at once."""

    memory: int
    passes: int
    lanes: int


# The second recommended option of RFC 9106, section 4, for where memory is limited.
COST: Final = PasswordCost(memory=64 * 1024, passes=3, lanes=4)


class Passwords:
    """Makes and compares hashes at one cost."""

    def __init__(self, cost: PasswordCost = COST) -> None:
        """Prepare the hash with which an unknown account is compared."""
        self._hasher = PasswordHasher(
            time_cost=cost.passes,
            memory_cost=cost.memory,
            parallelism=cost.lanes,
            hash_len=HASH_BYTES,
            salt_len=SALT_BYTES,
            type=Type.ID,
        )
        self._nobodys = _hash_of_nobody(cost)

    def hash(self, password: str) -> str:
        """Return the encoded hash of a password."""
        return self._hasher.hash(_normal(password))

    def match(self, password: str, kept: str | None) -> bool:
        """Tell whether the password made the hash; without one it takes as long and is never so."""
        try:
            self._hasher.verify(kept or self._nobodys, _normal(password))
        except (Argon2Error, InvalidHashError):
            return False
        return kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Tell whether the hash was made at another cost than hashes are made now."""
        return self._hasher.check_needs_rehash(kept)


def passwords() -> Passwords:
    """Return what the running portal hashes with."""
    hashing: Passwords = current_app.extensions[EXTENSION]
    return hashing


def _normal(password: str) -> str:
    # The same characters come composed from one keyboard and decomposed from another (NIST SP 800-63B, 3.1.1.2).
    return unicodedata.normalize("NFC", password)


def _hash_of_nobody(cost: PasswordCost) -> str:
    """Return a hash that no password has; comparing with it costs what any comparison costs."""
    salt, digest = (_base64(secrets.token_bytes(size)) for size in (SALT_BYTES, HASH_BYTES))
    return f"$argon2id$v=19$m={cost.memory},t={cost.passes},p={cost.lanes}${salt}${digest}"


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode().rstrip("=")
