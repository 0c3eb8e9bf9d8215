"""Reading one file that lies in no tree: what it says is judged as far as it can be without the files beside it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from portal.common.issues import Issues
from portal.common.text_files import read_text
from portal.content.rules_tree import lenient_setting
from portal.guidance.rules_texts import document_issues, edition_issues
from portal.guidance.sources import read_document, read_edition, read_events
from portal.programs.rules_sources import UNREAD_ZONE
from portal.programs.sources import read_audiences
from portal.programs.sources_places import COUNTY_COLUMNS, STATE_COLUMNS, read_counties, read_states


def file_issues(path: Path) -> Issues:
    """Report what is wrong with a file, which its name says what it is: an edition, events, a document, or a list."""
    file = str(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        issues = Issues()
        issues.report(f"The file cannot be read: {error.strerror}.", file=file, line=1)
        return issues
    for ending, read in _BY_ENDING.items():
        if path.name.endswith(ending):
            return read(raw, file)
    issues = Issues()
    message = f"What this file is cannot be told from its name; the names end with {', '.join(_BY_ENDING)}."
    issues.report(message, file=file, line=1)
    return issues


def _events(raw: bytes, file: str) -> Issues:
    return read_events(raw, file=file)[1]


def _document(raw: bytes, file: str) -> Issues:
    document, issues = read_document(raw, file=file)
    return Issues([*issues, *(document_issues(document, folder=document.slug) if document else ())])


def _audiences(raw: bytes, file: str) -> Issues:
    text, issues = read_text(raw, file=file)
    return issues if issues and not text else Issues([*issues, *read_audiences(text, file=file)[1]])


def _edition(raw: bytes, file: str) -> Issues:
    edition, issues = read_edition(raw, file=file)
    if edition is None:
        return issues
    return Issues([*issues, *edition_issues(edition, document="", setting=lenient_setting([edition]))])


def _table(raw: bytes, file: str) -> Issues:
    text, issues = read_text(raw, file=file)
    if issues and not text:
        return issues
    columns = {name.strip().lower() for name in text.partition("\n")[0].split(",")}
    if len(columns & set(STATE_COLUMNS)) > len(columns & set(COUNTY_COLUMNS)):
        return Issues([*issues, *read_states(text, file=file)[1]])
    return Issues([*issues, *read_counties(text, file=file, zone=UNREAD_ZONE, source=file)[1]])


_BY_ENDING: Final[dict[str, Callable[[bytes, str], Issues]]] = {
    ".events.yml": _events,
    "document.yml": _document,
    "audiences.yml": _audiences,
    ".md": _edition,
    ".csv": _table,
}
