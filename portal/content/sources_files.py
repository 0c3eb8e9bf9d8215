"""The files of a tree as bytes: where a tree begins, what lies in it, and one hash that stands for all of it."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from portal.common.issues import Issue, Issues

PROGRAM: Final = "program.md"


def find_roots(path: Path) -> list[Path]:
    """Return the roots of the trees that a path means: the tree that it is or lies in, else each tree inside it."""
    whole = path.absolute()
    above = next((folder for folder in (whole, *whole.parents) if (folder / PROGRAM).is_file()), None)
    if above is not None or not whole.is_dir():
        return [above] if above else []
    return sorted(folder for folder in whole.iterdir() if (folder / PROGRAM).is_file())


def load_files(root: Path) -> tuple[dict[str, bytes], Issues]:
    """Return the bytes of every file of a tree by its path below the root; what is hidden is passed over."""
    issues = Issues()
    files: dict[str, bytes] = {}
    for name in sorted(_names(root)):
        try:
            files[name] = (root / name).read_bytes()
        except OSError as error:
            issues.report(f"The file cannot be read: {error.strerror}.", file=name, line=1)
    return files, issues


def digest(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256, in hex, over the names and bytes of all files."""
    whole = hashlib.sha256()
    for name, raw in sorted(files.items()):
        for part in (os.fsencode(name), raw):
            whole.update(len(part).to_bytes(8, "big"))
            whole.update(part)
    return whole.hexdigest()


def within(issues: Iterable[Issue], root: Path, path: Path) -> Issues:
    """Return what concerns the path, each file named as the person knows it who gave the path."""
    whole = path.absolute()
    found = Issues()
    for issue in issues:
        file = root / (issue.file or "")
        if file.is_relative_to(whole):
            found.append(replace(issue, file=str(path / file.relative_to(whole))))
    return found


def _names(root: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from ((Path(folder) / name).relative_to(root).as_posix() for name in names if not name.startswith("."))
