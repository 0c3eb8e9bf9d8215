import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from typing import Any

from tests.house.tree import ROOT, python_files, text_of, tree_of

OURS = {"app", "portal", "tests"}

# Known to type checkers only.
STUBS = {"_typeshed"}


def test_the_portal_imports_only_what_it_declares() -> None:
    declared = pinned(project()["project"]["dependencies"])
    assert imported("portal", "migrations") - declared - PULLED_IN == set()


def test_the_tests_import_only_what_is_declared() -> None:
    declared = pinned(project()["project"]["dependencies"] + project()["dependency-groups"]["test"])
    assert imported("tests") - declared - PULLED_IN == set()


# Parts of a declared package that are published under a name of their own, and pinned by it in the lock.
PULLED_IN = {
    "click",  # the commands of Flask
    "werkzeug",  # the requests and responses of Flask
    "jinja2",  # the templates of Flask
    "markupsafe",  # the escaping of Jinja
    "pydantic",  # the fields of pydantic-settings
    "marshmallow",  # the schemas of APIFlask
    "wtforms",  # the fields of Flask-WTF
    "grimp",  # the graph of import-linter
    "babel",  # the dates of Flask-Babel
}


def project() -> dict[str, Any]:
    return tomllib.loads(text_of(ROOT / "pyproject.toml"))


def pinned(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[=]", requirement)[0] for requirement in requirements}


def imported(*folders: str) -> set[str]:
    published = packages_distributions()
    modules = {module for path in python_files(*folders) for module in imports_of(tree_of(path))}
    foreign = modules - set(sys.stdlib_module_names) - OURS - STUBS
    return {name for module in foreign for name in normal(published.get(module, [module]))}


def imports_of(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def normal(distributions: list[str]) -> set[str]:
    return {re.sub(r"[-_.]+", "-", name).lower() for name in distributions}
