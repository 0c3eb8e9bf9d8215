"""Checking a draft: the guidance in force on its day, and what the register says was told before."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from portal.common.formatting import inside_sentence
from portal.guidance.queries import get_obligations, get_text, list_books
from portal.guidance.rules_applies import Pair
from portal.guidance.rules_book import Book, EditionText, ProvisionText
from portal.guidance.rules_in_force import InForce, Moment
from portal.guidance.rules_obligations import ObligationFacts, level_of, nearest
from portal.guidance.rules_synonyms import Synonyms
from portal.items.rules import Reader
from portal.programs.queries import get_atlas, get_audiences
from portal.statements.queries import list_told
from portal.statements.rules_check import Provision
from portal.statements.rules_content import StatementContent, StatementRecord
from portal.statements.rules_draft import DraftFinding, Earlier, Ground, Setting, Source, findings_of
from portal.statements.rules_draft_acts import Lexicon
from portal.statements.rules_draft_passages import passage_about
from portal.statements.rules_verdicts import SUSPENDED, Governing


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A text that is to be checked, and for whom, where and on which day it would be said.

    Args:
        text: The text.
        audience: The kind of stakeholder; None compares it with every kind that has an obligation.
        place: The code of the place.
        on: The civil day in ISO form; None for today, in the time zone of each program.
        statements: The statements that it makes, whose levels are compared beside the words.
    """

    text: str
    audience: str | None
    place: str
    on: str | None
    statements: tuple[StatementContent, ...] = ()


def check_draft(draft: Draft, reader: Reader, now: datetime) -> list[DraftFinding]:
    """Return what is found in a draft, compared with what the reader may see; nothing is stored."""
    return [
        finding
        for book in list_books(now)
        for finding in _Stand(book, draft, reader, _moment(draft, book, now)).findings
    ]


def _moment(draft: Draft, book: Book, now: datetime) -> Moment:
    today = now.astimezone(ZoneInfo(book.zone)).date()
    return Moment(on=type(today).fromisoformat(draft.on) if draft.on else today, known=now, zone=book.zone)


@dataclass(frozen=True)
class _Stand:
    """How one document stands on the draft's day in the draft's place."""

    book: Book
    draft: Draft
    reader: Reader
    moment: Moment

    @property
    def findings(self) -> list[DraftFinding]:
        return findings_of(self.draft.text, self._setting, self._statements)

    @property
    def _statements(self) -> list[StatementContent]:
        labels = {label for of_edition in get_obligations(self.book).values() for label in of_edition}
        return [each for each in self.draft.statements if each.provision in labels]

    @property
    def _setting(self) -> Setting:
        return Setting(
            given=self.draft.audience,
            audiences=get_audiences(),
            lexicon=Lexicon(self.book.synonyms),
            texts=tuple(self._provision(each) for each in self._texts.values()),
            set_for=self._set_for,
            ground=cache(self._ground),
            earlier=tuple(self._earlier()),
        )

    @cached_property
    def _places(self) -> tuple[str, ...]:
        return get_atlas().chain(self.draft.place)

    @cached_property
    def _standing(self) -> InForce:
        return self.book.in_force(self.moment, self._places)

    @cached_property
    def _edition(self) -> EditionText | None:
        standing = self._standing
        return get_text(standing.edition.id) if standing.governs and standing.edition else None

    @cached_property
    def _texts(self) -> dict[str, ProvisionText]:
        return self._edition.by_label if self._edition else {}

    def _candidates(self, label: str) -> tuple[ObligationFacts, ...]:
        return get_obligations(self.book).get(self._edition.id, {}).get(label, ()) if self._edition else ()

    def _set_for(self, label: str) -> list[str]:
        return list(dict.fromkeys(each.audience for each in self._candidates(label) if each.place in self._places))

    def _found(self, label: str, audience: str) -> ObligationFacts | None:
        pair = Pair(audiences=get_audiences().chain(audience), places=self._places)
        return nearest(self._candidates(label), pair.audiences, pair.places)

    def _ground(self, label: str, audience: str) -> Ground:
        found = self._found(label, audience)
        level = SUSPENDED if found and self._standing.standing == SUSPENDED else level_of(found)
        return Ground(
            governing=Governing(
                level=level, then=(found and found.then) or None, otherwise=(found and found.otherwise) or None
            ),
            condition=found.condition if found else "",
            source=self._source(label),
        )

    def _source(self, label: str) -> Source:
        text, edition = self._texts.get(label), self._edition
        if text is None or edition is None:
            return Source(url=f"/guidance/{self.book.slug}/provisions/{label}")
        number = self.book.numbers[edition.id]
        return Source(
            passage=passage_about(text.text, self.book.synonyms.get(label, Synonyms())),
            published_at=edition.published_at,
            url=f"/guidance/{self.book.slug}/editions/{number}#{label}",
        )

    def _provision(self, text: ProvisionText) -> Provision:
        audience = self.draft.audience
        found = self._found(text.label, audience) if audience else None
        return Provision(
            id=text.label,
            text=text.text,
            audience=inside_sentence(get_audiences().by_slug[audience].name) if audience else "",
            level=found.level if found else "",
            action=found.action if found else "",
            synonyms=self.book.synonyms.get(text.label, Synonyms()).acts,
        )

    def _earlier(self) -> list[Earlier]:
        told = list_told(self.book.program, self.reader, self.moment)
        return [_told(each) for each in told if each.document == self.book.slug and each.said_on <= self.moment.on]


def _told(told: StatementRecord) -> Earlier:
    content = told.content
    return Earlier(
        label=content.provision,
        audience=content.audience,
        level=content.level,
        source=Source(passage=content.quote, published_at=told.known_at, url=told.url),
    )
