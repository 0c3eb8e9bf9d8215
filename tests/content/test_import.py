"""An import brings in what is known by the clock, once, and never changes what was published."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal.audit.models import AuditEvent
from portal.audit.queries import count_entries, find_break
from portal.commands.content import Report, import_path
from portal.commands.frame import Refused
from portal.common.database import db
from portal.common.ledger_version import ledger_version
from portal.content.queries import list_program_records, list_stored_documents
from portal.content.rules_import import Import
from portal.guidance.actions import DRAFTS
from portal.guidance.models import Edition, EditionEvent
from portal.guidance.queries import DocumentNotFoundError, get_book
from portal.guidance.rules_in_force import EVENT_KINDS
from portal.items.models import Item
from portal.items.queries import visible_to
from portal.items.rules import PUBLIC, Reader
from portal.programs.queries import get_activations, get_atlas, get_program, list_program_events
from tests.content.trees import RIVERS, TREE, WATCH_IN_IL, changed, edition, provision, write
from tests.make import StoppedClock

R1, R2, R5 = "guidance/rivers/1.md", "guidance/rivers/2.md", "guidance/rivers/5.md"
P2 = "guidance/piers/2.md"
LATER = datetime(2013, 4, 1, 16, tzinfo=UTC)

DRAFTER = Reader(permissions=frozenset({DRAFTS}))


def brought_in(folder: Path, tree: dict[str, str] | None = None) -> Import:
    [report] = import_path(write(folder, tree or TREE))
    assert report.done is not None
    return report.done


def refused(folder: Path, tree: dict[str, str]) -> list[str]:
    with pytest.raises(Refused) as caught:
        import_path(write(folder, tree))
    return caught.value.message.replace(f"{folder}/", "").split("\n")


def counts(done: Import) -> dict[str, tuple[int, int, int]]:
    return {kind: (tally.added, tally.changed, tally.unchanged) for kind, tally in done.tallies.items()}


def numbers_of(slug: str) -> list[tuple[int, bool]]:
    [document] = [each for each in list_program_records()[0].documents if each.content.slug == slug]
    return [(each.number, each.published_at is None) for each in document.editions]


def test_an_import_counts_what_it_added_of_each_kind_and_what_it_left_out(clock: StoppedClock, folder: Path) -> None:
    done = brought_in(folder)
    assert counts(done) == {
        "programs": (1, 0, 0),
        "program events": (2, 0, 0),
        "audiences": (4, 0, 0),
        "places": (6, 0, 0),
        "activations": (1, 0, 0),
        "documents": (3, 0, 0),
        "editions": (8, 0, 0),
        "edition events": (7, 0, 0),
        "drafts": (1, 0, 0),
        "statements": (1, 0, 0),
        "answers": (3, 0, 0),
        "inquiries": (2, 0, 0),
    }
    assert done.left_out == {
        "program events": 1,
        "activations": 1,
        "editions": 1,
        "edition events": 2,
        "drafts": 1,
        "statements": 1,
        "answers": 1,
        "inquiries": 1,
    }
    assert done.next_known == datetime(2012, 5, 1, 4, tzinfo=UTC)
    assert find_break() is None


def test_what_is_brought_in_is_known_since_its_source_and_the_audit_says_so(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    query = sa.select(Edition).where(Edition.published_at.is_not(None)).order_by(Edition.written)
    editions = db.session.scalars(query).all()
    assert {each.recorded_at for each in editions} == {clock.now()}
    assert editions[-2].published_at == datetime(2010, 6, 1, 13, 30, tzinfo=UTC)
    entries = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "edition.entered")).all()
    assert {entry.actor_id for entry in entries} == {"content import"}
    assert {entry.details["source_date"] for entry in entries} >= {"2010-01-04", "2011-02-01"}


def test_the_public_sees_editions_of_the_past_and_no_draft(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    book = get_book("rivers", clock.now())
    assert len(book.heads) == 3
    draft = db.session.scalars(sa.select(Edition).where(Edition.published_at.is_(None))).one()
    may_see = sa.select(Item.id).where(Item.id == draft.id)
    assert db.session.scalar(may_see.where(visible_to(PUBLIC, LATER))) is None
    assert db.session.scalar(may_see.where(visible_to(DRAFTER, clock.now()))) == draft.id
    assert draft.effective_from == date(2012, 6, 1)


def test_a_document_of_which_there_is_only_a_draft_does_not_exist_for_the_public(
    clock: StoppedClock, folder: Path
) -> None:
    draft = edition(1, "", provision("dig", "1.1"), effective="2013-01-01")
    document = RIVERS["document.yml"].replace("rivers", "ponds").replace("RIV-01", "PND-01")
    brought_in(folder, {**TREE, "guidance/ponds/document.yml": document, "guidance/ponds/1.md": draft})
    with pytest.raises(DocumentNotFoundError):
        get_book("ponds", clock.now())


def test_the_same_files_imported_again_change_nothing_and_leave_no_trace(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    entries, version = count_entries(), ledger_version()
    assert import_path(folder) == [Report(root=folder, done=None, left_out=9)]
    assert (count_entries(), ledger_version()) == (entries, version)


def test_files_that_say_the_same_otherwise_are_compared_and_change_nothing(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    entries, version = count_entries(), ledger_version()
    done = brought_in(folder, changed("audiences.yml", "slug: all", "slug: 'all'"))
    assert not done.wrote
    assert sum(tally.unchanged for tally in done.tallies.values()) == 39
    assert (count_entries(), ledger_version()) == (entries, version)


def test_a_rehearsal_says_the_same_and_keeps_nothing(clock: StoppedClock, folder: Path) -> None:
    write(folder)
    [rehearsed] = import_path(folder, dry_run=True)
    assert (count_entries(), list_program_records()) == (0, [])
    [done] = import_path(folder)
    assert rehearsed == done


def test_what_was_left_out_is_brought_in_once_the_clock_is_later(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    clock.reading = LATER
    done = brought_in(folder)
    assert {kind: counted for kind, counted in counts(done).items() if counted[0] or counted[1]} == {
        "program events": (1, 0, 2),
        "activations": (1, 0, 1),
        "editions": (1, 0, 8),
        "edition events": (2, 0, 7),
        "drafts": (1, 0, 1),
        "statements": (1, 0, 1),
        "answers": (1, 0, 3),
        "inquiries": (1, 0, 2),
    }
    assert done.left_out.total() == 0
    assert len(get_book("rivers", clock.now()).heads) == 4
    assert len(list_program_events(get_program("river-watch"), clock.now())) == 3


def test_a_draft_behind_an_edition_that_is_still_to_come_waits_for_it(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    assert numbers_of("rivers") == [(1, False), (2, False), (3, False)]
    clock.reading = LATER
    brought_in(folder)
    assert numbers_of("rivers") == [(1, False), (2, False), (3, False), (4, False), (5, True)]


def test_a_draft_is_still_the_draft_after_an_edition_was_put_before_it(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    second = edition(2, "2012-04-01", provision("paint-pier", "1.1"))
    third = TREE[P2].replace("number: 2\n", "number: 3\n")
    brought_in(folder, {**TREE, P2: second, "guidance/piers/3.md": third})
    assert numbers_of("piers") == [(1, False), (2, False), (3, True)]
    (folder / "guidance/piers/3.md").unlink()
    fourth = edition(3, "2012-04-02", provision("paint-pier", "1.1"), provision("sweep-pier", "1.2"))
    brought_in(folder, {**TREE, P2: second, "guidance/piers/3.md": fourth})
    assert numbers_of("piers") == [(1, False), (2, False), (3, False), (4, True)]


def test_an_import_on_the_day_before_brings_in_nothing_and_at_midnight_it_does(
    clock: StoppedClock, folder: Path
) -> None:
    brought_in(folder)
    clock.reading = datetime(2012, 5, 1, 3, 59, 59, tzinfo=UTC)
    assert import_path(folder)[0].done is None
    clock.reading = datetime(2012, 5, 1, 4, tzinfo=UTC)
    assert counts(brought_in(folder))["edition events"] == (1, 0, 7)


def test_a_draft_that_changed_is_written_anew(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    before = {document.content.slug: document.draft for document in list_stored_documents()}["piers"]
    assert counts(brought_in(folder, changed(P2, "Watch the river", "Guard it")))["drafts"] == (0, 1, 0)
    after = {document.content.slug: document.draft for document in list_stored_documents()}["piers"]
    assert before is not None
    assert after is not None
    assert after.provisions[0].obligations[0].action == "Guard it"


def test_a_draft_becomes_an_edition_once_its_file_says_when_it_was_published(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    text = edition(2, "2012-04-01", provision("paint-pier", "1.1", WATCH_IN_IL))
    done = brought_in(folder, {**TREE, P2: text})
    assert counts(done)["editions"] == (1, 0, 8)
    assert numbers_of("piers") == [(1, False), (2, False)]


def test_a_document_described_otherwise_is_described_anew(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    done = brought_in(folder, changed("guidance/rivers/document.yml", "About rivers", "On rivers"))
    assert counts(done)["documents"] == (0, 1, 2)
    assert get_book("rivers", clock.now()).title == "On rivers"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((R2, "Watch it,", "Guard it,"), f"{R2}:2: Edition 2 is published and never changes; write a new edition."),
        ((R2, "09:30:00", "09:31:00"), f"{R2}:2: Edition 2 is published and never changes; write a new edition."),
        ((R2, "2010-07-01", "2010-07-02"), f"{R2}:2: Edition 2 is published and never changes; write a new edition."),
        (
            ("guidance/rivers/1.events.yml", "A flood", "A drought"),
            "guidance/rivers/1.events.yml:1: That suspended is on record in other words, and never changes; ",
        ),
        (
            ("guidance/rivers/document.yml", "RIV-01", "RIV-02"),
            "guidance/rivers/document.yml:2: The identifier of rivers is RIV-01, and never changes; restore it.",
        ),
        (
            ("program.md", "Order 1", "Order 9"),
            "program.md:8: That started of 2009-01-05 is on record in other words, and never changes; restore them.",
        ),
        (
            ("program.md", "America/New_York", "America/Chicago"),
            f"{R1}:2: Edition 1 is published and never changes; write a new edition.",
        ),
    ],
)
def test_what_is_on_record_never_changes(
    clock: StoppedClock, folder: Path, change: tuple[str, str, str], said: str
) -> None:
    brought_in(folder)
    entries = count_entries()
    assert any(line.startswith(said) for line in refused(folder, changed(*change)))
    assert count_entries() == entries


def test_a_published_edition_cannot_become_a_draft_nor_give_up_its_number(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    draft = edition(3, "", provision("watch", "1.1"), effective="2012-05-01", note="Without count-fish.")
    renumbered = {**TREE, "guidance/rivers/3.md": draft}
    for name in ("3.events.yml", "4.md", "4.events.yml", "5.md"):
        del renumbered[f"guidance/rivers/{name}"]
        (folder / "guidance/rivers" / name).unlink()
    assert refused(folder, renumbered) == [
        "guidance/rivers/3.md:2: Edition 3 is published and never changes; write a new edition."
    ]


def test_the_label_of_a_document_on_record_is_no_one_elses(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder / "one")
    banks = {name: text for name, text in TREE.items() if not name.startswith("guidance/rivers")}
    banks["guidance/banks/5.md"] = edition(
        5, "2012-04-01", provision("mow-bank", "1.1"), provision("watch", "1.2"), note="More."
    )
    [found] = refused(folder / "two", banks)
    assert found.startswith("guidance/banks/5.md:22: The label watch belongs to the document rivers, ")


def test_a_document_of_another_program_is_not_taken_over(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder / "one")
    found = refused(folder / "two", changed("program.md", "slug: river-watch", "slug: lake-watch"))
    assert (
        "guidance/rivers/document.yml:1: The document rivers belongs to the program river-watch; write another slug."
        in found
    )


def test_a_tree_with_a_problem_leaves_the_portal_as_it_was(clock: StoppedClock, folder: Path) -> None:
    found = refused(folder, changed(R2, "level: mandatory", "level: must"))
    assert [line.split(" ")[0] for line in found] == [f"{R2}:19:"]
    assert (count_entries(), list_program_records()) == (0, [])


def test_of_several_programs_all_are_imported_or_none(clock: StoppedClock, folder: Path) -> None:
    other = {
        name: text
        for name, text in TREE.items()
        if not name.startswith(("guidance", "statements", "answers", "inquiries"))
    }
    other["program.md"] = TREE["program.md"].replace("river-watch", "lake-watch")
    write(folder / "rivers")
    write(folder / "lakes", {**other, "audiences.yml": "[]"})
    with pytest.raises(Refused):
        import_path(folder)
    assert list_program_records() == []
    write(folder / "lakes", other)
    import_path(folder)
    assert [record.content.slug for record in list_program_records()] == ["lake-watch", "river-watch"]


def test_only_whole_trees_are_imported(clock: StoppedClock, folder: Path, tmp_path: Path) -> None:
    write(folder)
    with pytest.raises(Refused, match=r"is a part of a program's files; import the whole folder"):
        import_path(folder / "guidance")
    with pytest.raises(Refused, match=r"program\.md:1: The file is missing"):
        import_path(write(tmp_path / "empty", {"x": "y"}))


def test_an_activation_corrected_in_the_files_stays_as_it_was_known(clock: StoppedClock, folder: Path) -> None:
    table = "county_fips,county_name,state,activated_on\n17031,Cook County,IL,2010-05-03\n"
    tree = {**TREE, "jurisdictions/activations.csv": table}
    brought_in(folder, tree)
    done = brought_in(folder, changed("jurisdictions/activations.csv", "2010-05-03", "2010-06-01", tree))
    assert counts(done)["activations"] == (0, 1, 0)
    activations = get_activations(get_program("river-watch"))
    assert activations.day("17031", datetime(2012, 4, 9, 15, tzinfo=UTC)) == date(2010, 5, 3)
    assert activations.day("17031", clock.now()) == date(2010, 6, 1)


def test_a_county_without_a_day_is_a_place_all_the_same(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    assert [county.name for county in get_atlas().counties("IL")] == ["Cook County", "DuPage County"]


def test_every_event_is_stored_once_with_its_known_time(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    clock.reading = LATER
    brought_in(folder)
    kinds = db.session.scalars(sa.select(EditionEvent.kind).order_by(EditionEvent.kind)).all()
    assert kinds == sorted([*EVENT_KINDS, "withdrawn"])
    [moved] = db.session.scalars(sa.select(EditionEvent).where(EditionEvent.kind == "effective_moved"))
    assert (moved.on, moved.known_at) == (date(2010, 8, 1), datetime(2010, 6, 15, 4, tzinfo=UTC))
