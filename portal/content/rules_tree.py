"""The tree of a program's files as plain values, and what is wrong with its files one against the other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from portal.answers.rules_checks import Lists, answers_issues
from portal.answers.rules_sources import AnswerSource
from portal.common.issues import Issues
from portal.common.moments import instant
from portal.common.written import Written
from portal.guidance.rules_sources import DocumentSource, EditionSource, EventSource
from portal.guidance.rules_texts import document_issues, label_owners, text_issues
from portal.guidance.rules_texts_events import known_at
from portal.guidance.rules_texts_obligations import Setting
from portal.inquiries.rules_checks_past import past_issues
from portal.inquiries.rules_sources import InquirySource
from portal.programs.rules_audiences import AudienceFacts
from portal.programs.rules_checks import county_issues
from portal.programs.rules_places import PlaceFacts
from portal.programs.rules_sources import UNREAD_ZONE, CountyTable, ProgramSource
from portal.statements.rules_checks import entry_issues
from portal.statements.rules_sources import EntrySource


@dataclass(kw_only=True)
class DocumentFiles:
    """The files of one document's folder: its own, its editions and their events by the number in their names."""

    folder: str
    document: DocumentSource | None = None
    editions: dict[int, EditionSource] = field(default_factory=dict)
    events: dict[int, tuple[EventSource, ...]] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """Return the slug of the document; where its file cannot be read, the name of its folder."""
        return self.document.slug if self.document else self.folder


@dataclass(frozen=True, kw_only=True)
class Tree:
    """All files of one program, as far as they can be read."""

    program: ProgramSource | None
    audiences: tuple[Written[AudienceFacts], ...]
    states: tuple[Written[PlaceFacts], ...]
    counties: CountyTable
    documents: tuple[DocumentFiles, ...]
    entries: tuple[EntrySource, ...] = ()
    # The editions of each answer by their numbers.
    answers: tuple[tuple[AnswerSource, ...], ...] = ()
    inquiries: tuple[InquirySource, ...] = ()

    @property
    def zone(self) -> str:
        """Return the time zone in which the dates of the files are meant."""
        return self.program.content.value.time_zone if self.program else UNREAD_ZONE


def tree_issues(tree: Tree, *, owners: Mapping[str, str]) -> Issues:
    """Report what is wrong with the files together; `owners` are the documents to which labels belong already."""
    issues = Issues()
    states = {state.value.code: state.value.fips for state in tree.states if state.value.fips}
    # Without a list of states that can be read, every county would be said to lie nowhere.
    if states:
        issues.extend(county_issues(tree.counties.rows, states))
    setting = _setting(tree, owners)
    for of_it in tree.documents:
        issues.extend(_document_issues(of_it, tree))
        issues.extend(text_issues(of_it.editions, of_it.events, document=of_it.slug, setting=setting))
        issues.extend(_storing_issues(of_it, tree.zone))
    for entry in tree.entries:
        known = {"labels": setting.label_owners, "audiences": setting.audiences, "places": setting.places}
        issues.extend(entry_issues(entry, **known))
    lists = Lists(labels=setting.label_owners, audiences=setting.audiences, places=setting.places)
    issues.extend(answers_issues(tree.answers, lists))
    issues.extend(past_issues(tree.inquiries, lists, tree.zone))
    return issues


def lenient_setting(editions: Iterable[EditionSource], zone: str = UNREAD_ZONE) -> Setting:
    """Return a setting that knows whatever the editions name: it judges where the lists beside them cannot be read."""
    provisions = [provision for edition in editions for provision in edition.provisions]
    obligations = [obligation for provision in provisions for obligation in provision.obligations]
    return Setting(
        audiences=dict.fromkeys(obligation.audience for obligation in obligations),
        places=dict.fromkeys(obligation.place for obligation in obligations),
        zone=zone,
        label_owners={label: "" for provision in provisions for label in provision.was},
    )


def _storing_issues(of_it: DocumentFiles, zone: str) -> Issues:
    """Report what a text may leave open, but a file that is to be stored may not."""
    issues = Issues()
    for number, edition in of_it.editions.items():
        if edition.published is None and edition.effective_from is None:
            message = "effective_from is missing: say from which day the draft would govern."
            edition.report(issues, message, field="effective_from")
        published = instant(edition.published, zone) if edition.published else None
        for event in of_it.events.get(number, ()):
            if event.kind == "cancelled" and published and known_at(event, zone) < published:
                message = "Cancelled before it was published, an edition leaves no trace; take out its files."
                event.report(issues, message)
    return issues


def _setting(tree: Tree, owners: Mapping[str, str]) -> Setting:
    lenient = lenient_setting((each for of_it in tree.documents for each in of_it.editions.values()), tree.zone)
    told = [statement for entry in tree.entries for statement in entry.content.statements]
    asked = [edition.content for editions in tree.answers for edition in editions]
    inquired = [inquiry.record.content for inquiry in tree.inquiries]
    pairs = [
        *((each.audience, each.place) for each in told),
        *((each.audience, each.place) for each in asked),
        *((each.audience, each.place) for each in inquired),
    ]
    named_audiences, named_places = dict.fromkeys(each for each, _ in pairs), dict.fromkeys(each for _, each in pairs)
    audiences = {kind.value.slug: kind.value.parent for kind in tree.audiences}
    states = {state.value.code: state.value.parent for state in tree.states}
    counties = {row.value.fips: row.value.state for row in tree.counties.rows}
    proposed = label_owners({of_it.slug: tuple(of_it.editions.values()) for of_it in tree.documents}, tree.zone)
    return Setting(
        audiences=audiences or {**lenient.audiences, **named_audiences},
        places={**counties, **states} if states else {**lenient.places, **named_places},
        zone=tree.zone,
        label_owners={**proposed, **owners},
    )


def _document_issues(of_it: DocumentFiles, tree: Tree) -> Issues:
    if of_it.document is None:
        return Issues()
    others = [each.document for each in tree.documents if each.document and each is not of_it]
    return document_issues(of_it.document, folder=of_it.folder, others=others)
