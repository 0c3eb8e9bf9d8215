import ast
import re
from collections.abc import Iterator

from tests.house.tree import PORTAL, python_files, tree_of, where, written_files

BANNED = {"util", "helper", "manager", "handler", "data", "info", "process", "misc"}

# Functions that a library names and calls; it names their arguments too.
GIVEN_BY_LIBRARIES = {
    "handleMatch",  # Python-Markdown, InlineProcessor
    "handle_data",  # html.parser
    "process_bind_param",  # SQLAlchemy, TypeDecorator
    "process_result_value",  # SQLAlchemy, TypeDecorator
}


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [where(path) for path in written_files() if path.is_relative_to(PORTAL) and says_nothing(path.stem)] == []


def test_no_class_function_or_variable_has_a_name_that_says_nothing() -> None:
    found = [
        f"{where(path, line)}: {name}"
        for path in python_files("portal", "migrations", ".setup", "tests")
        for name, line in names_given(tree_of(path))
        if says_nothing(name) and name not in GIVEN_BY_LIBRARIES and not name.startswith("test_")
    ]
    assert found == []


def says_nothing(name: str) -> bool:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().replace("-", "_").replace(".", "_").split("_")
    singulars = [word.removesuffix(ending) for word in words for ending in ("", "s", "es")]
    return not BANNED.isdisjoint(singulars)


def names_given(tree: ast.Module) -> Iterator[tuple[str, int]]:
    given = arguments_given_by_libraries(tree)
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name, node.lineno
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name, node.lineno
            case ast.arg(arg=name) if node not in given:
                yield name, node.lineno


def arguments_given_by_libraries(tree: ast.Module) -> set[ast.arg]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {argument for node in functions if node.name in GIVEN_BY_LIBRARIES for argument in node.args.args}
