"""A small memory of what was read, kept only as long as the ledger has not changed.

It lives in the process and belongs to one portal, so that two portals in one process never share what they know.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from flask import current_app

from portal.common.ledger_version import ledger_version

Value = TypeVar("Value")

# What never changes (a published edition's text) is kept under this version.
FOREVER = -1


class LedgerCache:
    """The most recently used values, each under the version of the ledger for which it holds."""

    def __init__(self, capacity: int = 256) -> None:
        """Keep at most `capacity` values."""
        self._capacity = capacity
        self._kept: OrderedDict[Hashable, tuple[int, object]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, version: int, load: Callable[[], Value]) -> Value:
        """Return the value kept under the key for this version, or load and keep it."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept[0] == version:
                self._kept.move_to_end(key)
                return cast("Value", kept[1])
        value = load()
        with self._lock:
            self._kept[key] = (version, value)
            self._kept.move_to_end(key)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
        return value


def cached(key: Hashable, load: Callable[[], Value]) -> Value:
    """Return what `load` gave for the present version of the ledger; its key names the query and its arguments."""
    return _cache().get(key, ledger_version(), load)


def cached_forever(key: Hashable, load: Callable[[], Value]) -> Value:
    """Return what `load` gave once; only for what is published, and so never changes."""
    return _cache().get(key, FOREVER, load)


def _cache() -> LedgerCache:
    kept: LedgerCache = current_app.extensions.setdefault("portal-ledger-cache", LedgerCache())
    return kept
