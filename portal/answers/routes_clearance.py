"""The way of a standard answer through the offices, its publication, and its end."""

from http import HTTPStatus
from typing import Final

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue

from portal.accounts.access import actor, signed_in
from portal.answers.actions_drafts import publish_draft, retire_answer
from portal.answers.blueprint import blueprint
from portal.answers.queries import list_answers
from portal.answers.queries_drafts import READER, find_draft, get_clearance_of, get_draft, newest_version
from portal.answers.routes_drafts import answered
from portal.answers.rules_draft import AnswerDraftFacts, draft_missing
from portal.clearance.actions import answer_objection, record_decision, request_clearance
from portal.clearance.rules_steps import Clearer, Decision, Step
from portal.common.clock import now
from portal.common.database import transaction
from portal.common.web import BadParameter, Problem, requires
from portal.programs.forms import program_of
from portal.programs.queries import ProgramFacts
from portal.statements.actions_exits import meet_finding as record_exit

REASON: Final = "reason"


@blueprint.post("/<slug>/finding")
@requires("answers.draft")
def meet_finding(slug: str) -> ResponseReturnValue:
    """Say how a finding is met, other than by changing the words."""
    program = program_of(request.args)
    with transaction():
        draft = _draft(program, slug)
        issues = record_exit(
            item_id=draft.id,
            findings=draft.findings,
            finding=request.form.get("finding", ""),
            way=request.form.get("way", ""),
            reason=request.form.get("reason", ""),
            by=actor(),
            at=now(),
        )
    return answered(program, slug, issues, f"/answers/{slug}/edit#found")


@blueprint.post("/<slug>/clearance")
@requires("answers.draft")
def ask_offices(slug: str) -> ResponseReturnValue:
    """Give a draft to the offices that clear it, once its record is complete."""
    program = program_of(request.args)
    with transaction():
        draft = _draft(program, slug)
        issues = draft_missing(draft)
        if not issues:
            clearance = get_clearance_of(draft, program.time_zone, now())
            issues = request_clearance(item_id=draft.id, clearance=clearance, by=actor(), at=now())
    return answered(program, slug, issues, f"/answers/{slug}/edit")


@blueprint.post("/<slug>/decision")
@requires("answers.clear")
def decide(slug: str) -> ResponseReturnValue:
    """Record what an office decides about the text that it read."""
    program, someone = program_of(request.args), signed_in()
    step, decision = _chosen("step", Step), _chosen("decision", Decision)
    with transaction():
        draft = _draft(program, slug)
        issues = record_decision(
            item_id=draft.id,
            clearance=get_clearance_of(draft, program.time_zone, now()),
            step=Step(step),
            decision=Decision(decision),
            clearer=Clearer(id=someone.id, role=someone.role, office=someone.office),
            read=request.form.get("sha256", ""),
            reason=request.form.get("reason", ""),
            by=actor(),
            at=now(),
        )
    return answered(program, slug, issues, f"/answers/{slug}/edit")


@blueprint.post("/<slug>/objection")
@requires("answers.draft")
def meet_objection(slug: str) -> ResponseReturnValue:
    """Record how an objection was met, so that the office decides again."""
    program = program_of(request.args)
    step = _chosen("step", Step)
    with transaction():
        draft = _draft(program, slug)
        issues = answer_objection(
            item_id=draft.id,
            clearance=get_clearance_of(draft, program.time_zone, now()),
            step=Step(step),
            reason=request.form.get("answer", ""),
            by=actor(),
            at=now(),
        )
    return answered(program, slug, issues, f"/answers/{slug}/edit")


@blueprint.post("/<slug>/publish")
@requires("answers.publish")
def publish(slug: str) -> ResponseReturnValue:
    """Publish a draft as the next edition of its answer."""
    program, read = program_of(request.args), request.form.get("sha256", "")
    with transaction():
        issues = publish_draft(program=program, slug=slug, read=read, by=actor(), at=now())
    return answered(program, slug, issues, "/answers")


@blueprint.post("/<slug>/retire")
@requires("answers.publish")
def retire(slug: str) -> ResponseReturnValue:
    """End an answer with a reason."""
    program = program_of(request.args)
    found = next((each for each in list_answers(program.slug, READER, now()) if each.slug == slug), None)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    with transaction():
        issues = retire_answer(answer_id=found.id, reason=request.form.get(REASON, ""), by=actor(), at=now())
    if issues:
        raise BadParameter(REASON, issues[0].message)
    return redirect("/answers", HTTPStatus.SEE_OTHER)


def _draft(program: ProgramFacts, slug: str) -> AnswerDraftFacts:
    draft_id = find_draft(program.id, slug)
    if draft_id is None:
        detail = "Nobody writes an edition of this answer now, or it was published or given up."
        raise Problem(HTTPStatus.CONFLICT, "This draft is closed", detail)
    number, content = newest_version(draft_id, now())
    return get_draft(program, slug, content, draft_id=draft_id, number=number, at=now())


def _chosen(name: str, kinds: type[Step] | type[Decision]) -> str:
    text = request.form.get(name, "")
    if text not in list(kinds):
        raise BadParameter(name, f"Choose one of {', '.join(kinds)}.")
    return text
