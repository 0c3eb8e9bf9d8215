"""Public pages, kept as they were answered until the ledger changes or a day turns.

A public page depends on its address, the ledger and the time alone. It is answered from memory, with
its own ETag (RFC 9110 section 8.8.3), while the ledger's version is the one it was made for and no midnight and
no scheduled instant has passed since. One SQL statement tells. Whoever brings a
cookie is answered by the portal itself.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Bytes of compressed pages that one process keeps; an edition of sixty provisions takes some eight thousand.
CAPACITY: Final = 8 * 1024 * 1024
# An address longer than this was not made by the portal, and is not worth a place.
LONGEST_ADDRESS: Final = 512
KEPT: Final = "public"
# Files are kept where they lie; only what is made anew each time is worth a place.
KINDS: Final = ("text/html", "application/json")
LARGEST: Final = 512 * 1024
METHODS: Final = frozenset({"GET", "HEAD"})

Headers = list[tuple[str, str]]
Address = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Page:
    """An answer as it was given, with the version of the ledger and the instant up to which it holds."""

    version: int
    until: datetime
    tag: str
    headers: Headers
    compressed: bytes
    plain_length: int

    def holds(self, version: int, now: datetime) -> bool:
        """Tell whether the page would be made the same again."""
        return self.version == version and now < self.until


class PageCache:
    """WSGI middleware that answers public pages from memory."""

    def __init__(
        self,
        application: "WSGIApplication",
        *,
        version: Callable[[], int],
        now: Callable[[], datetime],
        until: Callable[[datetime], datetime],
        capacity: int = CAPACITY,
    ) -> None:
        """Keep what asks for the ledger's version, the time, and the next instant at which a page may change."""
        self.application = application
        self._version, self._now, self._until = version, now, until
        self._capacity, self._size = capacity, 0
        self._pages: OrderedDict[Address, Page] = OrderedDict()
        self._lock = Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer from memory where that holds, else let the portal answer and keep it if it is public."""
        address = _address(environ)
        if address is None:
            return self.application(environ, start_response)
        try:
            version, now = self._version(), self._now()
        except Exception:  # noqa: BLE001 - a database that cannot be asked is the portal's to answer for, in its words
            return self.application(environ, start_response)
        page = self._find(address)
        if page is None or not page.holds(version, now):
            answered = _Recorder(self.application, environ)
            if not answered.is_public:
                return answered.replay(start_response)
            page = answered.as_page(version, self._until(now))
            self._keep(address, page)
        return _answer(page, environ, start_response)

    def _find(self, address: Address) -> Page | None:
        with self._lock:
            page = self._pages.get(address)
            if page is not None:
                self._pages.move_to_end(address)
            return page

    def _keep(self, address: Address, page: Page) -> None:
        with self._lock:
            replaced = self._pages.pop(address, None)
            self._size += len(page.compressed) - (len(replaced.compressed) if replaced else 0)
            self._pages[address] = page
            while self._size > self._capacity:
                _, oldest = self._pages.popitem(last=False)
                self._size -= len(oldest.compressed)


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
            dropped = {"content-type", "content-length"}
            start_response("304 Not Modified", [pair for pair in self._headers if pair[0].lower() not in dropped])
            return []
        start_response(self._status, self._headers)
        return [] if self._is_head else [self._body]

    def as_page(self, version: int, until: datetime) -> Page:
        """Return the answer in the form in which it is kept."""
        dropped = {"content-length", "etag", "vary"}
        headers = [pair for pair in self._headers if pair[0].lower() not in dropped]
        headers.append(("Vary", "Accept-Encoding, Cookie"))
        compressed = gzip.compress(self._body, compresslevel=6, mtime=0)
        return Page(
            version=version,
            until=until,
            tag=hashlib.sha256(self._body).hexdigest()[:32],
            headers=headers,
            compressed=compressed,
            plain_length=len(self._body),
        )


def _address(environ: "WSGIEnvironment") -> Address | None:
    if environ["REQUEST_METHOD"] not in METHODS or "HTTP_COOKIE" in environ or "HTTP_AUTHORIZATION" in environ:
        return None
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if len(path) + len(query) > LONGEST_ADDRESS:
        return None
    return (environ.get("HTTP_HOST", ""), path, query)


def _answer(page: Page, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    gzipped = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    # A strong ETag names one sequence of bytes, and the compressed page is another one than the plain.
    etag = f'"{page.tag}-gzip"' if gzipped else f'"{page.tag}"'
    if _matches(environ.get("HTTP_IF_NONE_MATCH", ""), etag):
        kept = [pair for pair in page.headers if pair[0] != "Content-Type"]
        start_response("304 Not Modified", [*kept, ("ETag", etag)])
        return []
    length = len(page.compressed) if gzipped else page.plain_length
    encoding = [("Content-Encoding", "gzip")] if gzipped else []
    start_response("200 OK", [*page.headers, *encoding, ("ETag", etag), ("Content-Length", str(length))])
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    return [page.compressed if gzipped else gzip.decompress(page.compressed)]


def _matches(asked: str, etag: str) -> bool:
    if asked.strip() == "*":
        return True
    return any(each.strip().removeprefix("W/") == etag for each in asked.split(","))
