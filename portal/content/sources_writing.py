"""Writing what the portal holds of a program as the tree of files that `sources` reads back."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from portal.answers.sources import write_answer
from portal.content.rules_files import document_source, edition_source, event_source
from portal.content.rules_records import DocumentRecord, ProgramRecord
from portal.content.sources import ACTIVATION_SOURCE, AUDIENCES, COUNTIES, STATES
from portal.content.sources_files import PROGRAM
from portal.guidance.sources_writing import write_document, write_edition, write_events
from portal.programs.sources import write_audiences, write_program
from portal.programs.sources_places import write_counties, write_states
from portal.statements.sources import write_entry


def program_files(record: ProgramRecord) -> dict[str, str]:
    """Return the text of every file of a program's tree, by its path."""
    zone = record.content.time_zone
    return {
        PROGRAM: write_program(record.content, record.events),
        AUDIENCES: write_audiences(record.audiences),
        STATES: write_states(record.states),
        COUNTIES: write_counties(record.counties, zone=zone, source=ACTIVATION_SOURCE),
        **{name: text for document in record.documents for name, text in _document_files(document, zone)},
        **{f"statements/{entry.slug}.yml": write_entry(entry, zone) for entry in record.entries},
        **{
            f"answers/{answer.slug}/{number}.md": write_answer(content, zone)
            for answer in record.answers
            for number, content in enumerate(answer.editions, start=1)
        },
    }


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write texts under their paths into a folder, which is made when it is missing; raises OSError."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _document_files(document: DocumentRecord, zone: str) -> Iterator[tuple[str, str]]:
    folder = f"guidance/{document.content.slug}"
    yield f"{folder}/document.yml", write_document(document_source(document.content))
    for edition in document.editions:
        yield f"{folder}/{edition.number}.md", write_edition(edition_source(edition, zone))
        if edition.events:
            events = [event_source(event, zone) for event in edition.events]
            yield f"{folder}/{edition.number}.events.yml", write_events(events)
