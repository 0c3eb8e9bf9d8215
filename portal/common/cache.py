"""A small memory of what was read, kept only as long as the ledger has not changed.

It lives in the process and belongs to one portal, so that two portals in one process never share what they know.
"""

import gc
import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Final, TypeVar, cast

from flask import Flask, current_app

from portal.common.ledger_version import ledger_version

Value = TypeVar("Value")

# What never changes (a published edition's text) is kept under this version.
FOREVER: Final = -1

# Bytes that one process keeps; an edition of sixty provisions takes some 150 thousand.
CAPACITY: Final = 12 * 1024 * 1024

EXTENSION: Final = "portal-ledger-cache"

# They belong to the program and not to what was read.
CODE: Final = (type, ModuleType, FunctionType, BuiltinFunctionType, MethodType)


@dataclass(frozen=True)
class Kept:
    """A value with the version of the ledger for which it holds, and the bytes that it takes."""

    version: int
    value: object
    size: int


class LedgerCache:
    """The most recently used values, each under the version of the ledger for which it holds."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        """Keep at most `capacity` bytes, as they were when each value was read."""
        self._capacity, self._size = capacity, 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, version: int, load: Callable[[], Value]) -> Value:
        """Return the value kept under the key for this version, or load and keep it."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept.version == version:
                self._kept.move_to_end(key)
                return cast("Value", kept.value)
        value = load()
        self._keep(key, Kept(version, value, size_of(value)))
        return value

    def _keep(self, key: Hashable, kept: Kept) -> None:
        with self._lock:
            replaced = self._kept.pop(key, None)
            self._size += kept.size - (replaced.size if replaced else 0)
            self._kept[key] = kept
            while self._size > self._capacity:
                _, oldest = self._kept.popitem(last=False)
                self._size -= oldest.size


def size_of(value: object) -> int:
    """Return the bytes that a value takes with all that it holds; what it holds twice is counted once."""
    seen: set[int] = set()
    waiting, size = [value], 0
    while waiting:
        each = waiting.pop()
        if id(each) not in seen and not isinstance(each, CODE):
            seen.add(id(each))
            size += sys.getsizeof(each)
            waiting += gc.get_referents(each)
    return size


def remember(app: Flask) -> None:
    """Give the portal its memory."""
    app.extensions[EXTENSION] = LedgerCache()


def cached(key: Hashable, load: Callable[[], Value]) -> Value:
    """Return what `load` gave for the present version of the ledger; its key names the query and its arguments."""
    return _cache().get(key, ledger_version(), load)


def cached_forever(key: Hashable, load: Callable[[], Value]) -> Value:
    """Return what `load` gave once; only for what is published, and so never changes."""
    return _cache().get(key, FOREVER, load)


def _cache() -> LedgerCache:
    kept: LedgerCache = current_app.extensions[EXTENSION]
    return kept
