import tomllib

from tests.house.tree import PORTAL, ROOT, python_files, text_of, where, written_files

AT_TOP_LEVEL = {
    "Makefile",
    "README.md",
    "app.py",
    "content",
    "docs",
    "migrations",
    "portal",
    "pyproject.toml",
    "requirements-test.lock",
    "requirements.lock",
    "tests",
}


def test_only_what_is_expected_stands_at_top_level() -> None:
    found = {path.relative_to(ROOT).parts[0] for path in written_files()}
    assert {name for name in found if not name.startswith(".")} == AT_TOP_LEVEL


def test_every_package_file_but_that_of_the_portal_is_empty() -> None:
    filled = [
        where(path)
        for path in python_files("portal", "tests")
        if path.name == "__init__.py" and path.parent != PORTAL and text_of(path).strip()
    ]
    assert filled == []


def test_every_feature_is_set_in_the_order_of_imports() -> None:
    features = {path.parent.name for path in PORTAL.glob("*/__init__.py")}
    modules = {path.stem for path in PORTAL.glob("*.py")} - {"__init__"}
    assert ordered_names() == features | modules


def ordered_names() -> set[str]:
    settings = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    [order] = [contract for contract in settings if contract["id"] == "features"]
    return {name.strip(" ()") for layer in order["layers"] for name in layer.split("|")}
