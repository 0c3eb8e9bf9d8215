import re

from portal.config import PREFIX, Settings
from tests.house.tree import ROOT, text_of

README = ROOT / "README.md"
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)


def test_help_lists_every_target_with_one_line() -> None:
    makefile = text_of(ROOT / "Makefile")
    [phony] = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    explained = re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE)
    assert set(TARGET.findall(makefile)) == set(phony.split()) == set(explained)


def test_the_readme_is_short() -> None:
    assert text_of(README).count("\n") < 200


def test_the_readme_names_every_target() -> None:
    targets = TARGET.findall(text_of(ROOT / "Makefile"))
    assert [target for target in targets if f"make {target}" not in text_of(README)] == []


def test_the_readme_names_every_setting() -> None:
    names = [f"{PREFIX}{field.upper()}" for field in Settings.model_fields]
    assert [name for name in names if f"`{name}`" not in text_of(README)] == []


def test_every_address_inside_the_documentation_leads_to_a_file() -> None:
    documents = [README, *(ROOT / "docs").rglob("*.md")]
    dead = [
        f"{document.relative_to(ROOT)}: {address}"
        for document in documents
        for address in re.findall(r"\]\(([^)#\s]+)", text_of(document))
        if "://" not in address and not (document.parent / address).exists()
    ]
    assert dead == []
