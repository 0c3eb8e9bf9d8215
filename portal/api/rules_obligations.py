"""Which obligations answer a question: resolved for one kind of stakeholder, or as the editions in force set them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from portal.guidance.rules_applies import Course, Pair, Settings, applied, labels_ever
from portal.guidance.rules_book import Book
from portal.guidance.rules_in_force import EditionFacts, InForce, Moment, Standing
from portal.guidance.rules_levels import NOT_ADDRESSED
from portal.guidance.rules_obligations import ObligationFacts, level_of, starts_at_activation
from portal.programs.rules_audiences import AudienceTree
from portal.programs.rules_places import NATION, Activations, Atlas

NOW = "now"
ON_ACTIVATION = "on_activation"


@dataclass(frozen=True, kw_only=True)
class Question:
    """Whose obligations are asked for, where, and of which provision and level; None means all of them."""

    audience: str | None = None
    place: str = NATION
    provision: str | None = None
    level: str | None = None

    @property
    def takes_silence(self) -> bool:
        """Tell whether a provision that does not speak is an answer: to the very pair, or to who asks for silence."""
        return self.level == NOT_ADDRESSED or (self.audience is not None and self.provision is not None)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What one document sets, at one moment, with what is needed to say for whom and where.

    `known_by_now` holds every label of the document that is public today, be it after the moment.
    """

    book: Book
    settings: Settings
    moment: Moment
    audiences: AudienceTree
    atlas: Atlas
    activations: Activations
    known_by_now: Collection[str]
    seen: dict[str, "InPlace"] = field(default_factory=dict, repr=False)

    def at(self, place: str) -> "InPlace":
        """Return how the document stands in a place; found once, since many rows ask."""
        if place not in self.seen:
            self.seen[place] = InPlace(self, place)
        return self.seen[place]

    @cached_property
    def labels(self) -> list[str]:
        """Return every label that was public at the moment, those in force first and in their order."""
        ids = [head.id for head in self.book.published(self.moment.known)]
        governing = self.book.in_force(self.moment).edition
        last = [governing.id] if governing else []
        return labels_ever([*(each for each in ids if each not in last), *last], self.settings)


@dataclass(frozen=True)
class InPlace:
    """How one document stands in one place at one moment."""

    scene: Scene
    code: str

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Return the place with all that contains it, nearest first."""
        return self.scene.atlas.chain(self.code)

    @cached_property
    def standing(self) -> InForce:
        """Return what is in force."""
        return self.scene.book.in_force(self.scene.moment, self.places)

    @cached_property
    def course(self) -> Course:
        """Return what was set on all days."""
        return Course(self.scene.book.periods(self.scene.moment.known, self.places), self.scene.settings)

    @cached_property
    def is_active(self) -> bool:
        """Tell whether the program is activated here, or in a part of it."""
        moment = self.scene.moment
        return self.scene.activations.of(self.code, self.scene.atlas, moment.on, moment.known).is_active

    def pair(self, audience: str) -> Pair:
        """Return the pair of a kind of stakeholder and this place."""
        return Pair(audiences=self.scene.audiences.chain(audience), places=self.places)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One provision for one kind of stakeholder.

    Args:
        scene: The document at the moment.
        label: The provision.
        audience: The kind of stakeholder.
        asked_place: What was asked about.
        here: Where it is told whether it applies and is suspended: the smaller of the two places that meet.
        resolved_at: The place for which the level was resolved, and whose history is told.
        obligation: What holds; None where guidance is silent.
    """

    scene: Scene
    label: str
    audience: str
    asked_place: str
    here: InPlace
    resolved_at: InPlace
    obligation: ObligationFacts | None

    @property
    def key(self) -> str:
        """Return what names the row in the answer to one question."""
        place = self.obligation.place if self.obligation else self.asked_place
        return f"{self.scene.book.slug} {self.label} {self.audience} {place}"

    @property
    def level(self) -> str:
        """Return the level, or that guidance is silent."""
        return level_of(self.obligation)

    @property
    def applies(self) -> str:
        """Tell whether it holds now, or starts once the place is activated."""
        if self.obligation is None or self.obligation.applies_when == "always":
            return NOW
        return ON_ACTIVATION if starts_at_activation(self.obligation, activated=self.here.is_active) else NOW

    @property
    def since(self) -> date | None:
        """Return the first day of the run of days on which the level has been this one."""
        until = self.scene.moment.on
        pair = self.resolved_at.pair(self.audience)
        history = self.resolved_at.course.history(self.label, pair, until=until)
        return history[-1].start if history else None

    @property
    def edition(self) -> EditionFacts | None:
        """Return the edition whose words hold, if any."""
        return self.here.standing.edition if self.here.standing.governs else None

    @property
    def suspended_since(self) -> date | None:
        """Return since when the text is suspended here, if it is."""
        return self.here.standing.since if self.here.standing.standing == Standing.SUSPENDED else None


def find_rows(scene: Scene, question: Question) -> list[Row]:
    """Return the rows of one document that answer the question, in the order of its provisions.

    With an audience there is one row for a provision, resolved by the nearest rule. Without one the obligations are
    given as they are set, where they touch the place; who asks for silence gets it for every kind of stakeholder.
    """
    if question.audience is None and question.level != NOT_ADDRESSED:
        found: Iterable[Row] = _as_set(scene, question)
    else:
        audiences = [question.audience] if question.audience else [kind.slug for kind in scene.audiences]
        found = (row for audience in audiences for row in _resolved(scene, question, audience))
    return [row for row in found if _fits(row, question)]


def _fits(row: Row, question: Question) -> bool:
    if question.provision not in {None, row.label} or question.level not in {None, row.level}:
        return False
    return row.obligation is not None or question.takes_silence


def _resolved(scene: Scene, question: Question, audience: str) -> Iterator[Row]:
    here = scene.at(question.place)
    asked = question.provision
    is_later = asked in scene.known_by_now and asked not in scene.labels
    for label in [asked] if asked and is_later else scene.labels:
        found = applied(label, here.standing, (), scene.settings, here.pair(audience))
        yield Row(
            scene=scene,
            label=label,
            audience=audience,
            asked_place=question.place,
            here=here,
            resolved_at=here,
            obligation=found.obligation,
        )


def _as_set(scene: Scene, question: Question) -> Iterator[Row]:
    governing = scene.book.in_force(scene.moment)
    if not governing.governs or governing.edition is None:
        return
    for label, obligations in scene.settings.get(governing.edition.id, {}).items():
        for obligation in obligations:
            meeting = _meeting(obligation.place, question.place, scene.atlas)
            if meeting is not None:
                yield Row(
                    scene=scene,
                    label=label,
                    audience=obligation.audience,
                    asked_place=question.place,
                    here=scene.at(meeting),
                    resolved_at=scene.at(obligation.place),
                    obligation=obligation,
                )


def _meeting(place: str, other: str, atlas: Atlas) -> str | None:
    """Return the smaller of two places of which one contains the other, or None where neither does."""
    if other in atlas.chain(place):
        return place
    return other if place in atlas.chain(other) else None
