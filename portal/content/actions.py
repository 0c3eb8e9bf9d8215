"""Bringing the files of a program into the portal, as far as they are known by its clock."""

from datetime import datetime

from portal.answers.actions import enter_answers
from portal.answers.rules_content import AnswerRecord
from portal.audit.actions import record
from portal.audit.rules import Actor
from portal.content.actions_documents import DocumentImport
from portal.content.queries import IMPORTED, list_label_owners, list_stored_documents
from portal.content.rules_import import Import
from portal.content.rules_tree import Tree
from portal.inquiries.actions_past import enter_inquiries
from portal.inquiries.rules_past import came_at, known_by, later_in
from portal.programs.actions import enter_audiences, enter_places, enter_program, enter_program_events
from portal.programs.actions_counties import enter_counties
from portal.programs.models import Program
from portal.programs.queries import program_facts
from portal.programs.queries_records import find_program, program_content
from portal.programs.rules_sources import ProgramSource
from portal.programs.rules_tally import Tally
from portal.statements.actions import enter_entries


def import_tree(*, tree: Tree, digest: str, by: Actor, at: datetime) -> Import:
    """Bring in everything of a tree without issues that is known by `at`; what is there already stays untouched.

    The audit remembers the digest of the files, so that a later import of the same files has nothing to look at.
    Raises ValueError for a tree without a program, of which its check says more.
    """
    if tree.program is None:
        message = "the tree has no program"
        raise ValueError(message)
    done = Import()
    program = _enter_program(tree.program, done, by, at)
    _enter_frame(program, tree, done, by, at)
    stored = {document.content.slug: document for document in list_stored_documents()}
    for of_it in tree.documents:
        DocumentImport(program=program, zone=tree.zone, done=done, by=by, at=at).enter(of_it, stored.get(of_it.slug))
    _enter_register(program, tree, done, by, at)
    _enter_answers(program, tree, done, by, at)
    _enter_inquiries(program, tree, done, by, at)
    if done.wrote:
        next_known = done.next_known.isoformat() if done.next_known else None
        record(
            action=IMPORTED,
            object_kind="program",
            object_id=program.id,
            content_hash=digest,
            details={"left_out": done.left_out.total(), "next_known": next_known},
            by=by,
            at=at,
        )
    return done


def _enter_register(program: Program, tree: Tree, done: Import, by: Actor, at: datetime) -> None:
    labels = list_label_owners(program)
    entries = [entry.content for entry in tree.entries]
    # What speaks of a provision that is still to come waits for it.
    known = [each for each in entries if each.known_at <= at and each.provisions <= labels.keys()]
    done.tallies["statements"] = enter_entries(program=program, entries=known, by=by, at=at)
    done.leave_out("statements", (each.known_at for each in entries if each not in known))


def _enter_answers(program: Program, tree: Tree, done: Import, by: Actor, at: datetime) -> None:
    proposed = [(editions[0].slug, [edition.content for edition in editions]) for editions in tree.answers]
    known = [
        AnswerRecord(slug=slug, editions=tuple(each for each in editions if each.published_at <= at))
        for slug, editions in proposed
    ]
    done.tallies["answers"] = enter_answers(
        program=program, answers=[each for each in known if each.editions], by=by, at=at
    )
    later = (each.published_at for _, editions in proposed for each in editions if each.published_at > at)
    done.leave_out("answers", later)


def _enter_inquiries(program: Program, tree: Tree, done: Import, by: Actor, at: datetime) -> None:
    proposed = [each.record for each in tree.inquiries]
    known = [known_by(each, tree.zone, at) for each in proposed if came_at(each, tree.zone) <= at]
    facts = program_facts(program)
    done.tallies["inquiries"] = enter_inquiries(program=facts, records=known, by=by, at=at)
    done.leave_out("inquiries", later_in(proposed, tree.zone, at))


def _enter_program(source: ProgramSource, done: Import, by: Actor, at: datetime) -> Program:
    content = source.content.value
    stood = find_program(content.slug)
    before = program_content(stood) if stood else None
    done.tallies["programs"] = Tally(
        added=int(before is None),
        changed=int(before is not None and before != content),
        unchanged=int(before == content),
    )
    program = enter_program(content=content, by=by, at=at)
    events = [written.value for written in source.events]
    known = [event for event in events if event.known_at <= at]
    done.tallies["program events"] = enter_program_events(program=program, events=known, by=by, at=at)
    done.leave_out("program events", (event.known_at for event in events if event.known_at > at))
    return program


def _enter_frame(program: Program, tree: Tree, done: Import, by: Actor, at: datetime) -> None:
    kinds = [written.value for written in tree.audiences]
    done.tallies["audiences"] = enter_audiences(audiences=kinds, by=by, at=at)
    states = enter_places(places=[written.value for written in tree.states], by=by, at=at)
    counties = enter_counties(program=program, counties=[row.value for row in tree.counties.rows], by=by, at=at)
    done.tallies["places"] = states + counties.places
    done.tallies["activations"] = counties.activations
    done.leave_out("activations", counties.left_out)
