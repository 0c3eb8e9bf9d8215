from pathlib import Path

from tests.house.tree import functions, python_files, templates, text_of, where, written_files

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 50
LINES_OF_A_TEMPLATE = 150


def test_a_source_file_has_at_most_400_lines() -> None:
    sources = [path for path in written_files() if path.suffix in {".py", ".css", ".js"}]
    assert [where(path) for path in sources if line_count(path) > LINES_OF_A_FILE] == []


def test_a_function_has_at_most_50_lines() -> None:
    # A migration lists the columns of its tables in one go; cut into parts it would be harder to read.
    too_long = [
        where(path, function.lineno)
        for path in python_files("portal", "tests", ".setup")
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > LINES_OF_A_FUNCTION
    ]
    assert too_long == []


def test_a_template_has_at_most_150_lines() -> None:
    assert [where(path) for path in templates() if line_count(path) > LINES_OF_A_TEMPLATE] == []


def line_count(path: Path) -> int:
    return text_of(path).count("\n")
