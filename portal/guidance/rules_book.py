"""A document and its editions as plain values: what pages, the API, search and the check read."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from typing import Final

from portal.guidance.rules_in_force import (
    NATION,
    EditionFacts,
    EventFacts,
    InForce,
    Moment,
    Period,
    Status,
    Succession,
    numbers,
    suspension,
)
from portal.guidance.rules_obligations import ObligationFacts
from portal.guidance.rules_synonyms import SynonymsByLabel

NATIONWIDE: Final = (NATION,)
BEFORE_ALL: Final = datetime.min.replace(tzinfo=UTC)
# Of how many states of knowledge a book remembers what governed when; hardly anybody asks for more than the present.
EPOCHS: Final = 32


@dataclass(frozen=True, kw_only=True)
class ProvisionText:
    """A provision as published: its words as written, as shown, and as searched."""

    label: str
    number: str
    heading: str
    section: str
    markdown: str
    html: str
    text: str
    was: tuple[str, ...]
    obligations: tuple[ObligationFacts, ...]


@dataclass(frozen=True, kw_only=True)
class EditionText:
    """An edition's whole text; a published one never changes."""

    id: str
    document: str
    title: str
    summary: str
    applies_to: str
    effective_from: date
    change_note: str
    legal: tuple[str, ...]
    source: Mapping[str, str] | None
    published_at: datetime | None
    recorded_at: datetime
    sha256: str | None
    provisions: tuple[ProvisionText, ...]

    @cached_property
    def by_label(self) -> dict[str, ProvisionText]:
        """Return each provision by its label."""
        return {provision.label: provision for provision in self.provisions}

    @property
    def is_record_of_the_past(self) -> bool:
        """Tell whether it was published elsewhere and entered here later."""
        return self.source is not None and self.published_at is not None and self.published_at < self.recorded_at


@dataclass(frozen=True, kw_only=True)
class EditionHead:
    """What a list says of a published edition."""

    id: str
    title: str
    change_note: str
    sha256: str
    facts: EditionFacts


@dataclass(frozen=True, kw_only=True)
class Book:
    """A document with the dates of all its published editions, those of a later instant included.

    Every answer asks for a moment, so that what is not yet public stays out of it.
    """

    id: str
    slug: str
    identifier: str
    title: str
    office: str
    owner: str
    intent: str
    review_by: date | None
    program: str
    zone: str
    heads: tuple[EditionHead, ...]
    synonyms: SynonymsByLabel = field(default_factory=dict)

    @cached_property
    def facts(self) -> tuple[EditionFacts, ...]:
        """Return the dates and events of every edition."""
        return tuple(head.facts for head in self.heads)

    @cached_property
    def by_id(self) -> dict[str, EditionHead]:
        """Return each edition by its id."""
        return {head.id: head for head in self.heads}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Return the derived number of each edition by its id."""
        return numbers(self.facts)

    def published(self, known: datetime) -> list[EditionHead]:
        """Return the editions that were public at the instant, in the order of their numbers."""
        return [self.by_id[facts.id] for facts in self.succession(known).published]

    def succession(self, known: datetime) -> Succession:
        """Return the editions in the order in which they take effect, as known at the instant."""
        return self._succession(self._epoch(known))

    def _epoch(self, known: datetime) -> int:
        """Return how much was known: between two instants at which something became known, all knowledge is alike."""
        return bisect_right(self._instants, known)

    @cached_property
    def _instants(self) -> list[datetime]:
        happened = {event.known_at for facts in self.facts for event in facts.events}
        return sorted({facts.published_at for facts in self.facts} | happened)

    @cached_property
    def _succession(self) -> Callable[[int], Succession]:
        def make(epoch: int) -> Succession:
            return Succession(self.facts, self._instants[epoch - 1] if epoch else BEFORE_ALL)

        return lru_cache(maxsize=EPOCHS)(make)

    @cached_property
    def _periods(self) -> Callable[[int, tuple[str, ...]], list[Period]]:
        def make(epoch: int, places: tuple[str, ...]) -> list[Period]:
            return self._succession(epoch).periods(self.zone, places)

        return lru_cache(maxsize=EPOCHS)(make)

    @cached_property
    def _governed(self) -> Callable[[int], dict[str, list[Period]]]:
        def make(epoch: int) -> dict[str, list[Period]]:
            found: dict[str, list[Period]] = {}
            for period in self._periods(epoch, NATIONWIDE):
                if period.in_force.governs and period.in_force.edition:
                    found.setdefault(period.in_force.edition.id, []).append(period)
            return found

        return lru_cache(maxsize=EPOCHS)(make)

    @cached_property
    def _differs_by_place(self) -> bool:
        return any(event.place not in NATIONWIDE for facts in self.facts for event in facts.events)

    def find_number(self, number: int, known: datetime) -> EditionHead | None:
        """Return the edition of this number, if it was public at the instant."""
        return next((head for head in self.published(known) if self.numbers[head.id] == number), None)

    def in_force(self, moment: Moment, places: Sequence[str] = NATIONWIDE) -> InForce:
        """Return what governs at the moment, in the first of the places."""
        return self.succession(moment.known).in_force(moment, places)

    def status(self, edition: EditionFacts, moment: Moment, places: Sequence[str] = NATIONWIDE) -> Status:
        """Return the status of one edition at the moment."""
        return self.succession(moment.known).status(edition, moment, places)

    def suspension(self, edition_id: str, moment: Moment, places: Sequence[str]) -> EventFacts | None:
        """Return the event by which an edition is suspended in the first of the places, if it is."""
        return suspension(self.by_id[edition_id].facts, moment, places)

    def periods(self, known: datetime, places: Sequence[str] = NATIONWIDE) -> list[Period]:
        """Return how things stood from the first effective day on, as known at the instant."""
        return self._periods(self._epoch(known), tuple(places) if self._differs_by_place else NATIONWIDE)

    def governed(self, edition_id: str, known: datetime) -> tuple[date | None, date | None]:
        """Return the first and the last day on which an edition governed, or will; None and None where on no day."""
        runs = self._governed(self._epoch(known)).get(edition_id)
        return (runs[0].start, runs[-1].until) if runs else (None, None)
