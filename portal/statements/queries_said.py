"""What was said of provisions, beside what governed: for the page of a provision, and for the register."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.common.formatting import inside_sentence, listed
from portal.guidance.queries import get_book
from portal.guidance.rules_in_force import Moment
from portal.guidance.rules_marks import Mark, mark_of_level
from portal.items.rules import Reader
from portal.programs.queries import get_atlas, get_audiences
from portal.programs.rules_places import NATION, place_name
from portal.statements.queries import list_entries
from portal.statements.queries_looking_back import look_back
from portal.statements.rules_content import KIND_WORDS, EntryKind, EntryRecord, StatementRecord
from portal.statements.rules_spread import Spread, StatedLevel, spreads
from portal.statements.rules_verdicts import RETROSPECT_WORDS, Retrospect


@dataclass(frozen=True, kw_only=True)
class Said:
    """One statement as a page shows it: who said what to whom, and what became of it."""

    on: date
    kind: str
    title: str
    office: str
    told: str
    source: str
    provision: str
    provision_url: str
    whom: str
    mark: Mark
    quote: str
    retrospect: Retrospect
    words: str


@dataclass(frozen=True, kw_only=True)
class ToldLevel:
    """A level that was told, by whom, and how often."""

    mark: Mark
    speakers: str
    times: int


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """How many different levels were told one kind of stakeholder of one provision."""

    provision: str
    provision_url: str
    whom: str
    width: int
    levels: tuple[ToldLevel, ...]


def said_of(program: str, label: str, reader: Reader, moment: Moment) -> list[Said]:
    """Return what was said of one provision by the day asked about, newest first."""
    said = list_said(program, reader, moment)
    return [each for each in said if each.provision == label and each.on <= moment.on]


def list_said(program: str, reader: Reader, moment: Moment) -> list[Said]:
    """Return all that was said, newest first."""
    entries = list_entries(program, reader, moment)
    return [_said(entry, statement, moment) for entry in reversed(entries) for statement in entry.statements]


def list_spreads(program: str, reader: Reader, moment: Moment, *, first: date, last: date) -> list[Spoken]:
    """Return the spread of each provision in a period, both days included; the widest first."""
    entries = list_entries(program, reader, moment)
    documents = {each.content.provision: each.document for entry in entries for each in entry.statements}
    stated = [_stated(entry, each) for entry in entries for each in entry.statements]
    return [_spoken(spread, documents[spread.provision]) for spread in spreads(stated, first=first, last=last)]


def count_retrospects(said: Iterable[Said]) -> list[tuple[Retrospect, str, int]]:
    """Return how many statements came to what, in words; what came to none is counted too."""
    counted = Counter(each.retrospect for each in said)
    return [(kind, RETROSPECT_WORDS[kind], counted[kind]) for kind in Retrospect]


def whom_of(audience: str, place: str) -> str:
    """Return a kind of stakeholder in a place as it reads inside of a sentence."""
    plural = inside_sentence(get_audiences().by_slug[audience].plural)
    return plural if place == NATION else f"{plural} in {place_name(get_atlas(), place)}"


def _said(entry: EntryRecord, statement: StatementRecord, moment: Moment) -> Said:
    content, told = entry.content, statement.content
    found = look_back(get_book(statement.document, moment.known), told, content.said_on, moment)
    return Said(
        on=content.said_on,
        kind=KIND_WORDS[EntryKind(content.kind)],
        title=content.title,
        office=content.office,
        told=content.told,
        source=content.source,
        provision=told.provision,
        provision_url=_provision_url(statement.document, told.provision),
        whom=whom_of(told.audience, told.place),
        mark=mark_of_level(told.level),
        quote=told.quote,
        retrospect=found.retrospect,
        words=RETROSPECT_WORDS[found.retrospect],
    )


def _stated(entry: EntryRecord, statement: StatementRecord) -> StatedLevel:
    told = statement.content
    return StatedLevel(
        provision=told.provision,
        audience=told.audience,
        place=told.place,
        level=told.level,
        said_on=entry.content.said_on,
        speaker=entry.content.office,
        item=entry.content.slug,
    )


def _spoken(spread: Spread, document: str) -> Spoken:
    return Spoken(
        provision=spread.provision,
        provision_url=_provision_url(document, spread.provision),
        whom=whom_of(spread.audience, spread.place),
        width=spread.width,
        levels=tuple(
            ToldLevel(mark=mark_of_level(voice.level), speakers=listed(voice.speakers), times=len(voice.items))
            for voice in spread.voices
        ),
    )


def _provision_url(document: str, label: str) -> str:
    return f"/guidance/{document}/provisions/{label}"
