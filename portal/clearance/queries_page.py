"""What pages show of the way of a text through the offices."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from portal.accounts.queries import list_users
from portal.accounts.rules_roles import Role
from portal.clearance.rules_clearance import OPEN, STATE_WORDS, Clearance, DecisionFacts, State
from portal.clearance.rules_page import StepView
from portal.clearance.rules_steps import STEP_WORDS, Clearer, Step, decides_for, decision_words
from portal.common.formatting import worded_date
from portal.common.redline import word_redline
from portal.common.redline_html import marked_up


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A text on its way through the offices, and who looks at it.

    Args:
        clearance: Where it stands.
        clearer: Who looks.
        zone: The time zone of its program.
        words: Its words as they are now.
        words_at: Its words as they were at an instant.
    """

    clearance: Clearance
    clearer: Clearer
    zone: str
    words: str
    words_at: Callable[[datetime], str]


def step_views(scene: Scene) -> list[StepView]:
    """Return where each office stands, and what whoever looks may do about it."""
    names = {user.id: user.name for user in list_users()}
    return [_step(scene, step, names) for step in scene.clearance.steps]


def _step(scene: Scene, step: Step, names: dict[str, str]) -> StepView:
    clearance, clearer = scene.clearance, scene.clearer
    state, last = clearance.state(step), clearance.last_decision(step)
    outside = clearer.id not in clearance.contributors
    ready = step is not Step.SIGNATURE or clearance.missing == (Step.SIGNATURE,)
    return StepView(
        step=step.value,
        title=STEP_WORDS[step],
        state=state.value,
        state_words=STATE_WORDS[state],
        due_on=clearance.due_on(step),
        decided=_decided(last, scene.zone) if last else "",
        reason=last.reason if last else "",
        by=names.get(last.by, "") if last else "",
        answer=last.answer if last else None,
        may_decide=state in OPEN and outside and ready and decides_for(clearer, step),
        may_pass=state is State.LATE and outside and step is not Step.SIGNATURE and clearer.role == Role.LEADER,
        may_answer=state is State.OBJECTED and clearer.role == Role.DRAFTER,
        changes=_changes(scene, last.at) if last and last.sha256 != clearance.sha256 else None,
    )


def _decided(decision: DecisionFacts, zone: str) -> str:
    on = decision.at.astimezone(ZoneInfo(zone)).date()
    return f"{decision_words(decision.step, decision.decision)}, {worded_date(on)}"


def _changes(scene: Scene, since: datetime) -> Markup:
    """Return the full difference between the words that an office decided about and those of now."""
    return marked_up(word_redline(scene.words_at(since), scene.words), None)
