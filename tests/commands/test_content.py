"""The commands for files say what they did, what is wrong, and end with the status that scripts hold on to."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.cli import portal
from tests.content.trees import TREE, changed, write

Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs a command on a database of its own, on the morning of April 9, 2012."""
    monkeypatch.setenv("PORTAL_DEMO", "1")
    monkeypatch.setenv("PORTAL_CLOCK", "2012-04-09T09:00:00-04:00")
    monkeypatch.setenv("PORTAL_DATABASE_URL", database_url)

    def invoke(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(portal, [str(each) for each in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


IMPORTED = """\
programs: 1 added, 0 changed, 0 unchanged
program events: 2 added, 0 changed, 0 unchanged
audiences: 4 added, 0 changed, 0 unchanged
places: 6 added, 0 changed, 0 unchanged
activations: 1 added, 0 changed, 0 unchanged
documents: 3 added, 0 changed, 0 unchanged
editions: 8 added, 0 changed, 0 unchanged
edition events: 7 added, 0 changed, 0 unchanged
drafts: 1 added, 0 changed, 0 unchanged
statements: 1 added, 0 changed, 0 unchanged
answers: 3 added, 0 changed, 0 unchanged
inquiries: 2 added, 0 changed, 0 unchanged
"""
LEFT_OUT = "9 items left out: not yet published by the portal's clock.\n"


def test_a_check_needs_no_database_and_prints_nothing_but_problems(tmp_path: Path) -> None:
    write(tmp_path)
    good = CliRunner(env={"PORTAL_DATABASE_URL": "nowhere"}).invoke(portal, ["content", "check", str(tmp_path)])
    assert (good.exit_code, good.stdout) == (0, "")
    write(tmp_path, changed("audiences.yml", "parent: local", "parent: x"))
    bad = CliRunner(env={"PORTAL_DATABASE_URL": "nowhere"}).invoke(portal, ["content", "check", str(tmp_path)])
    assert bad.exit_code == 1
    assert bad.stdout == f"{tmp_path}/audiences.yml:4: The parent x of sheriff is not known.\n"
    assert bad.stderr == "1 problem(s) in 1 file(s).\n"


def test_a_check_lists_problems_as_json(tmp_path: Path) -> None:
    write(tmp_path, changed("audiences.yml", "parent: local", "parent: x"))
    listed = CliRunner().invoke(portal, ["content", "check", "--json", str(tmp_path)])
    assert listed.exit_code == 1
    assert json.loads(listed.stdout) == [
        {"file": f"{tmp_path}/audiences.yml", "line": 4, "message": "The parent x of sheriff is not known."}
    ]


@pytest.mark.parametrize("command", ["check", "import"])
def test_a_path_that_is_not_there_is_wrong_usage(command: str, tmp_path: Path) -> None:
    assert CliRunner().invoke(portal, ["content", command, str(tmp_path / "nothing")]).exit_code == 2


def test_an_import_prints_a_line_for_each_kind_and_what_it_left_out(run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "files")
    assert run("content", "import", "--dry-run", folder).stdout == (
        f"{IMPORTED}Nothing was kept: this was a rehearsal.\n{LEFT_OUT}"
    )
    first = run("content", "import", folder)
    assert (first.exit_code, first.stdout) == (0, IMPORTED + LEFT_OUT)
    again = run("content", "import", folder)
    assert again.exit_code == 0
    assert again.stdout == f"Nothing changed: these files have been imported already.\n{LEFT_OUT}"


def test_an_import_with_problems_is_refused_with_a_line_for_each(run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "files", changed("audiences.yml", "parent: local", "parent: x"))
    refused = run("content", "import", folder)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.splitlines()[0] == f"{folder}/audiences.yml:4: The parent x of sheriff is not known."
    assert run("content", "export", tmp_path / "out").stderr == "There is no program to export.\n"


def test_an_export_is_imported_with_nothing_to_do(run: Run, tmp_path: Path) -> None:
    run("content", "import", write(tmp_path / "files"))
    rehearsed = run("content", "export", "--dry-run", tmp_path / "out")
    assert rehearsed.stdout == f"26 files would be written to {tmp_path}/out.\n"
    assert not (tmp_path / "out").exists()
    assert run("content", "export", tmp_path / "out").stdout == f"26 files written to {tmp_path}/out.\n"
    assert run("content", "check", tmp_path / "out").exit_code == 0
    assert run("content", "import", tmp_path / "out").stdout.splitlines()[-1] == "Nothing changed."


def test_an_export_never_writes_into_a_folder_that_holds_something(run: Run, tmp_path: Path) -> None:
    run("content", "import", write(tmp_path / "files"))
    refused = run("content", "export", tmp_path / "files")
    assert refused.exit_code == 1
    assert refused.stderr == f"{tmp_path}/files is not empty; give a folder that is new or empty.\n"
    assert (tmp_path / "files/program.md").read_text("utf-8") == TREE["program.md"]


def test_several_programs_are_exported_into_folders_of_their_own(run: Run, tmp_path: Path) -> None:
    other = {
        name: text
        for name, text in TREE.items()
        if not name.startswith(("guidance", "statements", "answers", "inquiries"))
    }
    other["program.md"] = TREE["program.md"].replace("river-watch", "lake-watch")
    write(tmp_path / "files/one")
    write(tmp_path / "files/two", other)
    run("content", "import", tmp_path / "files")
    run("content", "export", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["lake-watch", "river-watch"]
    assert run("content", "check", tmp_path / "out").exit_code == 0
