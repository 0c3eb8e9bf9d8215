import json
import re
from pathlib import Path

from tests.house.tree import ROOT, text_of, where, written_files

LOCKS = ("requirements.lock", "requirements-test.lock", ".setup/installer.lock", ".setup/node.lock")
NPM_LOCKS = (".setup/assets/package-lock.json", ".setup/browser/package-lock.json")
REGISTRIES = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|--(?:extra-)?index-url")
HOMES = re.compile(r"(?<![\w./])/(?:home|root|Users)/\w")


def test_lock_files_name_no_address() -> None:
    assert [name for name in LOCKS if "://" in text_of(ROOT / name)] == []
    assert [name for name in NPM_LOCKS if '"resolved"' in text_of(ROOT / name)] == []


def test_everything_in_a_lock_file_has_a_hash() -> None:
    for name in LOCKS:
        pins = re.findall(r"^\S+==.*\\\n(?: .*\n?)+", text_of(ROOT / name), re.MULTILINE)
        assert len(pins) == len(re.findall(r"^\S+==", text_of(ROOT / name), re.MULTILINE))
        assert all("--hash=sha256:" in pin for pin in pins)


def test_everything_in_an_npm_lock_file_has_a_hash() -> None:
    for name in NPM_LOCKS:
        packages = json.loads(text_of(ROOT / name))["packages"]
        assert [package for package, pin in packages.items() if package and not pin["integrity"]] == []


def test_running_and_testing_rest_on_the_same_versions() -> None:
    running, testing = (set(re.findall(r"^\S+==\S+", text_of(ROOT / name), re.MULTILINE)) for name in LOCKS[:2])
    assert running - testing == set()


def test_no_file_names_a_registry() -> None:
    assert [where(path) for path in others() if REGISTRIES.search(text_of(path))] == []


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    own = {str(ROOT), str(Path.home())} - {"/"}
    named = [path for path in others() if any(f"{folder}/" in text_of(path) for folder in own)]
    alike = [path for path in others() if HOMES.search(text_of(path))]
    assert [where(path) for path in named + alike] == []


def others() -> list[Path]:
    return [path for path in written_files() if path != Path(__file__)]
