import re
from pathlib import Path

from tests.house.tree import TEMPLATES, python_files, templates, text_of, where

COMPONENTS = TEMPLATES / "components"
MACRO = re.compile(r"{%-?\s*macro\s+(\w+)")
COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
INLINE = re.compile(r"<script(?![^>]*\ssrc=)|<style|<[a-z][^>]*\s(?:style|on[a-z]+)=", re.IGNORECASE)


def test_a_component_is_one_macro_of_the_name_of_its_file() -> None:
    wrong = [where(path) for path in components() if MACRO.findall(text_of(path)) != [path.stem]]
    assert wrong == []


def test_macros_stand_among_the_components() -> None:
    assert [where(path) for path in templates() if path.parent != COMPONENTS and MACRO.search(text_of(path))] == []


def test_every_component_is_used() -> None:
    shown = {path: COMMENT.sub("", text_of(path)) for path in templates()}
    unused = [
        where(path)
        for path in components()
        if not any(f"components/{path.name}" in text for other, text in shown.items() if other != path)
    ]
    assert unused == []


def test_every_page_template_is_used() -> None:
    named = [text_of(path) for path in [*python_files("portal"), *templates()]]
    pages = [path.relative_to(TEMPLATES).as_posix() for path in templates() if path.parent != COMPONENTS]
    assert [page for page in pages if not any(f'"{page}"' in text for text in named)] == []


def test_no_template_holds_a_script_or_a_style_that_the_content_policy_would_refuse() -> None:
    assert [where(path) for path in templates() if path.suffix == ".html" and INLINE.search(text_of(path))] == []


def components() -> list[Path]:
    return [path for path in templates() if path.parent == COMPONENTS]
