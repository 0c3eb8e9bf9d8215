"""What is exported and imported into an empty portal gives the same answers, byte for byte."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from apiflask import APIFlask

from portal.commands.content import import_path
from portal.content.queries import list_program_records
from portal.content.sources_paths import path_issues
from portal.content.sources_writing import program_files, write_files
from tests.content.trees import DEMONSTRATION, TREE, changed, write
from tests.make import StoppedClock, stop_clock

MOMENTS = ("", "effective_on=2010-02-15", "known_on=2010-06-10&effective_on=2010-07-15", "known_on=2011-02-28")
LISTS = (
    "programs",
    "guidance",
    "jurisdictions?limit=500",
    "jurisdictions?state=IL",
    "obligations?audience=sheriff&state=IL&limit=500",
    "obligations?audience=state&county=36061&limit=500",
    "search?q=watch+river",
    "search?q=fingerprints",
)


def answers(portal: APIFlask, documents: Mapping[str, int]) -> dict[str, str]:
    """Return what the interface says, whatever is asked; only the time of entry may differ."""
    client = portal.test_client()
    paths = [*LISTS]
    for document, editions in documents.items():
        paths += [f"guidance/{document}", f"guidance/{document}/editions"]
        paths += [f"guidance/{document}/editions/{number}" for number in range(1, editions + 2)]
        paths += [f"guidance/{document}/compare?from={number}&to={number + 1}" for number in range(1, editions)]
    given: dict[str, str] = {}
    for path in paths:
        for moment in MOMENTS:
            url = f"/api/v1/{path}{'&' if '?' in path else '?'}{moment}".rstrip("?&")
            answer = client.get(url)
            given[url] = f"{answer.status_code} " + re.sub(r'"recorded_at":"[^"]*"', "", answer.text)
    return given


def exported(folder: Path) -> Path:
    [record] = list_program_records()
    write_files(folder, program_files(record))
    return folder


def files_of(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("reading", [datetime(2012, 4, 9, 16, tzinfo=UTC), datetime(2013, 6, 1, 16, tzinfo=UTC)])
def test_a_program_with_every_kind_of_event_comes_back_the_same(
    app: APIFlask, empty_portal: APIFlask, tmp_path: Path, reading: datetime
) -> None:
    stop_clock(app, reading)
    stop_clock(empty_portal, reading)
    import_path(write(tmp_path / "files"))
    before = answers(app, {"rivers": 4, "banks": 4, "piers": 1})
    assert {text[:3] for text in before.values()} <= {"200", "404"}
    folder = exported(tmp_path / "out")
    assert path_issues(folder) == []
    with empty_portal.app_context():
        import_path(folder)
        again = exported(tmp_path / "again")
    assert answers(empty_portal, {"rivers": 4, "banks": 4, "piers": 1}) == before
    assert files_of(again) == files_of(folder)


def test_the_demonstration_comes_back_the_same(app: APIFlask, empty_portal: APIFlask, tmp_path: Path) -> None:
    stop_clock(app, datetime(2015, 1, 5, 14, tzinfo=UTC))
    stop_clock(empty_portal, datetime(2015, 1, 5, 14, tzinfo=UTC))
    import_path(DEMONSTRATION)
    before = answers(app, {"participation": 5})
    folder = exported(tmp_path / "out")
    with empty_portal.app_context():
        import_path(folder)
    assert answers(empty_portal, {"participation": 5}) == before
    table = "jurisdictions/activations.csv"
    assert (folder / table).read_bytes() == (DEMONSTRATION / table).read_bytes()


def test_drafts_are_exported_as_drafts_behind_the_published_editions(clock: StoppedClock, tmp_path: Path) -> None:
    import_path(write(tmp_path / "files"))
    draft = (exported(tmp_path / "out") / "guidance/piers/2.md").read_text("utf-8")
    assert "published:" not in draft
    assert "effective_from: 2012-06-01" in draft


def test_an_export_imported_where_it_came_from_changes_nothing(clock: StoppedClock, tmp_path: Path) -> None:
    import_path(write(tmp_path / "files"))
    [report] = import_path(exported(tmp_path / "out"))
    assert report.done is not None
    assert not report.done.wrote


def test_an_activation_that_was_corrected_keeps_its_history(
    clock: StoppedClock, empty_portal: APIFlask, app: APIFlask, tmp_path: Path
) -> None:
    table = "county_fips,county_name,state,activated_on\n17031,Cook County,IL,2010-05-03\n"
    tree = {**TREE, "jurisdictions/activations.csv": table}
    import_path(write(tmp_path / "files", tree))
    clock.reading = datetime(2012, 4, 9, 18, tzinfo=UTC)
    corrected = changed("jurisdictions/activations.csv", "2010-05-03", "2010-06-01", tree)
    import_path(write(tmp_path / "files", corrected))
    before = answers(app, {})
    folder = exported(tmp_path / "out")
    rows = (folder / "jurisdictions/activations.csv").read_text("utf-8").splitlines()
    assert rows[1:4] == [
        "17031,Cook County,IL,2010-05-03,,,",
        "17031,Cook County,IL,2010-05-03,2012-04-09T14:00:00-04:00,yes,",
        "17031,Cook County,IL,2010-06-01,2012-04-09T14:00:00-04:00,,",
    ]
    stop_clock(empty_portal, clock.reading)
    with empty_portal.app_context():
        import_path(folder)
    assert answers(empty_portal, {}) == before
