"""Everything that the page of a provision shows: its words on a day, its levels, and its whole history."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from portal.answers.queries import list_faqs
from portal.answers.queries_page import pages_of
from portal.answers.rules_page import AnswerPage
from portal.common.formatting import inside_sentence
from portal.guidance.queries import get_obligations, get_text
from portal.guidance.queries_editions import document_of, published_on
from portal.guidance.rules_applies import Course, LevelRun, Pair, Settings, applied
from portal.guidance.rules_book import Book, EditionHead, ProvisionText
from portal.guidance.rules_edition_page import edition_url, governed_days
from portal.guidance.rules_in_force import Moment, effective_date
from portal.guidance.rules_marks import Mark, mark_of, short_mark_of, sources_of_all
from portal.guidance.rules_obligations import ObligationFacts
from portal.items.rules import PUBLIC
from portal.programs.queries import get_audiences
from portal.programs.rules_places import NATION
from portal.site.rules_timeline import NARROW, WIDE, Lane, Span, Start, draw_timeline
from portal.statements.queries_said import said_of


@dataclass(frozen=True, kw_only=True)
class LevelOnDay:
    """What the provision means for one kind of stakeholder on the day asked about."""

    audience: str
    mark: Mark
    inherited_from: str | None
    since: date | None
    note: str | None


@dataclass(frozen=True, kw_only=True)
class TableLane:
    """One kind of stakeholder in the table: a mark for each edition, None where the edition did not govern."""

    audience: str
    marks: tuple[Mark | None, ...]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Adjacent editions in which the provision has the same words."""

    editions: tuple[dict[str, Any], ...]
    first: date
    last: date | None
    html: Markup
    compare_url: str | None


@dataclass(frozen=True, kw_only=True)
class Scene:
    """The provision and the moment that everything on its page is read from."""

    book: Book
    label: str
    moment: Moment
    settings: Settings
    heads: Sequence[EditionHead]

    def text(self, head: EditionHead) -> ProvisionText | None:
        """Return the provision as it stands in an edition, if it does."""
        return get_text(head.id).by_label.get(self.label)

    def holding(self) -> list[EditionHead]:
        """Return the editions in which it stands, oldest first."""
        return [head for head in self.heads if self.text(head)]


def provision_page(book: Book, label: str, moment: Moment, now: datetime) -> dict[str, Any] | None:
    """Return what the page shows but for its dates; None where no edition that is public by now has the label.

    Its history is that of all that was known at the moment; a label that came later is shown as not in the text yet.
    """
    scene = Scene(
        book=book, label=label, moment=moment, settings=get_obligations(book), heads=book.published(moment.known)
    )
    named = replace(scene, heads=book.published(now)).holding()
    if not named:
        return None
    audiences = _audiences(scene)
    return {
        "document": document_of(book),
        "provision": _provision(scene, named[-1]),
        "levels": [_level(scene, slug) for slug in audiences],
        "lineage": _lineage(scene),
        "starts": [_start(scene, head) for head in scene.heads],
        "lanes": [_table_lane(scene, slug) for slug in audiences],
        "wordings": _wordings(scene)[::-1],
        "answers": answers_on(book.program, label, moment),
        "said": said_of(book.program, label, PUBLIC, moment),
        "last_changed": published_on(scene.holding()[-1], book) if scene.holding() else None,
    } | _pictures(scene, audiences)


def answers_on(program: str, label: str, moment: Moment) -> list[AnswerPage]:
    """Return the answered questions that state something of a provision, by the question."""
    pages = pages_of(list_faqs(program, moment.known), moment)
    on_it = [page for page in pages if any(each.provision == label for each in page.stated)]
    return sorted(on_it, key=lambda page: page.question.casefold())


def _audiences(scene: Scene) -> list[str]:
    """Return the kinds that any edition names for this provision, in the order of the tree."""
    named = {each.audience for head in scene.heads for each in _candidates(scene, head)}
    return [kind.slug for kind in get_audiences() if kind.slug in named]


def _candidates(scene: Scene, head: EditionHead) -> tuple[ObligationFacts, ...]:
    return scene.settings.get(head.id, {}).get(scene.label, ())


def _provision(scene: Scene, named: EditionHead) -> dict[str, Any]:
    found = scene.book.in_force(scene.moment)
    governing = scene.book.by_id[found.edition.id] if found.governs and found.edition else None
    text = scene.text(governing) if governing else None
    shown = text or get_text(named.id).by_label[scene.label]
    return {
        "label": scene.label,
        "heading": shown.heading,
        "number": text.number if text else None,
        # The words were sanitized when they were rendered, and never changed since.
        "html": Markup(text.html) if text else None,  # noqa: S704
        "authority": sources_of_all([each.authority for each in text.obligations]) if text else [],
        "edition": _edition(scene, governing) if governing else None,
    }


def _edition(scene: Scene, head: EditionHead) -> dict[str, Any]:
    first, _ = governed_days(scene.book, head.facts, scene.moment)
    since = first or effective_date(head.facts, scene.moment.known)
    return {"number": scene.book.numbers[head.id], "url": edition_url(scene.book, head.id), "since": since}


def _level(scene: Scene, slug: str) -> LevelOnDay:
    pair = _pair(slug)
    runs = [run for run in _runs(scene, slug) if run.start <= scene.moment.on]
    found = applied(scene.label, scene.book.in_force(scene.moment), runs, scene.settings, pair)
    obligation = found.obligation
    return LevelOnDay(
        audience=get_audiences().by_slug[slug].plural,
        mark=mark_of(obligation),
        inherited_from=_named(obligation) if obligation and obligation.audience != slug else None,
        since=found.since,
        note=_note(obligation) if obligation else None,
    )


def _named(obligation: ObligationFacts) -> str:
    return inside_sentence(get_audiences().by_slug[obligation.audience].plural)


def _note(obligation: ObligationFacts) -> str | None:
    if obligation.condition:
        return obligation.condition
    return "Starts at activation" if obligation.applies_when == "activated" else None


def _pair(slug: str) -> Pair:
    return Pair(audiences=get_audiences().chain(slug), places=(NATION,))


def _runs(scene: Scene, slug: str) -> list[LevelRun]:
    return Course(scene.book.periods(scene.moment.known), scene.settings).history(scene.label, _pair(slug))


def _lineage(scene: Scene) -> list[dict[str, str]]:
    lines = []
    for head in scene.heads:
        for provision in get_text(head.id).provisions:
            if provision.label == scene.label:
                lines += [_kin(scene, was, "It continues") for was in provision.was]
            elif scene.label in provision.was:
                lines.append(_kin(scene, provision.label, "It is continued by"))
    return list({line["url"]: line for line in lines}.values())


def _kin(scene: Scene, label: str, words: str) -> dict[str, str]:
    texts = (get_text(head.id).by_label.get(label) for head in scene.heads[::-1])
    heading = next((text.heading for text in texts if text), label)
    return {"heading": heading, "url": f"/guidance/{scene.book.slug}/provisions/{label}", "words": words}


def _start(scene: Scene, head: EditionHead) -> dict[str, Any]:
    return {
        "number": scene.book.numbers[head.id],
        "effective_from": effective_date(head.facts, scene.moment.known),
        "url": edition_url(scene.book, head.id),
    }


def _table_lane(scene: Scene, slug: str) -> TableLane:
    runs = _runs(scene, slug)
    marks = tuple(_mark_at(scene, head, runs) for head in scene.heads)
    return TableLane(audience=get_audiences().by_slug[slug].plural, marks=marks)


def _mark_at(scene: Scene, head: EditionHead, runs: list[LevelRun]) -> Mark | None:
    first, _ = governed_days(scene.book, head.facts, scene.moment)
    if first is None:
        return None
    found = next(run for run in reversed(runs) if run.start <= first)
    return mark_of(found.obligation)


def _pictures(scene: Scene, audiences: list[str]) -> dict[str, Any]:
    starts = [
        Start(number=scene.book.numbers[head.id], on=first)
        for head in scene.heads
        if (first := governed_days(scene.book, head.facts, scene.moment)[0]) is not None and first <= scene.moment.on
    ]
    if not starts or not audiences:
        return {"wide": None, "narrow": None}
    lanes = [_lane(scene, slug) for slug in audiences]
    frames = {"wide": WIDE, "narrow": NARROW}
    return {name: draw_timeline(lanes, starts, today=scene.moment.on, frame=frame) for name, frame in frames.items()}


def _lane(scene: Scene, slug: str) -> Lane:
    spans = tuple(
        _span(run) for run in _runs(scene, slug) if run.edition_id is not None and run.start <= scene.moment.on
    )
    return Lane(name=get_audiences().by_slug[slug].plural, spans=spans)


def _span(run: LevelRun) -> Span:
    mark = short_mark_of(run.obligation)
    return Span(level=mark.level, words=mark.words, first=run.start, last=run.until)


def _wordings(scene: Scene) -> list[Wording]:
    """Return the wordings, oldest first; editions that never governed stand with the days that were meant for them."""
    found: list[Wording] = []
    previous: EditionHead | None = None
    for head in scene.holding():
        text = scene.text(head)
        if text is None:
            continue
        if found and previous and found[-1].html == text.html:
            found[-1] = _joined(scene, found[-1], head)
        else:
            found.append(_wording(scene, head, text, previous))
        previous = head
    return found


def _wording(scene: Scene, head: EditionHead, text: ProvisionText, previous: EditionHead | None) -> Wording:
    first, last = governed_days(scene.book, head.facts, scene.moment)
    numbers = scene.book.numbers
    compare = f"/guidance/{scene.book.slug}/compare/{numbers[previous.id]}...{numbers[head.id]}" if previous else None
    return Wording(
        editions=(_numbered(scene, head),),
        first=first or effective_date(head.facts, scene.moment.known),
        last=last,
        html=Markup(text.html),  # noqa: S704 - sanitized when it was rendered
        compare_url=compare,
    )


def _joined(scene: Scene, wording: Wording, head: EditionHead) -> Wording:
    _, last = governed_days(scene.book, head.facts, scene.moment)
    return replace(wording, editions=(*wording.editions, _numbered(scene, head)), last=last)


def _numbered(scene: Scene, head: EditionHead) -> dict[str, Any]:
    return {"number": scene.book.numbers[head.id], "url": edition_url(scene.book, head.id)}
