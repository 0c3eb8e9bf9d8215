"""Public pages, kept as they were answered until the ledger changes or a day turns.

A public page depends on its address, the ledger and the time alone. It is answered from memory, with
its own ETag (RFC 9110 section 8.8.3), while the ledger's version is the one it was made for and no midnight and
no scheduled instant has passed since. One SQL statement tells. Whoever brings a
cookie is answered by the portal itself.
"""

import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Bytes that one process keeps; an edition of sixty provisions takes some ten thousand, compressed and with its headers.
CAPACITY: Final = 8 * 1024 * 1024
# What a page takes beside its body and its address: two lists of headers and their texts.
FRAME: Final = 3 * 1024
# An address longer than this was not made by the portal, and is not worth a place.
LONGEST_ADDRESS: Final = 512
KEPT: Final = "public"
# Files are kept where they lie; only what is made anew each time is worth a place.
KINDS: Final = ("text/html", "application/json")
LARGEST: Final = 512 * 1024
METHODS: Final = frozenset({"GET", "HEAD"})

# They speak of the bytes that were sent, and when; what is kept is sent in two forms, and again and again.
OF_THE_SENDING: Final = frozenset({"content-length", "date", "etag", "vary"})
# What a 304 repeats (RFC 9110 section 15.4.5); all others are kept by the browser with the page that it has.
OF_UNCHANGED: Final = frozenset({"cache-control", "content-location", "etag", "expires", "vary"})

REFUSED: Final = re.compile(r"q=0(\.0{0,3})?")

Headers = list[tuple[str, str]]
Address = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Form:
    """The headers of a page in one of its forms, compressed or plain: with its body, and for whoever has it."""

    etag: str
    headers: Headers
    unchanged: Headers


@dataclass(frozen=True, kw_only=True)
class Page:
    """An answer as it was given, with the version of the ledger and the instant up to which it holds."""

    version: int
    until: datetime
    body: bytes
    gzipped: Form
    plain: Form

    def holds(self, version: int, now: datetime) -> bool:
        """Tell whether the page would be made the same again."""
        return self.version == version and now < self.until


class Turn(NamedTuple):
    """From when to when nothing turns, by a version of the ledger."""

    version: int
    start: datetime
    until: datetime


class PageCache:
    """WSGI middleware that answers public pages from memory.

    It stands around all that makes an answer, so that what it keeps is complete. What it is asked with decides
    alone: never who asks.
    """

    def __init__(
        self,
        application: "WSGIApplication",
        *,
        version: Callable[[], int | None],
        now: Callable[[], datetime],
        until: Callable[[datetime], datetime],
        passed_by: tuple[str, ...] = (),
        capacity: int = CAPACITY,
    ) -> None:
        """Keep what the memory asks before it answers.

        Args:
            application: What makes the answers.
            version: Gives the ledger's version, or None while the database does not answer.
            now: Gives the present instant.
            until: Gives the next instant at which a page may change without a change of the ledger.
            passed_by: The starts of paths that are never kept.
            capacity: How many bytes may be kept.
        """
        self.application = application
        self._version, self._now, self._until = version, now, until
        self._passed_by = passed_by
        self._capacity, self._size = capacity, 0
        self._pages: OrderedDict[Address, Page] = OrderedDict()
        self._turn: Turn | None = None
        self._lock = Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer from memory where that holds, else let the portal answer and keep it if it is public."""
        address = self._address(environ)
        version = self._version() if address else None
        if address is None or version is None:
            return self.application(environ, start_response)
        now = self._now()
        page = self._find(address)
        if page is None or not page.holds(version, now):
            answered = _Recorder(self.application, environ)
            if not answered.is_public:
                return answered.replay(start_response)
            page = answered.as_page(version, self._next_turn(version, now))
            self._keep(address, page)
        return _answer(page, environ, start_response)

    def _address(self, environ: "WSGIEnvironment") -> Address | None:
        if environ["REQUEST_METHOD"] not in METHODS or "HTTP_COOKIE" in environ or "HTTP_AUTHORIZATION" in environ:
            return None
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        if len(path) + len(query) > LONGEST_ADDRESS or path.startswith(self._passed_by):
            return None
        return (environ.get("HTTP_HOST", ""), path, query)

    def _next_turn(self, version: int, now: datetime) -> datetime:
        turn = self._turn
        if turn is None or turn.version != version or not turn.start <= now < turn.until:
            turn = self._turn = Turn(version=version, start=now, until=self._until(now))
        return turn.until

    def _find(self, address: Address) -> Page | None:
        with self._lock:
            page = self._pages.get(address)
            if page is not None:
                self._pages.move_to_end(address)
            return page

    def _keep(self, address: Address, page: Page) -> None:
        with self._lock:
            replaced = self._pages.pop(address, None)
            self._size += _weight(page) - (_weight(replaced) if replaced else 0)
            self._pages[address] = page
            while self._size > self._capacity:
                _, oldest = self._pages.popitem(last=False)
                self._size -= _weight(oldest)


class _Recorder:
    """One answer of the portal, held back until it is known whether it may be kept."""

    def __init__(self, application: "WSGIApplication", environ: "WSGIEnvironment") -> None:
        # The portal makes the whole page even for HEAD and for a browser that has it, so that it can be kept.
        asked = {**environ, "REQUEST_METHOD": "GET"}
        asked.pop("HTTP_IF_NONE_MATCH", None)
        self._status = ""
        self._headers: Headers = []
        chunks = application(asked, self._start)
        try:
            self._body = b"".join(chunks)
        finally:
            close = getattr(chunks, "close", None)
            if close is not None:
                close()
        self._is_head = environ["REQUEST_METHOD"] == "HEAD"
        self._known = environ.get("HTTP_IF_NONE_MATCH", "")

    def _start(self, status: str, headers: Headers, *_rest: object) -> Callable[[bytes], object]:
        self._status, self._headers = status, headers
        return lambda _chunk: None

    @property
    def is_public(self) -> bool:
        """Tell whether anybody may be given the same answer."""
        named = {name.lower(): value for name, value in self._headers}
        kept = named.get("cache-control", "").startswith(KEPT)
        worth_keeping = named.get("content-type", "").startswith(KINDS) and len(self._body) <= LARGEST
        return self._status.startswith("200") and kept and worth_keeping and "set-cookie" not in named

    def replay(self, start_response: "StartResponse") -> Iterable[bytes]:
        """Give the answer as the portal gave it, or 304 to whoever has it already."""
        etag = {name.lower(): value for name, value in self._headers}.get("etag")
        if etag and self._status.startswith("200") and _matches(self._known, etag):
            start_response("304 Not Modified", _unchanged(self._headers))
            return []
        start_response(self._status, self._headers)
        return [] if self._is_head else [self._body]

    def as_page(self, version: int, until: datetime) -> Page:
        """Return the answer in the form in which it is kept."""
        common = [*_without(self._headers, OF_THE_SENDING), ("Vary", "Accept-Encoding, Cookie")]
        # A browser keeps the headers with the page, so that other headers make it another one.
        tag = hashlib.sha256(repr(common).encode() + self._body).hexdigest()[:32]
        compressed = gzip.compress(self._body, compresslevel=6, mtime=0)
        encoding = ("Content-Encoding", "gzip")
        return Page(
            version=version,
            until=until,
            body=compressed,
            # A strong ETag names one sequence of bytes, and the compressed page is another one than the plain.
            gzipped=_form([*common, encoding], f'"{tag}-gzip"', len(compressed)),
            plain=_form(common, f'"{tag}"', len(self._body)),
        )


def _form(headers: Headers, etag: str, length: int) -> Form:
    tagged = [*headers, ("ETag", etag)]
    return Form(
        etag=etag,
        headers=[*tagged, ("Content-Length", str(length))],
        unchanged=_unchanged(tagged),
    )


def _without(headers: Headers, names: frozenset[str]) -> Headers:
    return [pair for pair in headers if pair[0].lower() not in names]


def _unchanged(headers: Headers) -> Headers:
    return [pair for pair in headers if pair[0].lower() in OF_UNCHANGED]


def _weight(page: Page) -> int:
    return len(page.body) + FRAME


def _answer(page: Page, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    gzipped = _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    form = page.gzipped if gzipped else page.plain
    known = environ.get("HTTP_IF_NONE_MATCH")
    # A server may change the list that it is given.
    if known is not None and _matches(known, form.etag):
        start_response("304 Not Modified", form.unchanged.copy())
        return []
    start_response("200 OK", form.headers.copy())
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    return [page.body if gzipped else gzip.decompress(page.body)]


@lru_cache(maxsize=128)
def _takes_gzip(accepted: str) -> bool:
    """Tell whether an Accept-Encoding names gzip, and not only to refuse it (RFC 9110 section 12.5.3)."""
    for each in accepted.lower().split(","):
        coding, _, weight = each.partition(";")
        if coding.strip() == "gzip":
            return not REFUSED.fullmatch(weight.replace(" ", ""))
    return False


def _matches(asked: str, etag: str) -> bool:
    if asked.strip() == "*":
        return True
    return any(each.strip().removeprefix("W/") == etag for each in asked.split(","))
