"""Where documents lie: each under the SHA-256 of its bytes, written once and checked at every reading."""

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import Final, Protocol

from portal.config import FOLDER

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
# Texts of agreements that nobody has signed lie here too; only the portal's own account reads them.
_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o400


class FileStoreError(Exception):
    """Something is wrong with what is stored, or with where."""


class FileMissingError(FileStoreError):
    """Nothing is stored under this hash."""


class FileDamagedError(FileStoreError):
    """What is stored under this hash has other bytes than were put there."""


class FileStore(Protocol):
    """What keeps documents. What was put is never changed, and putting it again changes nothing."""

    def put(self, content: bytes) -> str:
        """Keep the content durably and return its SHA-256 in lower-case hexadecimal digits."""
        ...

    def get(self, sha256: str) -> bytes:
        """Return the content with this hash.

        Raises:
            FileMissingError: Nothing is stored under it.
            FileDamagedError: What is stored is not what was put.
        """
        ...


def open_store(url: str) -> FileStore:
    """Open the store that PORTAL_FILES_URL names: ``file://`` and a relative folder, ``file:///`` and an absolute one.

    The folder is made when something is first put into it.
    """
    return FolderStore(Path(url.removeprefix(FOLDER)))


class FolderStore:
    """A folder of files, two levels deep so that no folder grows large: ``9a/41/9a41…``."""

    def __init__(self, root: Path) -> None:
        """Keep the folder; a relative one stays where it is when the process changes its own."""
        self._root = root.absolute()

    def put(self, content: bytes) -> str:
        """Keep the content: after a loss of power it is there whole or not at all."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._path(sha256)
        # A damaged file is replaced: whoever holds the true content heals the store by putting it again.
        if not _holds(path, sha256):
            _make_folders(path.parent)
            _write_whole(path, content)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the content with this hash, hashed again."""
        if not _SHA256.fullmatch(sha256):
            message = f"{sha256[:80]!r} is not the SHA-256 of a file."
            raise FileMissingError(message)
        try:
            content = self._path(sha256).read_bytes()
        except FileNotFoundError as error:
            message = f"No file {sha256} is stored."
            raise FileMissingError(message) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            message = f"The file {sha256} is damaged: restore it from a backup, or make it again."
            raise FileDamagedError(message)
        return content

    def _path(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256[2:4] / sha256


def _holds(path: Path, sha256: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except FileNotFoundError:
        return False


def _make_folders(folder: Path) -> None:
    # Each new folder's name lies in its parent, which therefore must reach the disk as well.
    if folder.is_dir():
        return
    _make_folders(folder.parent)
    folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
    _sync(folder.parent)


def _write_whole(path: Path, content: bytes) -> None:
    number, name = tempfile.mkstemp(prefix="unfinished-", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as unfinished:
            unfinished.write(content)
            unfinished.flush()
            os.fchmod(number, _FILE_MODE)
            os.fsync(number)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    # A rename is durable only once the folder that holds the name is on the disk.
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
