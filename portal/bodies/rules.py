"""The hash by which a record proves the text that it refers to."""

import hashlib


def body_hash(salt: str, text: str) -> str:
    """Return the SHA-256, in hex, of the salt and the text; without the salt nobody can try out what was written."""
    return hashlib.sha256(f"{salt}\0{text}".encode()).hexdigest()
