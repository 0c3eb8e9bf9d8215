"""Canonical JSON (RFC 8785): the one form of bytes that a hash is taken of."""

from collections.abc import Mapping
from typing import Any

import rfc8785


def canonical_json(value: Mapping[str, Any]) -> bytes:
    """Return the value's canonical UTF-8 bytes; raises ValueError for what JSON cannot hold."""
    return rfc8785.dumps(dict(value))
