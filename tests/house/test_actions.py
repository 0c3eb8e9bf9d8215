import ast
from pathlib import Path

from tests.house.tree import functions, python_files, room_of, where


def test_an_action_takes_its_arguments_by_keyword_only() -> None:
    assert [where(path, action.lineno) for path, action in actions() if takes_more_than_keywords(action)] == []


def test_who_acts_and_when_come_last() -> None:
    found = [
        where(path, action.lineno)
        for path, action in actions()
        if keywords(action) & {"by", "at"} and not ends_with_who_and_when(action)
    ]
    assert found == []


def test_an_action_that_is_recorded_is_told_who_acts_and_when() -> None:
    recorded = [(path, action) for path, action in actions() if records(action)]
    assert recorded
    assert [where(path, action.lineno) for path, action in recorded if not keywords(action) >= {"by", "at"}] == []


def actions() -> list[tuple[Path, ast.FunctionDef]]:
    return [
        (path, function)
        for path in python_files("portal")
        if room_of(path) == "actions"
        for function in functions(path)
        if not function.name.startswith("_") and function.col_offset == 0
    ]


def takes_more_than_keywords(action: ast.FunctionDef) -> bool:
    return bool(action.args.args or action.args.posonlyargs)


def keywords(action: ast.FunctionDef) -> set[str]:
    return {argument.arg for argument in action.args.kwonlyargs}


def ends_with_who_and_when(action: ast.FunctionDef) -> bool:
    last = [argument.arg for argument in action.args.kwonlyargs][-2:]
    return last == ["by", "at"] or ("by" not in keywords(action) and last[-1:] == ["at"])


def records(action: ast.FunctionDef) -> bool:
    return any(isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record" for node in ast.walk(action))
