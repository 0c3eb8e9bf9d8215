"""What of a tree contradicts what is on record already: what was published never changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.answers.rules_content import AnswerContent
from portal.answers.rules_sources import AnswerSource
from portal.common.issues import Issues
from portal.content.rules_files import edition_content, event_content, published_at
from portal.content.rules_records import StoredDocument, StoredEdition, content_sha256
from portal.content.rules_tree import DocumentFiles, Tree
from portal.guidance.rules_sources import EditionSource, EventSource
from portal.inquiries.rules_checks_past import stored_past_issues
from portal.inquiries.rules_content import InquiryRecord
from portal.programs.rules_content import ProgramEventContent
from portal.statements.rules_content import EntryContent


@dataclass(frozen=True, kw_only=True)
class OnRecord:
    """What the portal holds of a program, and of the documents of all programs, when an import begins."""

    events: Sequence[ProgramEventContent]
    documents: Mapping[str, StoredDocument]
    entries: Mapping[str, EntryContent]
    answers: Mapping[str, Sequence[AnswerContent]]
    inquiries: Mapping[str, InquiryRecord]


def stored_issues(tree: Tree, on_record: OnRecord) -> Issues:
    """Report what the tree says otherwise than what is on record."""
    issues = Issues()
    _report_program_events(tree, on_record.events, issues)
    for of_it in tree.documents:
        _report_identity(tree, of_it, on_record.documents, issues)
        stored = on_record.documents.get(of_it.slug)
        if stored is not None:
            _report_editions(of_it, stored, tree.zone, issues)
    for entry in tree.entries:
        if on_record.entries.get(entry.content.slug, entry.content) != entry.content:
            message = "This entry is on record in other words, and never changes; restore them, or write another."
            issues.report(message, file=entry.file, line=entry.line)
    for editions in tree.answers:
        _report_answer(editions, on_record.answers.get(editions[0].slug, ()), issues)
    issues.extend(stored_past_issues(tree.inquiries, on_record.inquiries))
    return issues


def _report_answer(editions: Sequence[AnswerSource], stored: Sequence[AnswerContent], issues: Issues) -> None:
    """Report what stands on record in other words, and what would come before an edition that does."""
    for edition, content in zip(editions, stored, strict=False):
        if edition.content != content:
            message = f"Edition {edition.number} is published and never changes; write a new edition."
            edition.report(issues, message, field="published")
    if len(editions) < len(stored):
        message = f"{len(stored)} editions are on record, and {len(editions)} are here; restore the others."
        editions[-1].report(issues, message, field="published")


def _report_program_events(tree: Tree, stored: Iterable[ProgramEventContent], issues: Issues) -> None:
    by_key = {(event.on, event.kind): event for event in stored}
    for written in tree.program.events if tree.program else ():
        event = written.value
        if by_key.get((event.on, event.kind), event) != event:
            message = f"That {event.kind} of {event.on} is on record in other words, and never changes; restore them."
            written.report(issues, message)


def _report_identity(tree: Tree, of_it: DocumentFiles, stored: Mapping[str, StoredDocument], issues: Issues) -> None:
    document = of_it.document
    if document is None or tree.program is None:
        return
    same = stored.get(document.slug)
    if same and same.program != tree.program.content.value.slug:
        message = f"The document {document.slug} belongs to the program {same.program}; write another slug."
        document.report(issues, message, field="slug")
    elif same and same.content.identifier != document.identifier:
        message = f"The identifier of {document.slug} is {same.content.identifier}, and never changes; restore it."
        document.report(issues, message, field="identifier")
    for other in stored.values():
        if other is not same and other.content.identifier == document.identifier:
            message = f"The identifier {document.identifier} is that of {other.content.slug}; write another."
            document.report(issues, message, field="identifier")


def _report_editions(of_it: DocumentFiles, stored: StoredDocument, zone: str, issues: Issues) -> None:
    on_record = {edition.number: edition for edition in stored.editions}
    for number, edition in of_it.editions.items():
        published = on_record.get(number)
        if published is None:
            continue
        if not _is_as_published(edition, published, of_it.slug, zone):
            message = f"Edition {number} is published and never changes; write a new edition."
            edition.report(issues, message, field="number")
        for event in of_it.events.get(number, ()):
            _report_event(event, published, zone, issues)


def _is_as_published(edition: EditionSource, published: StoredEdition, document: str, zone: str) -> bool:
    if edition.effective_from is None or published_at(edition, zone) != published.published_at:
        return False
    return content_sha256(document, edition_content(edition, zone)) == published.sha256


def _report_event(event: EventSource, published: StoredEdition, zone: str, issues: Issues) -> None:
    content = event_content(event, zone)
    for stored in published.events:
        same = (stored.kind, stored.on, stored.place, stored.known_at) == (
            content.kind,
            content.on,
            content.place,
            content.known_at,
        )
        if same and stored != content:
            event.report(issues, f"That {event.kind} is on record in other words, and never changes; restore them.")
