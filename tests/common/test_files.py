"""The store of documents: named by their hash, whole or absent, never trusted without a look."""

import hashlib
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from portal.common.files import FileDamagedError, FileMissingError, FolderStore, open_store

CONTENT = b"%PDF-1.7 the bytes of an edition"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def stored(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_what_is_put_is_got_again_by_its_hash(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "files")
    assert store.put(CONTENT) == SHA256
    assert store.get(SHA256) == CONTENT


def test_an_empty_document_is_a_document_too(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    assert store.get(store.put(b"")) == b""


def test_a_file_lies_two_folders_deep_under_its_hash(tmp_path: Path) -> None:
    FolderStore(tmp_path).put(CONTENT)
    assert stored(tmp_path) == [tmp_path / SHA256[:2] / SHA256[2:4] / SHA256]


def test_putting_the_same_again_writes_nothing(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put(CONTENT)
    before = stored(tmp_path)[0].stat()
    store.put(CONTENT)
    after = stored(tmp_path)[0].stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_stored_file_cannot_be_written_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    FolderStore(tmp_path / "files").put(CONTENT)
    assert stat.S_IMODE(stored(tmp_path)[0].stat().st_mode) == 0o400
    assert stat.S_IMODE((tmp_path / "files").stat().st_mode) == 0o700


def test_a_changed_file_is_refused_and_healed_by_putting_it_again(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put(CONTENT)
    path = stored(tmp_path)[0]
    path.chmod(0o600)
    path.write_bytes(CONTENT + b" and a lie")
    with pytest.raises(FileDamagedError, match=SHA256):
        store.get(SHA256)
    store.put(CONTENT)
    assert store.get(SHA256) == CONTENT


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", "/etc/passwd", SHA256.upper(), SHA256 + "\n", SHA256[:-1], "0" * 64, "\0" * 64]
)
def test_what_was_never_put_is_missing(tmp_path: Path, name: str) -> None:
    store = FolderStore(tmp_path)
    store.put(CONTENT)
    with pytest.raises(FileMissingError):
        store.get(name)


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    (tmp_path / SHA256[:2] / SHA256[2:4]).mkdir(parents=True)
    with pytest.raises(OSError, match="No space"):
        FolderStore(tmp_path).put(CONTENT)
    assert stored(tmp_path) == []


def test_the_bytes_are_on_the_disk_before_they_have_their_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named_at_sync: list[bool] = []
    really_sync = os.fsync

    def watch(number: int) -> None:
        if stat.S_ISREG(os.fstat(number).st_mode):
            named_at_sync.append((tmp_path / SHA256[:2] / SHA256[2:4] / SHA256).exists())
        really_sync(number)

    monkeypatch.setattr(os, "fsync", watch)
    FolderStore(tmp_path).put(CONTENT)
    assert named_at_sync == [False]


def test_many_may_put_the_same_at_once(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(store.put, [CONTENT] * 40)) == {SHA256}
    assert len(stored(tmp_path)) == 1


def test_a_relative_address_is_a_folder_below_the_working_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store("file://instance/files")
    monkeypatch.chdir("/")
    store.put(CONTENT)
    assert [path.name for path in stored(tmp_path / "instance" / "files")] == [SHA256]


def test_an_absolute_address_is_that_folder(tmp_path: Path) -> None:
    open_store(f"file://{tmp_path}/kept files").put(CONTENT)
    assert len(stored(tmp_path / "kept files")) == 1
