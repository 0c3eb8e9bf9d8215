"""What is wrong with the texts of a document, before anything of it is stored; nothing here reads a file or a clock.

Every issue says what is wrong and what to do about it, at the line of the field. The elements that an edition must
have are those of 28 CFR 813.5: the issuing component and the identifier stand in the document, the replaced document
is the edition before, and the disclaimer and the word "guidance" come from the portal's frame.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from portal.common.formatting import worded_date
from portal.common.issues import Issues
from portal.common.moments import civil_day, instant
from portal.guidance.rules_sources import DocumentSource, EditionSource, EventSource
from portal.guidance.rules_synonyms import synonym_problems
from portal.guidance.rules_texts_events import event_issues
from portal.guidance.rules_texts_obligations import Setting
from portal.guidance.rules_texts_provisions import LABEL, provision_issues

_REQUIRED: Final = {
    "title": "a title",
    "summary": "a short summary at its top",
    "applies_to": "the activities or persons it applies to",
    "legal": "a citation of the law it interprets",
}
_LONGEST: Final = {"title": 300, "summary": 5_000, "applies_to": 2_000, "change_note": 5_000}
_LONGEST_OF_A_DOCUMENT: Final = {
    "slug": 64,
    "identifier": 64,
    "title": 300,
    "office": 200,
    "owner": 200,
    "intent": 5_000,
}


def document_issues(document: DocumentSource, *, folder: str, others: Sequence[DocumentSource] = ()) -> Issues:
    """Report what is wrong with a document itself; `others` are the documents beside it."""
    issues = Issues()
    if document.slug and not LABEL.fullmatch(document.slug):
        message = f"“{document.slug}” cannot be a slug; write small letters, digits and hyphens, as in participation."
        document.report(issues, message, field="slug")
    elif document.slug and document.slug != folder:
        message = f"slug is {document.slug}, but the folder is named {folder}; make them equal."
        document.report(issues, message, field="slug")
    for other in others:
        if other.identifier and other.identifier == document.identifier:
            message = f"The identifier {document.identifier} is that of {other.file} too; write another."
            document.report(issues, message, field="identifier")
    for problem in synonym_problems(document.synonyms):
        document.report(issues, problem, field="synonyms")
    for name, limit in _LONGEST_OF_A_DOCUMENT.items():
        if len(getattr(document, name)) > limit:
            document.report(issues, f"{name} has more than {limit:,} characters; shorten it.", field=name)
    return issues


def text_issues(
    editions: Mapping[int, EditionSource],
    events: Mapping[int, Sequence[EventSource]],
    *,
    document: str,
    setting: Setting,
) -> Issues:
    """Report what is wrong with the editions of a document and with what later happened to them.

    Args:
        editions: The editions by the numbers of their files.
        events: What later happened to each, by the same numbers.
        document: The slug of the document.
        setting: What they are judged against.
    """
    issues = Issues()
    ordered = [editions[number] for number in sorted(editions)]
    for position, edition in enumerate(ordered):
        issues.extend(edition_issues(edition, document=document, setting=setting, earlier=ordered[:position]))
    issues.extend(_order_issues(ordered, setting.zone))
    for number, of_it in sorted(events.items()):
        if number in editions:
            issues.extend(event_issues(of_it, editions[number], setting))
        elif of_it:
            message = f"There is no edition {number} to which this could happen; write {number}.md, or rename the file."
            of_it[0].report(issues, message)
    return issues


def edition_issues(
    edition: EditionSource, *, document: str, setting: Setting, earlier: Sequence[EditionSource] = ()
) -> Issues:
    """Report what is wrong with one edition; `earlier` are the editions of the document before it, in order."""
    issues = Issues()
    for name, worded in _REQUIRED.items():
        if not getattr(edition, name):
            edition.report(issues, f"{name} is missing: guidance needs {worded} (28 CFR 813.5); write it.", field=name)
    if earlier and not edition.change_note:
        message = f"change_note is missing: say what changed since edition {earlier[-1].number}."
        edition.report(issues, message, field="change_note")
    for name, limit in _LONGEST.items():
        if len(getattr(edition, name)) > limit:
            edition.report(issues, f"{name} has more than {limit:,} characters; shorten it.", field=name)
    _report_dates(edition, setting.zone, issues)
    issues.extend(provision_issues(edition, document=document, setting=setting, earlier=earlier))
    return issues


def label_owners(documents: Mapping[str, Sequence[EditionSource]], zone: str) -> dict[str, str]:
    """Return whose each label is: that document's, by its slug, which published it first."""
    claims = [
        (edition.published is None, edition.published and instant(edition.published, zone), slug, provision.label)
        for slug, editions in documents.items()
        for edition in editions
        for provision in edition.provisions
    ]
    owners: dict[str, str] = {}
    for _, _, slug, label in sorted(claims, key=lambda claim: (claim[0], str(claim[1]), claim[2])):
        owners.setdefault(label, slug)
    return owners


def _report_dates(edition: EditionSource, zone: str, issues: Issues) -> None:
    if edition.published is None:
        return
    if edition.effective_from is None:
        message = "effective_from is missing: say from which day the edition governs."
        edition.report(issues, message, field="effective_from")
    if edition.source is None:
        message = "source is missing: say where, and by which office, this was published in the past."
        edition.report(issues, message, field="source")
    elif edition.source.date and civil_day(edition.source.date, zone) > civil_day(edition.published, zone):
        message = "published lies before the date of the source; a text is published on the day of its source."
        edition.report(issues, message, field="published")


def _order_issues(editions: Sequence[EditionSource], zone: str) -> Issues:
    issues = Issues()
    for number, edition in enumerate(editions, start=1):
        if edition.number > number:
            message = f"There is no edition {number}; editions are numbered from 1 without a gap, so rename this file."
            edition.report(issues, message, field="number")
            break
    for before, after in pairwise(editions):
        _report_order(before, after, zone, issues)
    return issues


def _report_order(before: EditionSource, after: EditionSource, zone: str, issues: Issues) -> None:
    if before.published is None:
        message = f"Edition {before.number} is a draft, so that no edition can follow it yet; number this one lower."
        after.report(issues, message, field="number")
        return
    if after.published and instant(after.published, zone) < instant(before.published, zone):
        message = (
            f"published lies before that of edition {before.number}; editions are numbered as they were published."
        )
        after.report(issues, message, field="published")
    if after.effective_from is None or before.effective_from is None:
        return
    governs_until = civil_day(before.effective_from, zone)
    if civil_day(after.effective_from, zone) < governs_until and not _says(after.change_note, governs_until):
        message = (
            f"effective_from lies before that of edition {before.number}, so that this edition would govern only until "
            f"{worded_date(governs_until)}. Correct it, or, if it is meant, name that date in change_note."
        )
        after.report(issues, message, field="effective_from")


def _says(note: str, day: date) -> bool:
    return worded_date(day) in note or day.isoformat() in note
