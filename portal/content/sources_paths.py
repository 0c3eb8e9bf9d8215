"""What a path on the command line means: a tree, several trees, a part of a tree, or a file alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from portal.common.issues import Issue, Issues
from portal.content.rules_tree import Tree, tree_issues
from portal.content.sources import read_tree
from portal.content.sources_alone import file_issues
from portal.content.sources_files import PROGRAM, digest, find_roots, load_files, within


@dataclass(frozen=True, kw_only=True)
class Files:
    """The files of one tree, not yet read."""

    root: Path
    files: dict[str, bytes]
    issues: Issues

    @property
    def digest(self) -> str:
        """Return the hash that stands for all of the files."""
        return digest(self.files)

    def read(self) -> tuple[Tree, Issues]:
        """Return the tree, and what is wrong with each file on its own."""
        tree, issues = read_tree(self.files)
        return tree, Issues([*self.issues, *issues])


def load_trees(path: Path) -> list[Files]:
    """Return the files of each tree that the path means."""
    found = []
    for root in find_roots(path):
        files, issues = load_files(root)
        found.append(Files(root=root, files=files, issues=issues))
    return found


def path_issues(path: Path) -> Issues:
    """Report everything that is wrong with what the path means, by itself: no database is asked."""
    trees = load_trees(path)
    if not trees:
        return file_issues(path) if path.is_file() else no_tree(path)
    issues = Issues()
    for files in trees:
        tree, own = files.read()
        issues.extend(within([*own, *tree_issues(tree, owners={})], files.root, path))
    return in_order(issues)


def no_tree(path: Path) -> Issues:
    """Return the issue that no tree begins at a path."""
    issues = Issues()
    message = f"The file is missing; a program’s tree begins with it. Give the folder in which {PROGRAM} lies."
    issues.report(message, file=str(path / PROGRAM), line=1)
    return issues


def in_order(issues: Iterable[Issue]) -> Issues:
    """Return the issues as a person reads them: by file, then by line."""
    return Issues(sorted(issues, key=lambda issue: (issue.file or "", issue.line or 0)))
