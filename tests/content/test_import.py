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
from tests.content.trees import RIVERS, TREE, changed, edition, provision, write
from tests.make import StoppedClock

R1, R2, R5 = "guidance/rivers/1.md", "guidance/rivers/2.md", "guidance/rivers/5.md"
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


def test_an_import_counts_what_it_added_of_each_kind_and_what_it_left_out(clock: StoppedClock, folder: Path) -> None:
    done = brought_in(folder)
    assert counts(done) == {
        "programs": (1, 0, 0),
        "program events": (2, 0, 0),
        "audiences": (4, 0, 0),
        "places": (6, 0, 0),
        "activations": (1, 0, 0),
        "documents": (2, 0, 0),
        "editions": (7, 0, 0),
        "edition events": (7, 0, 0),
        "drafts": (1, 0, 0),
    }
    assert done.left_out == {"program events": 1, "activations": 1, "editions": 1, "edition events": 2}
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
    assert draft.effective_from == date(2013, 6, 1)


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
    assert import_path(folder) == [Report(root=folder, done=None, left_out=5)]
    assert (count_entries(), ledger_version()) == (entries, version)


def test_files_that_say_the_same_otherwise_are_compared_and_change_nothing(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    entries, version = count_entries(), ledger_version()
    done = brought_in(folder, changed("audiences.yml", "slug: all", "slug: 'all'"))
    assert not done.wrote
    assert sum(tally.unchanged for tally in done.tallies.values()) == 31
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
        "editions": (1, 0, 7),
        "edition events": (2, 0, 7),
    }
    assert done.left_out.total() == 0
    assert len(get_book("rivers", clock.now()).heads) == 4
    assert len(list_program_events(get_program("river-watch"), clock.now())) == 3


def test_a_draft_is_still_the_draft_after_an_edition_that_was_left_out_came_before_it(
    clock: StoppedClock, folder: Path
) -> None:
    brought_in(folder)
    clock.reading = LATER
    assert counts(brought_in(folder))["drafts"] == (0, 0, 1)
    [rivers] = [each for each in list_program_records()[0].documents if each.content.slug == "rivers"]
    assert [(each.number, each.published_at is None) for each in rivers.editions] == [
        (1, False),
        (2, False),
        (3, False),
        (4, False),
        (5, True),
    ]
    assert rivers.editions[4].content.effective_from == date(2013, 6, 1)


def test_a_draft_that_changed_is_written_anew(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    before = {document.content.slug: document.draft for document in list_stored_documents()}["rivers"]
    assert counts(brought_in(folder, changed(R5, "Watch the river", "Guard the river")))["drafts"] == (0, 1, 0)
    after = {document.content.slug: document.draft for document in list_stored_documents()}["rivers"]
    assert before is not None
    assert after is not None
    assert after.provisions[0].obligations[0].action == "Guard the river"


def test_a_document_described_otherwise_is_described_anew(clock: StoppedClock, folder: Path) -> None:
    brought_in(folder)
    done = brought_in(folder, changed("guidance/rivers/document.yml", "About rivers", "On rivers"))
    assert counts(done)["documents"] == (0, 1, 1)
    assert get_book("rivers", clock.now()).title == "On rivers"


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
    other = {name: text for name, text in TREE.items() if not name.startswith("guidance")}
    other["program.md"] = TREE["program.md"].replace("river-watch", "lake-watch")
    write(folder / "rivers")
    write(folder / "lakes", {**other, "audiences.yml": "[]"})
    with pytest.raises(Refused):
        import_path(folder)
    assert list_program_records() == []
    write(folder / "lakes", other)
    import_path(folder)
    assert [record.content.slug for record in list_program_records()] == ["lake-watch", "river-watch"]


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
