"""A check names every problem of every file in one run, at its line, and needs no database."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.content.sources import read_tree
from portal.content.sources_files import digest, load_files
from portal.content.sources_paths import path_issues
from tests.content.trees import DEMONSTRATION, RIVERS, TREE, changed, document, edition, provision, write

R1, R2, R3 = "guidance/rivers/1.md", "guidance/rivers/2.md", "guidance/rivers/3.md"


def lines_of(folder: Path, tree: dict[str, str]) -> list[str]:
    return [str(issue).replace(f"{folder}/", "") for issue in path_issues(write(folder, tree))]


def without(*names: str) -> dict[str, str]:
    return {name: text for name, text in TREE.items() if name not in names}


def test_a_good_tree_has_no_problem(tmp_path: Path) -> None:
    assert lines_of(tmp_path, dict(TREE)) == []


def test_the_demonstration_has_no_problem() -> None:
    assert [str(issue) for issue in path_issues(DEMONSTRATION)] == []


@pytest.mark.parametrize("name", ["program.md", "audiences.yml", "jurisdictions/states.csv"])
def test_a_file_that_every_tree_needs_is_missed(tmp_path: Path, name: str) -> None:
    found = lines_of(tmp_path, without(name))
    assert found[0].startswith(f"{name}:1: The file is missing;")
    assert len(found) == 1


def test_activations_may_be_left_out_where_no_text_names_a_county(tmp_path: Path) -> None:
    assert lines_of(tmp_path, without("jurisdictions/activations.csv")) == []


@pytest.mark.parametrize(
    "name",
    [
        "notes.txt",
        "guidance/rivers/6.markdown",
        "guidance/rivers/01.md",
        "guidance/rivers/draft.md",
        "guidance/rivers/6.event.yml",
        "guidance/1.md",
        "jurisdictions/counties.csv",
        "answers/1.md",
        "answers/faq/01.md",
        "inquiries/1.txt",
        "inquiries/2010/1.yml",
    ],
)
def test_a_file_that_nobody_reads_is_named(tmp_path: Path, name: str) -> None:
    said = f"{name}:1: This file has no place in the tree, so that nobody reads it; rename it, or take it out."
    assert lines_of(tmp_path, {**TREE, name: "x"}) == [said]


def test_explanations_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    beside = {"README.md": "x", "jurisdictions/README.md": "x", ".git/config": "x", "guidance/rivers/.1.md.swp": "x"}
    assert lines_of(tmp_path, {**TREE, **beside}) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("program.md", "America/New_York", "New York", "program.md:4: The time zone New York is not known; "),
        (
            "audiences.yml",
            "parent: local",
            "parent: locals",
            "audiences.yml:4: The parent locals of sheriff is not known.",
        ),
        (
            "jurisdictions/states.csv",
            "NY,36",
            "NY,17",
            "jurisdictions/states.csv:4: The FIPS code 17 stands on line 3 ",
        ),
        (
            "jurisdictions/activations.csv",
            "DuPage County,IL",
            "DuPage County,NY",
            "jurisdictions/activations.csv:5: The county 17043 does not lie in NY, ",
        ),
        (
            "guidance/rivers/document.yml",
            "slug: rivers",
            "slug: river",
            "guidance/rivers/document.yml:1: slug is river, but the folder is named rivers; make them equal.",
        ),
        (
            "guidance/rivers/document.yml",
            "RIV-01",
            "BNK-01",
            "guidance/rivers/document.yml:2: The identifier BNK-01 is that of guidance/banks/document.yml too; ",
        ),
        (R1, "level: mandatory", "level: must", f"{R1}:18: There is no level must; "),
        (R1, "audience: local", "audience: locals", f"{R1}:18: There is no audience locals; did you mean local?"),
        (R1, "audience: local,", "audience: local, place: ZZ,", f"{R1}:18: There is no place ZZ; "),
        (R1, "audience: local,", "audience: local, place: '17999',", f"{R1}:18: There is no place 17999; "),
        (R1, "authority: 1 U.S.C. 1}", "authority: ''}", f"{R1}:18: A level of mandatory needs its authority; "),
        (R2, "[[count-fish]]", "[[count-frogs]]", f"{R2}:22: [[count-frogs]] leads nowhere: "),
        (R2, "number: 2\n", "number: 3\n", f"{R2}:2: number is 3, but the file is named 2.md; make them equal."),
        (R2, "published: 2010-06-01T09:30:00-04:00", "published: 2010-01-01", f"{R2}:6: published lies before "),
        (R3, "| count-fish", "| mow-bank", f"{R3}:35: The label mow-bank belongs to the document banks, "),
        (
            "guidance/rivers/1.events.yml",
            "place: IL, reason: A flood",
            "place: TX, reason: A flood",
            "guidance/rivers/1.events.yml:1: There is no place TX; ",
        ),
        (
            "guidance/banks/2.events.yml",
            "2010-11-01",
            "2010-12-02",
            "guidance/banks/2.events.yml:1: An edition can be cancelled only before its effective date, ",
        ),
        (
            "guidance/banks/2.events.yml",
            "2010-11-01",
            "2010-09-01",
            "guidance/banks/2.events.yml:1: Cancelled before it was published, an edition leaves no trace; ",
        ),
    ],
)
def test_a_problem_is_named_at_its_line(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    found = lines_of(tmp_path, changed(name, old, new))
    assert any(line.startswith(said) for line in found), found


def test_a_label_that_vanishes_is_named(tmp_path: Path) -> None:
    tree = dict(TREE)
    tree[R3] = tree[R3].replace("    was: [watch]\n", "")
    [found] = lines_of(tmp_path, tree)
    assert found.startswith(f"{R3}:8: The label watch, which edition 2 has, is gone. ")


def test_editions_are_numbered_without_a_gap(tmp_path: Path) -> None:
    tree = without(R1, "guidance/rivers/1.events.yml")
    assert (
        f"{R2}:2: There is no edition 1; editions are numbered from 1 without a gap, so rename this file."
        in lines_of(tmp_path, tree)
    )


def test_events_without_their_edition_are_named(tmp_path: Path) -> None:
    tree = {**TREE, "guidance/banks/7.events.yml": RIVERS["3.events.yml"]}
    [found] = lines_of(tmp_path, tree)
    assert found.startswith("guidance/banks/7.events.yml:1: There is no edition 7 to which this could happen; ")


def test_a_folder_without_its_document_is_named(tmp_path: Path) -> None:
    [found] = lines_of(tmp_path, without("guidance/banks/document.yml"))
    assert found == "guidance/banks/document.yml:1: The file is missing; write it."


def test_a_draft_needs_a_day_and_has_nothing_that_happened_to_it(tmp_path: Path) -> None:
    tree = changed("guidance/rivers/5.md", "effective_from: 2013-06-01\n", "")
    tree["guidance/rivers/5.events.yml"] = RIVERS["3.events.yml"]
    assert lines_of(tmp_path, tree) == [
        "guidance/rivers/5.events.yml:1: Edition 5 is a draft, and nothing happens to a draft; take this out.",
        "guidance/rivers/5.md:2: effective_from is missing: say from which day the draft would govern.",
    ]


def test_no_edition_follows_a_draft_so_that_a_document_has_one(tmp_path: Path) -> None:
    tree = {**TREE, "guidance/rivers/6.md": edition(6, "", provision("watch-day", "1.1"), effective="2014-01-01")}
    [found] = lines_of(tmp_path, tree)
    assert found == (
        "guidance/rivers/6.md:2: Edition 5 is a draft, so that no edition can follow it yet; number this one lower."
    )


def test_all_problems_of_all_files_are_named_in_one_run_in_the_order_of_the_files(tmp_path: Path) -> None:
    tree = {
        **TREE,
        "program.md": TREE["program.md"].replace("river-watch", "River Watch"),
        "audiences.yml": TREE["audiences.yml"] + "- {slug: x}\n",
        "jurisdictions/activations.csv": TREE["jurisdictions/activations.csv"] + "1,,IL,soon\n",
        R2: TREE[R2].replace("level: mandatory", "level: must").replace("legal: [1 U.S.C. 1]\n", ""),
        "guidance/banks/1.md": "no front matter",
    }
    found = [line.split(": ")[0] for line in lines_of(tmp_path, tree)]
    assert found == sorted(found, key=lambda place: (place.split(":")[0], int(place.split(":")[1])))
    assert set(found) == {
        "audiences.yml:5",
        "guidance/banks/1.md:1",
        "guidance/banks/1.events.yml:1",
        "guidance/banks/2.md:2",
        f"{R2}:2",
        f"{R2}:18",
        "jurisdictions/activations.csv:7",
        "program.md:2",
    }


def test_where_a_list_cannot_be_read_what_rests_on_it_is_not_blamed(tmp_path: Path) -> None:
    tree = {**TREE, "audiences.yml": "- [", "jurisdictions/states.csv": "code\n"}
    assert {line.partition(":")[0] for line in lines_of(tmp_path, tree)} == {
        "audiences.yml",
        "jurisdictions/states.csv",
    }


def test_a_part_of_a_tree_is_checked_with_the_files_beside_it_but_answers_for_itself(tmp_path: Path) -> None:
    tree = changed(R2, "[[count-fish]]", "[[count-frogs]]", changed("program.md", "America/New_York", "New York"))
    folder = write(tmp_path, tree)
    assert [str(issue).partition(" ")[0] for issue in path_issues(folder / R2)] == [f"{folder / R2}:22:"]
    assert [str(issue).partition(" ")[0] for issue in path_issues(folder / "guidance")] == [f"{folder / R2}:22:"]
    assert path_issues(folder / R3) == []


def test_files_are_named_as_the_person_named_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "program", changed("program.md", "America/New_York", "New York"))
    monkeypatch.chdir(tmp_path)
    assert str(path_issues(Path("program"))[0]).startswith("program/program.md:4: ")
    monkeypatch.chdir(tmp_path / "program" / "guidance")
    assert path_issues(Path()) == []
    assert str(path_issues(Path("../program.md"))[0]).startswith("../program.md:4: ")


def test_a_folder_of_several_programs_is_checked_whole(tmp_path: Path) -> None:
    write(tmp_path / "one", changed("program.md", "America/New_York", "New York"))
    write(tmp_path / "two", changed("audiences.yml", "parent: local", "parent: locals"))
    assert [str(issue).partition(" ")[0] for issue in path_issues(tmp_path)] == [
        f"{tmp_path}/one/program.md:4:",
        f"{tmp_path}/two/audiences.yml:4:",
    ]


def test_a_folder_without_a_program_says_what_is_missing(tmp_path: Path) -> None:
    [found] = path_issues(tmp_path)
    assert str(found).startswith(f"{tmp_path}/program.md:1: The file is missing; ")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("letter.md", RIVERS["2.md"].replace("level: mandatory", "level: must"), "19: There is no level must; "),
        ("2.md", "x", "1: The file begins with its fields between two lines ---; write them."),
        ("2.events.yml", "- {kind: withdrawn}", "1: on is missing; write it."),
        ("document.yml", document("X", "Y"), "1: “X” cannot be a slug; "),
        ("audiences.yml", "[]", "1: Write a list of kinds of stakeholder, "),
        (
            "states.csv",
            "code,fips,name,kind,parent\nUS,,United States,nations,\n",
            "2: The kind nations is not known; ",
        ),
        ("list.csv", "county_fips,county_name,state,activated_on\n1,Cook,IL,\n", "2: The FIPS code 1 has not five "),
        ("notes.txt", "x", "1: What this file is cannot be told from its name; "),
    ],
)
def test_a_file_in_no_tree_is_judged_alone_by_its_name(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = [str(issue) for issue in path_issues(tmp_path / name)]
    assert any(line.startswith(f"{tmp_path / name}:{said}") for line in found), found


def test_an_edition_in_no_tree_is_not_blamed_for_the_lists_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "2.md").write_text(RIVERS["2.md"], encoding="utf-8")
    assert path_issues(tmp_path / "2.md") == []


def test_the_digest_of_a_tree_changes_with_any_byte_and_any_name(tmp_path: Path) -> None:
    write(tmp_path)
    files, _ = load_files(tmp_path)
    assert digest(files) == digest(dict(reversed(files.items())))
    assert digest(files) != digest({**files, R1: files[R1] + b"\n"})
    assert digest({"ab": b"c"}) != digest({"a": b"bc"})


NAMES = st.sampled_from(sorted(TREE))


@settings(deadline=None)
@given(NAMES, st.binary(max_size=60), st.integers(0, 2_000))
def test_no_bytes_whatever_break_the_reading_of_a_tree(name: str, put: bytes, at: int) -> None:
    files = {each: text.encode() for each, text in TREE.items()}
    files[name] = files[name][:at] + put + files[name][at:]
    tree, _ = read_tree(files)
    assert tree.zone


ANSWERED = "answers/must-we-watch/1.md"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("audience: sheriff", "audience: sherif", "5: There is no audience sherif; did you mean sheriff?"),
        ("public: true", "public: yes", "6: public is yes; write true for an FAQ, or false for staff only."),
        ("[[watch]]", "[[wach]]", "15: There is no provision wach; did you mean watch?"),
        ("[[watch]]", "[[watch|sherif]]", "15: There is no audience sherif; did you mean sheriff?"),
        ("[[watch]]", "[[watch|sheriff|must]]", "15: There is no level must; write one that is known."),
        ("[[watch]]", "You must watch.", "13: The answer states no obligation; name the provision on which it rests,"),
        ("public: true", "place: TX\npublic: true", "6: There is no place TX; write one that is known."),
        ("published: 2010-02-10", "published: 2010-09-01", "9: Edition 2 is published before edition 1;"),
        ("review_by: 2012-03-01", "review_by: soon", "8: "),
        ("owner: Office of Rivers\n", "", "2: owner is missing"),
    ],
)
def test_what_is_wrong_with_an_answer_is_named_on_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = lines_of(tmp_path, changed(ANSWERED, old, new))
    assert any(said in line for line in found), found
    assert all(line.startswith("answers/must-we-watch/") for line in found)


def test_a_question_has_one_answer(tmp_path: Path) -> None:
    tree = changed("answers/pier/1.md", "Who paints the pier?", "Is watching required?")
    [said] = lines_of(tmp_path, tree)
    assert "“Is watching required?” is answered in answers/must-we-watch/3.md too; keep one of them." in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("number: 2010-0001", "number: 2010-1", "1: The number is the year in which it came and four digits"),
        ("number: 2010-0002", "number: 2010-0001", "24: The number 2010-0001 stands in inquiries/2010.yml too"),
        ("received: 2010-02-15", "received: soon", "2: received is “soon”"),
        ("channel: letter\n  sender", "channel: pigeon\n  sender", "3: Choose by which way it came"),
        ("sender_kind: law", "sender_kind: low", "4: Choose what kind of sender asks."),
        ("email: sheriff@cook.test", "email: sheriff", "5: Write one e-mail address"),
        ("audience: sheriff\n", "audience: sherif\n", "8: Choose the kind of stakeholder"),
        ('place: "IL"', "place: TX", "9: Choose a state"),
        (
            "Must we watch the river?, When",
            '"My number is 123-45-6789", When',
            "10: This seems to hold a Social Security",
        ),
        ("not_policy: [2]", "not_policy: [3]", "11: There is no question 3."),
        ("sent: 2010-02-19", "sent: 2010-02-01", "13: It was answered before it came"),
        (
            'texts: ["Thank you. [[watch]]", At nine.]',
            "texts: [At nine.]",
            "13: Give one text for each of its questions.",
        ),
        ("Thank you. [[watch]]", "Thank you. [[wach]]", "13: Text 1: There is no provision wach; did you mean watch?"),
        ("closed: 2010-08-04", "closed: 2010-01-04", "23: It was closed before it came"),
        ("same_as: 2010-0001", "same_as: 2010-0009", "30: There is no inquiry 2010-0009 before this one"),
    ],
)
def test_what_is_wrong_with_an_inquiry_is_named_on_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = lines_of(tmp_path, changed("inquiries/2010.yml", old, new))
    assert any(line.startswith(f"inquiries/2010.yml:{said}") for line in found), found
