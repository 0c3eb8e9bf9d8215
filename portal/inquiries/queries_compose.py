"""What the page shows on which an answer is written, cleared and sent."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from portal.accounts.queries import list_users
from portal.accounts.rules_roles import Role
from portal.answers.rules_checks import Lists
from portal.clearance.rules_clearance import OPEN, STATE_WORDS, Clearance, DecisionFacts, State
from portal.clearance.rules_steps import STEP_WORDS, Clearer, Step, decides_for, decision_words
from portal.common.formatting import worded_date
from portal.common.redline import word_redline
from portal.common.redline_html import marked_up
from portal.guidance.queries import get_text, list_books
from portal.guidance.rules_applies import Pair
from portal.guidance.rules_in_force import Moment
from portal.guidance.rules_marks import mark_of, mark_of_level
from portal.guidance.rules_obligations import nearest
from portal.inquiries.queries import questions_of
from portal.inquiries.queries_page import today_of
from portal.inquiries.queries_responses import list_versions, parts_of
from portal.inquiries.rules_compose import FindingView, PartView, Statable, StepView, found_words
from portal.inquiries.rules_inquiry import InquiryFacts
from portal.inquiries.rules_response import WAY_WORDS, DraftFacts, finding_key
from portal.programs.queries import get_atlas, get_audiences
from portal.statements.queries_said import whom_of
from portal.statements.rules_draft import DraftFinding
from portal.statements.rules_verdicts import SUSPENDED


def moment_of(inquiry: InquiryFacts, at: datetime) -> Moment:
    """Return today in the program's zone, and what is known now."""
    return Moment(on=today_of(inquiry.zone, at), known=at, zone=inquiry.zone)


def lists_of(inquiry: InquiryFacts, at: datetime) -> Lists:
    """Return what an answer may name; a provision that is not public yet is not there."""
    texts = (get_text(head.id) for book in list_books(at, program=inquiry.program) for head in book.published(at))
    labels = {label for text in texts for label in text.by_label}
    return Lists(labels=labels, audiences=get_audiences().by_slug, places=get_atlas().places)


def list_statable(inquiry: InquiryFacts, at: datetime) -> list[Statable]:
    """Return the provisions in force, each with its level for those of whom the question speaks."""
    moment, places = moment_of(inquiry, at), get_atlas().chain(inquiry.place)
    pair = Pair(audiences=get_audiences().chain(inquiry.audience), places=places)
    found: list[Statable] = []
    for book in list_books(at, program=inquiry.program):
        standing = book.in_force(moment, places)
        if standing.governs and standing.edition:
            for text in get_text(standing.edition.id).provisions:
                mark = mark_of(nearest(text.obligations, pair.audiences, pair.places))
                found.append(Statable(label=text.label, heading=text.heading, mark=mark))
    return found


def part_views(inquiry: InquiryFacts, draft: DraftFacts, theirs: dict[int, str] | None) -> list[PartView]:
    """Return each question with its answer, and what somebody else saved of it meanwhile."""
    questions = questions_of([inquiry.id])[inquiry.id]
    return [
        PartView(
            position=part.position,
            question=questions[part.position - 1],
            markdown=part.markdown,
            # It was sanitized when it was rendered.
            html=Markup(part.html),  # noqa: S704
            is_not_policy=part.position in inquiry.course.not_policy,
            theirs=theirs.get(part.position) if theirs else None,
        )
        for part in draft.parts
    ]


def finding_views(inquiry: InquiryFacts, draft: DraftFacts) -> list[FindingView]:
    """Return what the check finds, in the order of the words."""
    return [_finding(inquiry, draft, each) for each in draft.findings]


def step_views(clearance: Clearance, draft: DraftFacts, clearer: Clearer, zone: str) -> list[StepView]:
    """Return where each office stands, and what whoever looks may do about it."""
    names = {user.id: user.name for user in list_users()}
    scene = _Scene(clearance=clearance, draft=draft, clearer=clearer, names=names, zone=zone)
    return [_step(scene, step) for step in clearance.steps]


@dataclass(frozen=True, kw_only=True)
class _Scene:
    """A text on its way through the offices, and who looks at it."""

    clearance: Clearance
    draft: DraftFacts
    clearer: Clearer
    names: dict[str, str]
    zone: str


def _finding(inquiry: InquiryFacts, draft: DraftFacts, finding: DraftFinding) -> FindingView:
    met = draft.exits.get(finding_key(finding))
    published = finding.source.published_at
    return FindingView(
        key=finding_key(finding),
        words=found_words(finding.verdict, finding.against),
        provision=finding.provision,
        provision_url=finding.source.url or "",
        whom=whom_of(finding.audience, inquiry.place),
        stated=mark_of_level(finding.stated) if finding.stated else None,
        in_force=None if finding.in_force == SUSPENDED else mark_of_level(finding.in_force),
        sentence=finding.sentence,
        passage=finding.source.passage,
        published_on=published.astimezone(ZoneInfo(inquiry.zone)).date() if published else None,
        url=finding.source.url,
        way=WAY_WORDS[met.way] if met else "",
        reason=met.reason if met else "",
    )


def _step(scene: _Scene, step: Step) -> StepView:
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
        by=scene.names.get(last.by, "") if last else "",
        answer=last.answer if last else None,
        may_decide=state in OPEN and outside and ready and decides_for(clearer, step),
        may_pass=state is State.LATE and outside and step is not Step.SIGNATURE and clearer.role == Role.LEADER,
        may_answer=state is State.OBJECTED and clearer.role == Role.DRAFTER,
        changes=_changes(scene.draft, last.at) if last and last.sha256 != clearance.sha256 else None,
    )


def _decided(decision: DecisionFacts, zone: str) -> str:
    on = decision.at.astimezone(ZoneInfo(zone)).date()
    return f"{decision_words(decision.step, decision.decision)}, {worded_date(on)}"


def _changes(draft: DraftFacts, since: datetime) -> Markup:
    """Return the full difference between the words that an office decided about and those of now."""
    read = [each.number for each in list_versions(draft.id) if each.at <= since]
    before = parts_of(draft.id, read[-1]) if read else {}
    old = "\n\n".join(before.values())
    new = "\n\n".join(each.markdown for each in draft.parts)
    return marked_up(word_redline(old, new), None)
