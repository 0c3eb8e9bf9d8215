import re
import tokenize
from pathlib import Path

from tests.house.tree import ROOT, python_files, templates, text_of, where

# A comment that silences a check, and what is left of it once the names of the rules are taken away: the reason.
SILENCER = re.compile(r"#\s*(?:noqa|type:\s*ignore|nosec|pragma)\b(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[^\]]*\])?")
IGNORED_IN_SETTINGS = re.compile(r'^ +"[A-Z]+\d*",(.*)$', re.MULTILINE)
SILENCER_OF_TEMPLATES = re.compile(r"{#\s*djlint:off[^#]*#}")


def test_every_silenced_check_has_its_reason_beside_it_or_above_it() -> None:
    found = [where(path, line) for path in python_files() for line, comment in comments(path) if lacks_reason(comment)]
    assert [place for place in found if not has_a_comment_above(place)] == []


def test_every_rule_that_the_settings_leave_out_has_its_reason_beside_it() -> None:
    ignored = IGNORED_IN_SETTINGS.findall(text_of(ROOT / "pyproject.toml"))
    assert ignored
    assert [rest for rest in ignored if not re.fullmatch(r"  # .{10,}", rest)] == []


def test_no_template_is_hidden_from_its_linter() -> None:
    assert [where(path) for path in templates() if SILENCER_OF_TEMPLATES.search(text_of(path))] == []


def comments(path: Path) -> list[tuple[int, str]]:
    with path.open("rb") as file:
        tokens = list(tokenize.tokenize(file.readline))
    return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]


def lacks_reason(comment: str) -> bool:
    return bool(SILENCER.search(comment)) and len(SILENCER.sub("", comment).strip(" #-")) < len("as asked")


def has_a_comment_above(place: str) -> bool:
    name, _, line = place.partition(":")
    return text_of(ROOT / name).splitlines()[int(line) - 2].lstrip().startswith("#")
