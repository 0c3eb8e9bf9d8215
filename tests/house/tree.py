"""The files of this repository that people write, for the tests of the house style to read."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PORTAL = ROOT / "portal"
TEMPLATES = PORTAL / "templates"

# What is made, installed or kept by a machine, and by git itself.
NOT_WRITTEN = {
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "build",
    "instance",
    "node",
    "node_modules",
    "stamps",
    "vendor",
}


@cache
def written_files() -> list[Path]:
    return sorted(_files_below(ROOT))


def _files_below(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in NOT_WRITTEN or path.suffix in {".pyc", ".gz"}:
            continue
        if path.is_dir():
            yield from _files_below(path)
        else:
            yield path


def python_files(*folders: str) -> list[Path]:
    return [path for path in written_files() if path.suffix == ".py" and (not folders or _in(path, folders))]


def templates() -> list[Path]:
    return [path for path in written_files() if path.is_relative_to(TEMPLATES)]


def _in(path: Path, folders: tuple[str, ...]) -> bool:
    return path.relative_to(ROOT).parts[0] in folders


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def where(path: Path, line: int | None = None) -> str:
    named = path.relative_to(ROOT).as_posix()
    return named if line is None else f"{named}:{line}"


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def room_of(path: Path) -> str | None:
    """The room of a module that stands in a feature; what stands in portal/ itself is in no room."""
    is_in_a_feature = path.is_relative_to(PORTAL) and path.parent != PORTAL
    return path.stem.partition("_")[0] if is_in_a_feature else None
