"""What the page of an edition shows, as plain values; the words are those of its template's comments."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from portal.common.formatting import listed
from portal.guidance.rules_book import Book, EditionHead, EditionText, ProvisionText
from portal.guidance.rules_in_force import (
    EditionFacts,
    EventFacts,
    Moment,
    Status,
    effective_date,
    ending,
    suspended_places,
    suspension,
    voiding,
)
from portal.guidance.rules_marks import Mark, Source, mark_of, sources_of_all
from portal.guidance.rules_nothing import NamedEdition
from portal.guidance.rules_obligations import ObligationFacts, nearest
from portal.programs.rules_audiences import AudienceTree
from portal.programs.rules_places import NATION, Atlas, place_name

# How many editions a short history shows at most; the rest stand on the page of all.
SHORT_HISTORY = 12


@dataclass(frozen=True, kw_only=True)
class HistoryLine:
    """One edition in a short history."""

    number: int
    url: str
    effective_from: date
    status: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class Governing:
    """The edition that governs instead, and since when."""

    number: int
    url: str
    since: date


@dataclass(frozen=True, kw_only=True)
class Banner:
    """What became of an edition that is not simply in force, and what governs instead."""

    status: str
    first: date | None
    last: date | None
    on: date | None
    reason: str | None
    places: str | None
    governing: Governing | None
    compare_url: str | None


@dataclass(frozen=True, kw_only=True)
class LevelLine:
    """What a provision means for one kind of reader."""

    audience: str
    mark: Mark
    mine: bool
    note: str | None


@dataclass(frozen=True, kw_only=True)
class ProvisionView:
    """One provision as it stands in the edition; `mark` is that of the chosen reader."""

    label: str
    number: str
    heading: str
    url: str | None
    html: Markup
    levels: tuple[LevelLine, ...]
    authority: tuple[Source, ...]
    mark: Mark | None


@dataclass(frozen=True, kw_only=True)
class SectionView:
    """The provisions that stand under one heading."""

    heading: str | None
    provisions: tuple[ProvisionView, ...]
    html: Markup | None = None


@dataclass(frozen=True, kw_only=True)
class Names:
    """The names of kinds and places, by which the page words them."""

    audiences: AudienceTree
    atlas: Atlas


def governed_days(book: Book, facts: EditionFacts, moment: Moment) -> tuple[date | None, date | None]:
    """Return the first and the last day on which the edition governed or will, as known; None where it never did."""
    return book.governed(facts.id, moment.known)


def history_of(book: Book, current: str | None, moment: Moment) -> list[HistoryLine]:
    """Return the editions that were public, oldest first: of many, those around the current one or the newest."""
    heads = book.published(moment.known)
    place = next((index for index, head in enumerate(heads) if head.id == current), len(heads))
    start = max(0, min(place - SHORT_HISTORY // 2, len(heads) - SHORT_HISTORY))
    return [
        HistoryLine(
            number=book.numbers[head.id],
            url=edition_url(book, head.id),
            effective_from=effective_date(head.facts, moment.known),
            status=book.status(head.facts, moment).value,
            current=head.id == current,
        )
        for head in heads[start : start + SHORT_HISTORY]
    ]


def edition_url(book: Book, edition_id: str) -> str:
    """Return the permanent path of an edition."""
    return f"/guidance/{book.slug}/editions/{book.numbers[edition_id]}"


def banner_of(book: Book, head: EditionHead, moment: Moment, names: Names, places: tuple[str, ...]) -> Banner | None:
    """Return what stands above an edition that is not simply in force in every place; None above one that is."""
    status = book.status(head.facts, moment, places)
    elsewhere = suspended_places(head.facts, moment) if status == Status.IN_FORCE else []
    if status == Status.IN_FORCE and not elsewhere:
        return None
    event = _event(head.facts, moment, places) or (elsewhere[0] if elsewhere else None)
    first, last = governed_days(book, head.facts, moment)
    governing = _governing(book, head, moment)
    return Banner(
        status=Status.SUSPENDED.value if elsewhere else status.value,
        first=first if status != Status.FUTURE else effective_date(head.facts, moment.known),
        last=last,
        on=_event_day(book, event),
        reason=(event.reason or None) if event else None,
        places=_places(elsewhere, status, event, names),
        governing=governing,
        compare_url=_compare_url(book, head, governing),
    )


def sections_of(book: Book, text: EditionText, names: Names, reader: str) -> list[SectionView]:
    """Return the sections of the text with their provisions, and the signs for the chosen kind of reader."""
    sections: list[SectionView] = []
    for provision in text.provisions:
        view = provision_view(book.slug, provision, names, reader)
        if sections and sections[-1].heading == (provision.section or None):
            kept = sections.pop()
            sections.append(SectionView(heading=kept.heading, provisions=(*kept.provisions, view)))
        else:
            sections.append(SectionView(heading=provision.section or None, provisions=(view,)))
    return sections


def provision_view(slug: str | None, provision: ProvisionText, names: Names, reader: str) -> ProvisionView:
    """Return one provision with what it means for each kind of reader; a draft's has no page of its own."""
    mine = nearest(provision.obligations, names.audiences.chain(reader), (NATION,)) if reader else None
    return ProvisionView(
        label=provision.label,
        number=provision.number,
        heading=provision.heading,
        url=f"/guidance/{slug}/provisions/{provision.label}" if slug else None,
        # The words were sanitized when they were rendered, and never changed since.
        html=Markup(provision.html),  # noqa: S704
        levels=tuple(_line(each, names, mine) for each in provision.obligations),
        authority=tuple(sources_of_all([each.authority for each in provision.obligations])),
        mark=mark_of(mine) if reader else None,
    )


def _line(each: ObligationFacts, names: Names, mine: ObligationFacts | None) -> LevelLine:
    where = "" if each.place == NATION else f", {place_name(names.atlas, each.place)}"
    return LevelLine(
        audience=names.audiences.by_slug[each.audience].plural + where,
        mark=mark_of(each),
        mine=each == mine,
        note=_note(each),
    )


def _note(each: ObligationFacts) -> str | None:
    if each.condition:
        return each.condition
    if each.applies_when == "activated":
        return "Starts at activation"
    return each.how_to_decline or None


def _event(facts: EditionFacts, moment: Moment, places: tuple[str, ...]) -> EventFacts | None:
    return voiding(facts, moment.known) or ending(facts, moment) or suspension(facts, moment, places)


def _event_day(book: Book, event: EventFacts | None) -> date | None:
    if event is None:
        return None
    announced = event.kind in {"in_error", "cancelled"}
    return event.known_at.astimezone(ZoneInfo(book.zone)).date() if announced else event.on


def _places(elsewhere: list[EventFacts], status: Status, event: EventFacts | None, names: Names) -> str | None:
    if elsewhere:
        return listed([place_name(names.atlas, each.place) for each in elsewhere])
    suspended_in = event.place if event and status == Status.SUSPENDED else NATION
    return None if suspended_in == NATION else place_name(names.atlas, suspended_in)


def _governing(book: Book, head: EditionHead, moment: Moment) -> Governing | None:
    found = book.in_force(moment)
    if not found.governs or found.edition is None or found.edition.id == head.id:
        return None
    since, _ = governed_days(book, found.edition, moment)
    return Governing(
        number=book.numbers[found.edition.id],
        url=edition_url(book, found.edition.id),
        since=since or effective_date(found.edition, moment.known),
    )


def _compare_url(book: Book, head: EditionHead, governing: Governing | None) -> str | None:
    if governing is None:
        return None
    older, newer = sorted((book.numbers[head.id], governing.number))
    return f"/guidance/{book.slug}/compare/{older}...{newer}"


def replaced_by(book: Book, head: EditionHead, moment: Moment) -> tuple[NamedEdition, date] | None:
    """Return the edition that this one replaces: what governed on the day before it, or would have."""
    effective = effective_date(head.facts, moment.known)
    before = Moment(on=effective - timedelta(days=1), known=head.facts.published_at, zone=moment.zone)
    found = book.in_force(before)
    if found.edition is None or found.edition.id == head.id:
        return None
    named = NamedEdition(number=book.numbers[found.edition.id], url=edition_url(book, found.edition.id))
    return named, effective_date(found.edition, before.known)
