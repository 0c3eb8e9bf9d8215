"""Reading the whole tree of a program's files (contract.md section 7), and naming everything that is wrong."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final, TypeVar

from portal.answers.rules_sources import AnswerSource
from portal.answers.sources import read_answer
from portal.common.issues import Issues
from portal.common.text_files import read_text
from portal.content.rules_tree import DocumentFiles, Tree
from portal.content.sources_files import PROGRAM
from portal.guidance.sources import read_document, read_edition, read_events
from portal.inquiries.rules_sources import InquirySource
from portal.inquiries.sources import read_inquiries
from portal.programs.rules_sources import UNREAD_ZONE, CountyTable
from portal.programs.sources import read_audiences, read_program
from portal.programs.sources_places import read_counties, read_states
from portal.statements.rules_sources import EntrySource
from portal.statements.sources import read_entry

AUDIENCES: Final = "audiences.yml"
STATES: Final = "jurisdictions/states.csv"
COUNTIES: Final = "jurisdictions/activations.csv"
REQUIRED: Final = (PROGRAM, AUDIENCES, STATES)

# People explain their folders in a file of this name; the portal does not read it.
EXPLANATION: Final = "README.md"

# What rows of activations rest on that name no source of their own.
ACTIVATION_SOURCE: Final = f"The program’s files, {COUNTIES}"

_OF_A_DOCUMENT: Final = re.compile(
    r"guidance/(?P<folder>[^/]+)/(?:(?P<document>document\.yml)|(?P<number>[1-9][0-9]{0,3})\.(?P<kind>md|events\.yml))"
)
_OF_AN_ANSWER: Final = re.compile(r"answers/(?P<slug>[^/]+)/(?P<number>[1-9][0-9]{0,3})\.md")
_OF_THE_REGISTER: Final = re.compile(r"statements/(?P<slug>[^/]+)\.yml")

_OF_INQUIRIES: Final = re.compile(r"inquiries/[^/]+\.yml")

_KNOWN: Final = (_OF_A_DOCUMENT, _OF_THE_REGISTER, _OF_AN_ANSWER, _OF_INQUIRIES)

Source = TypeVar("Source")


def read_tree(files: Mapping[str, bytes]) -> tuple[Tree, Issues]:
    """Return what the files say, by their paths, as far as they can be read, and what is wrong with each on its own."""
    issues = Issues()
    for name in REQUIRED:
        if name not in files:
            issues.report("The file is missing; write it.", file=name, line=1)
    program = _read(files, PROGRAM, read_program, issues)
    zone = program.content.value.time_zone if program else UNREAD_ZONE
    tree = Tree(
        program=program,
        audiences=_read(files, AUDIENCES, read_audiences, issues) or (),
        states=_read(files, STATES, read_states, issues) or (),
        counties=_read(files, COUNTIES, _county_reader(zone), issues) or CountyTable(),
        documents=tuple(_documents(files, issues)),
        entries=tuple(_entries(files, zone, issues)),
        answers=tuple(_answers(files, zone, issues)),
        inquiries=tuple(_inquiries(files, zone, issues)),
    )
    _report_unknown(files, issues)
    return tree, issues


def _read(
    files: Mapping[str, bytes], name: str, read: Callable[..., tuple[Source, Issues]], issues: Issues
) -> Source | None:
    if name not in files:
        return None
    text, faults = read_text(files[name], file=name)
    issues.extend(faults)
    if faults and not text:
        return None
    source, faults = read(text, file=name)
    issues.extend(faults)
    return source


def _county_reader(zone: str) -> Callable[..., tuple[CountyTable, Issues]]:
    def read(text: str, *, file: str) -> tuple[CountyTable, Issues]:
        return read_counties(text, file=file, zone=zone, source=ACTIVATION_SOURCE)

    return read


def _documents(files: Mapping[str, bytes], issues: Issues) -> Iterator[DocumentFiles]:
    by_folder: dict[str, DocumentFiles] = {}
    for name in sorted(files):
        found = _OF_A_DOCUMENT.fullmatch(name)
        if found:
            of_it = by_folder.setdefault(found["folder"], DocumentFiles(folder=found["folder"]))
            issues.extend(_read_into(of_it, found, files[name]))
    for of_it in by_folder.values():
        if of_it.document is None and f"guidance/{of_it.folder}/document.yml" not in files:
            issues.report("The file is missing; write it.", file=f"guidance/{of_it.folder}/document.yml", line=1)
        yield of_it


def _entries(files: Mapping[str, bytes], zone: str, issues: Issues) -> Iterator[EntrySource]:
    for name in sorted(files):
        found = _OF_THE_REGISTER.fullmatch(name)
        if found:
            entry, faults = read_entry(files[name], file=name, slug=found["slug"], zone=zone)
            issues.extend(faults)
            if entry:
                yield entry


def _answers(files: Mapping[str, bytes], zone: str, issues: Issues) -> Iterator[tuple[AnswerSource, ...]]:
    by_slug: dict[str, list[AnswerSource]] = {}
    for name in sorted(files):
        found = _OF_AN_ANSWER.fullmatch(name)
        if found:
            number = int(found["number"])
            edition, faults = read_answer(files[name], file=name, slug=found["slug"], number=number, zone=zone)
            issues.extend(faults)
            if edition:
                by_slug.setdefault(found["slug"], []).append(edition)
    return (tuple(sorted(editions, key=lambda each: each.number)) for editions in by_slug.values())


def _inquiries(files: Mapping[str, bytes], zone: str, issues: Issues) -> Iterator[InquirySource]:
    for name in sorted(files):
        if _OF_INQUIRIES.fullmatch(name):
            found, faults = read_inquiries(files[name], file=name, zone=zone)
            issues.extend(faults)
            yield from found


def _read_into(of_it: DocumentFiles, found: re.Match[str], raw: bytes) -> Issues:
    name = found[0]
    if found["document"]:
        of_it.document, issues = read_document(raw, file=name)
    elif found["kind"] == "md":
        edition, issues = read_edition(raw, file=name)
        if edition:
            of_it.editions[int(found["number"])] = edition
    else:
        of_it.events[int(found["number"])], issues = read_events(raw, file=name)
    return issues


def _report_unknown(files: Mapping[str, bytes], issues: Issues) -> None:
    for name in files:
        known = name in {*REQUIRED, COUNTIES} or any(each.fullmatch(name) for each in _KNOWN)
        if not known and PurePosixPath(name).name != EXPLANATION:
            message = "This file has no place in the tree, so that nobody reads it; rename it, or take it out."
            issues.report(message, file=name, line=1)
