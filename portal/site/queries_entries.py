"""One entry of "What applies to us": worded from the answer, the provision's own text, and the names of things."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from portal.common.formatting import inside_sentence
from portal.guidance.queries import get_text
from portal.guidance.rules_applies import LevelRun
from portal.guidance.rules_book import ProvisionText
from portal.guidance.rules_in_force import Moment
from portal.guidance.rules_levels import AppliedLevel, sentence
from portal.guidance.rules_marks import mark_of, mark_of_level, sources_of
from portal.guidance.rules_obligations import ObligationFacts, differing
from portal.programs.rules_audiences import AudienceTree
from portal.programs.rules_places import NATION, Activated, Activations, Atlas, place_name
from portal.site.rules_addresses import Asked, applies_url, with_answer
from portal.site.rules_answer import Answer, Said
from portal.site.rules_entries import (
    ActivationState,
    Before,
    EditionSource,
    Entry,
    Other,
    Question,
    QuestionAnswer,
    Silence,
    SuspendedHere,
    Undecided,
    Upcoming,
)

DEFAULT_OUTCOMES: Mapping[str, str] = {"yes": "mandatory", "no": "not_addressed"}


@dataclass(frozen=True, kw_only=True)
class Here:
    """What every entry is worded from: the question, the answer, and the names of kinds and places."""

    asked: Asked
    answer: Answer
    audiences: AudienceTree
    atlas: Atlas
    activated: Activated
    activations: Activations


def entry_of(here: Here, said: Said) -> Silence:
    """Return what one provision says to the reader, or that it does not speak to the reader."""
    label, edition_id = said.applied.label, said.applied.edition_id
    governing = get_text(edition_id).by_label.get(label) if edition_id else None
    text = governing or _last_text(said)
    silence = Silence(
        label=label,
        heading=text.heading,
        url=f"/guidance/{said.book.slug}/provisions/{label}",
        before=_before(said),
        differs_for=_differs(here, said, governing.obligations) if governing else (),
    )
    obligation = said.applied.obligation
    return _spoken(here, said, silence, text, obligation) if obligation else silence


def _spoken(here: Here, said: Said, silence: Silence, text: ProvisionText, obligation: ObligationFacts) -> Entry:
    return Entry(
        **silence.__dict__,
        level=AppliedLevel(obligation.level),
        sentence=sentence(
            obligation.level,
            obligation.action,
            text.heading,
            condition=obligation.condition,
            then=obligation.then or None,
            otherwise=obligation.otherwise or None,
        ),
        source=_source(said, text),
        # The words were sanitized when they were rendered, and never changed since.
        html=Markup(text.html),  # noqa: S704
        how_to_decline=obligation.how_to_decline or None,
        how_to_decide=obligation.how_to_decide or None,
        deadline=obligation.deadline or None,
        question=_question(here.asked, silence.label, obligation),
        activation=_activation(here, obligation),
        asks_county=False,
        undecided=_undecided(here.asked.moment, said),
        suspended=_suspended(here, said),
        since=said.applied.since,
        upcoming=_upcoming(said),
        authority=tuple(sources_of(obligation.authority)),
        inherited_from=_inherited(here, obligation),
    )


def _last_text(said: Said) -> ProvisionText:
    texts = (get_text(head.id).by_label.get(said.applied.label) for head in reversed(said.book.heads))
    return next(text for text in texts if text is not None)


def _source(said: Said, text: ProvisionText) -> EditionSource:
    number = said.book.numbers[said.applied.edition_id or ""]
    url = f"/guidance/{said.book.slug}/editions/{number}"
    return EditionSource(document=said.book.title, number=number, url=url, section=text.number)


def _before(said: Said) -> Before | None:
    run = said.applied.before
    if run is None:
        return None
    return Before(mark=mark_of(run.obligation), first=run.start, last=run.until, compare_url=_compare_url(said, run))


def _compare_url(said: Said, run: LevelRun) -> str | None:
    after = said.applied.first_edition_id
    if run.edition_id is None or after is None:
        return None
    numbers = said.book.numbers
    return f"/guidance/{said.book.slug}/compare/{numbers[run.edition_id]}...{numbers[after]}#{said.applied.label}"


def _upcoming(said: Said) -> Upcoming | None:
    run = said.upcoming
    if run is None or run.edition_id is None:
        return None
    url = f"/guidance/{said.book.slug}/editions/{said.book.numbers[run.edition_id]}#{said.applied.label}"
    return Upcoming(mark=mark_of(run.obligation), first=run.start, url=url)


def _differs(here: Here, said: Said, obligations: Sequence[ObligationFacts]) -> tuple[Other, ...]:
    """Name those for whom the level is another one; where the reader is met by silence, all to whom it does speak."""
    if said.applied.obligation is None:
        others = [_other(here, each) for each in obligations if each.place in here.answer.pair.places]
        # These stand inside the sentence that says to whom guidance does speak.
        return tuple(replace(other, audience=inside_sentence(other.audience)) for other in others)
    found = differing(
        obligations,
        said.applied.obligation,
        (here.asked.audience, here.asked.place),
        audience_parents=here.audiences.parents,
        place_parents=here.atlas.parents,
    )
    return tuple(_other(here, each) for each in found)


def _other(here: Here, obligation: ObligationFacts) -> Other:
    place = obligation.place if obligation.place != NATION else here.asked.place
    asked = replace(here.asked, audience=obligation.audience, place=place)
    return Other(audience=_whom(here, obligation), mark=mark_of(obligation), url=applies_url(asked, here.atlas))


def _whom(here: Here, obligation: ObligationFacts) -> str:
    name = here.audiences.by_slug[obligation.audience].plural
    if obligation.place in {NATION, here.asked.place}:
        return name
    return f"{name}, in {place_name(here.atlas, obligation.place)}"


def _inherited(here: Here, obligation: ObligationFacts) -> str | None:
    if obligation.audience == here.asked.audience and obligation.place in {NATION, here.asked.place}:
        return None
    return _whom(here, obligation)


def _question(asked: Asked, label: str, obligation: ObligationFacts) -> Question | None:
    if obligation.level != AppliedLevel.CONDITIONAL:
        return None
    given = asked.answers.get(label)
    outcomes: Mapping[str, str] = {
        "yes": obligation.then or DEFAULT_OUTCOMES["yes"],
        "no": obligation.otherwise or DEFAULT_OUTCOMES["no"],
    }
    return Question(
        text=obligation.condition,
        answers=tuple(QuestionAnswer(text=word.title(), url=with_answer(asked, label, word)) for word in outcomes),
        answered=given.title() if given else None,
        outcome=mark_of_level(outcomes[given]) if given else None,
        reset_url=with_answer(asked, label, None) if given else None,
    )


def _activation(here: Here, obligation: ObligationFacts) -> ActivationState | None:
    if obligation.applies_when != "activated":
        return None
    state = here.activated
    partly = state.is_active and state.counties_active < state.counties
    planned = here.activations.day(here.asked.place, here.asked.moment.known)
    kind = "partly" if partly else "activated" if state.is_active else "not_activated"
    return ActivationState(
        kind=kind,
        place=place_name(here.atlas, here.asked.place),
        on=state.since if state.is_active else planned,
        activated=state.counties_active,
        total=state.counties,
    )


def _undecided(moment: Moment, said: Said) -> Undecided | None:
    since = said.applied.since
    if said.applied.level != AppliedLevel.UNDECIDED or since is None:
        return None
    return Undecided(owner=said.book.owner, days=(moment.on - since).days)


def _suspended(here: Here, said: Said) -> SuspendedHere | None:
    since = said.applied.suspended_since
    if since is None:
        return None
    event = said.book.suspension(said.applied.edition_id or "", here.asked.moment, here.answer.pair.places)
    place = place_name(here.atlas, event.place) if event else place_name(here.atlas, here.asked.place)
    return SuspendedHere(since=since, place=place, reason=(event.reason or None) if event else None)
