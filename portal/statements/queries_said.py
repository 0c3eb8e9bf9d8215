"""What was said of provisions, beside what governed: for the page of a provision, and for the register."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.common.formatting import inside_sentence, listed
from portal.guidance.queries import get_book
from portal.guidance.rules_in_force import Moment
from portal.guidance.rules_marks import Mark, mark_of_level
from portal.items.rules import Reader
from portal.programs.queries import get_atlas, get_audiences
from portal.programs.rules_places import NATION, place_name
from portal.statements.queries import list_entries, list_told
from portal.statements.queries_looking_back import look_back
from portal.statements.rules_content import KIND_WORDS, EntryKind, EntryRecord, StatementRecord
from portal.statements.rules_spread import Spread, StatedLevel, spreads
from portal.statements.rules_verdicts import RETROSPECT_WORDS, Retrospect

# What the portal itself said, by the kind of its item.
ANSWER_WORDS: Final = {"answer_edition": "Standard answer", "response": "Answer to an inquiry"}


@dataclass(frozen=True, kw_only=True)
class Said:
    """One statement as a page shows it: who said what to whom, and what became of it."""

    on: date
    kind: str
    title: str
    url: str | None
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
    """Return what was said outside of this portal of one provision by the day asked about, newest first."""
    entries = list_entries(program, reader, moment)
    said = [_registered(entry, each, moment) for entry in reversed(entries) for each in entry.statements]
    return [each for each in said if each.provision == label and each.on <= moment.on]


def list_said(program: str, reader: Reader, moment: Moment) -> list[Said]:
    """Return all that was said, in letters and in this portal, newest first."""
    entries = {
        statement.item_id: entry for entry in list_entries(program, reader, moment) for statement in entry.statements
    }
    return [
        _registered(entries[each.item_id], each, moment) if each.item_id in entries else _answered(each, moment)
        for each in list_told(program, reader, moment)
    ]


def list_spreads(program: str, reader: Reader, moment: Moment, *, first: date, last: date) -> list[Spoken]:
    """Return the spread of each provision in a period, both days included; the widest first."""
    told = list_told(program, reader, moment)
    documents = {each.content.provision: each.document for each in told}
    stated = [_stated(each) for each in told]
    return [_spoken(spread, documents[spread.provision]) for spread in spreads(stated, first=first, last=last)]


def count_retrospects(said: Iterable[Said]) -> list[tuple[Retrospect, str, int]]:
    """Return how many statements came to what, in words; what came to none is counted too."""
    counted = Counter(each.retrospect for each in said)
    return [(kind, RETROSPECT_WORDS[kind], counted[kind]) for kind in Retrospect]


def whom_of(audience: str, place: str) -> str:
    """Return a kind of stakeholder in a place as it reads inside of a sentence."""
    plural = inside_sentence(get_audiences().by_slug[audience].plural)
    return plural if place == NATION else f"{plural} in {place_name(get_atlas(), place)}"


def _registered(entry: EntryRecord, statement: StatementRecord, moment: Moment) -> Said:
    content = entry.content
    return _said(statement, moment, kind=KIND_WORDS[EntryKind(content.kind)], told=content.told, source=content.source)


def _answered(statement: StatementRecord, moment: Moment) -> Said:
    whom = whom_of(statement.content.audience, statement.content.place)
    return _said(statement, moment, kind=ANSWER_WORDS.get(statement.kind, "Answer"), told=whom, source="")


def _said(statement: StatementRecord, moment: Moment, *, kind: str, told: str, source: str) -> Said:
    content = statement.content
    found = look_back(get_book(statement.document, moment.known), content, statement.said_on, moment)
    return Said(
        on=statement.said_on,
        kind=kind,
        title=statement.title,
        url=statement.path,
        office=statement.speaker,
        told=told,
        source=source,
        provision=content.provision,
        provision_url=_provision_url(statement.document, content.provision),
        whom=whom_of(content.audience, content.place),
        mark=mark_of_level(content.level),
        quote=content.quote,
        retrospect=found.retrospect,
        words=RETROSPECT_WORDS[found.retrospect],
    )


def _stated(told: StatementRecord) -> StatedLevel:
    return StatedLevel(
        provision=told.content.provision,
        audience=told.content.audience,
        place=told.content.place,
        level=told.content.level,
        said_on=told.said_on,
        speaker=told.speaker,
        item=told.item_id,
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
