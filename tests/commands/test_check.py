import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.cli import portal

PROVISION = {
    "id": "P1",
    "audience": "staff",
    "since": "2012-03-01",
    "text": "Every reply must be logged in the portal.",
}
SENTENCE = "Logging a reply in the portal is optional."


def checked(folder: Path, document: object) -> Result:
    path = folder / "book.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return CliRunner().invoke(portal, ["check", "--book", str(path)])


def test_a_book_is_checked_without_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_DATABASE_URL", "no database at all")
    document = {
        "split": "unknown keys are ignored",
        "provisions": [PROVISION],
        "drafts": [{"id": "d1", "text": f"Dear all. {SENTENCE}"}, {"id": "d2", "text": "We log every reply."}],
        "pairs": [
            {"id": "p1", "provision": "P1", "text": SENTENCE, "label": "ignored"},
            {"id": "p2", "provision": "P1", "text": "Each reply has to be logged in the portal."},
            {"id": "p3", "provision": "P1", "text": "The pool opens in May."},
        ],
    }
    done = checked(tmp_path, document)
    answer = json.loads(done.stdout)
    assert done.exit_code == 0
    assert answer["drafts"] == {
        "d1": [
            {
                "start": 10,
                "end": 52,
                "sentence": SENTENCE,
                "provision": "P1",
                "passage": "Every reply must be logged in the portal",
                "verdict": "contradicts",
                "reason": "text: optional; provision: required (“Every reply must be logged in the portal”)",
            }
        ],
        "d2": [],
    }
    verdicts = {name: pair["verdict"] for name, pair in answer["pairs"].items()}
    assert verdicts == {"p1": "contradicts", "p2": "consistent", "p3": "unrelated"}


def test_an_empty_book_has_an_empty_answer(tmp_path: Path) -> None:
    done = checked(tmp_path, {})
    assert (done.exit_code, json.loads(done.stdout)) == (0, {"drafts": {}, "pairs": {}})


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("{", "is not JSON"),
        ([], "The document must be an object"),
        ({"drafts": {}}, "drafts: This must be a list."),
        ({"drafts": ["x"]}, "drafts[0]: This must be an object."),
        ({"provisions": [{"id": "P1"}]}, "provisions[0]: “text” must be given, as text."),
        ({"provisions": [PROVISION, PROVISION]}, "provisions[1]: The id “P1” was used before"),
        ({"pairs": [{"id": "p", "provision": "P9", "text": ""}]}, "pairs[0]: There is no provision “P9”."),
    ],
)
def test_a_book_that_cannot_be_read_is_refused_in_words(document: object, said: str, tmp_path: Path) -> None:
    done = checked(tmp_path, document)
    assert done.exit_code == 1
    assert said in done.stderr


def test_a_book_that_is_not_there_is_wrong_usage() -> None:
    assert CliRunner().invoke(portal, ["check", "--book", "missing.json"]).exit_code == 2


STAYING_OUT = "A county that writes to the state bureau may **stay out**.\n"


@pytest.fixture
def draft(demonstration_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file with a draft, beside a demonstration."""
    monkeypatch.setenv("PORTAL_DATABASE_URL", demonstration_url)
    monkeypatch.setenv("PORTAL_DEMO", "1")
    monkeypatch.setenv("PORTAL_CLOCK", "2012-04-09T09:00:00-04:00")
    path = tmp_path / "draft.md"
    path.write_text(STAYING_OUT, encoding="utf-8")
    return path


def ran(*words: str) -> Result:
    return CliRunner().invoke(portal, ["check", *words])


def test_a_draft_is_checked_against_the_ledger(draft: Path) -> None:
    done = ran(str(draft), "--audience", "sheriff", "--state", "VA", "--on", "2010-10-10", "--public")
    assert done.exit_code == 1
    assert "contradicts (guidance): decline-activation, sheriff: optional, in force prohibited" in done.stdout
    assert "/guidance/participation/editions/3#decline-activation" in done.stdout
    as_json = ran(str(draft), "--audience", "sheriff", "--on", "2010-10-10", "--json")
    assert as_json.exit_code == 1
    assert json.loads(as_json.stdout)["findings"][0]["provision"] == "decline-activation"


def test_a_draft_in_which_nothing_is_found_ends_well(draft: Path) -> None:
    done = ran(str(draft), "--audience", "sheriff", "--on", "2010-08-20")
    assert (done.exit_code, done.stdout) == (0, "Nothing was found.\n")


@pytest.mark.parametrize("demonstration_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "words",
    [
        [],
        ["DRAFT", "--book", "DRAFT"],
        ["--book", "DRAFT", "--audience", "sheriff"],
        ["DRAFT", "--audience", "king"],
        ["DRAFT", "--state", "ZZ"],
        ["DRAFT", "--on", "2010-02-30"],
        ["no-such-file"],
    ],
)
def test_a_wrong_use_of_the_check_exits_with_2(draft: Path, words: list[str]) -> None:
    assert ran(*(str(draft) if word == "DRAFT" else word for word in words)).exit_code == 2


@pytest.mark.parametrize("demonstration_url", ["sqlite"], indirect=True)
def test_a_draft_that_cannot_be_read_is_refused(draft: Path) -> None:
    for raw in (b"\xff\xfe", b"x" * 100_001):
        draft.write_bytes(raw)
        done = ran(str(draft))
        assert (done.exit_code, done.stdout) == (1, "")
