"""Writing a standard answer: its next edition as a draft, checked while it is written, with every version kept."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from portal.accounts.access import actor, signed_in
from portal.accounts.rules_permissions import may
from portal.answers.actions_drafts import drop_draft, save_draft
from portal.answers.blueprint import blueprint
from portal.answers.forms import AnswerForm, empty_form, read_answer_form, read_slug, shown_content
from portal.answers.queries import list_answers
from portal.answers.queries_compose import draft_page
from portal.answers.queries_drafts import NOT_SAVED, READER, find_draft, get_draft, newest_version
from portal.answers.queries_statable import lists_of
from portal.answers.rules_checks import beside_issues
from portal.answers.rules_content import AnswerContent
from portal.answers.rules_draft import AnswerDraftFacts, renewed
from portal.clearance.rules_steps import Clearer
from portal.common.clock import now
from portal.common.database import transaction
from portal.common.issues import Issues
from portal.common.web import Problem, requires
from portal.programs.forms import program_of
from portal.programs.queries import ProgramFacts, get_atlas, get_audiences
from portal.programs.rules_choices import audience_choices, state_choices
from portal.statements.rules_exits import way_choices

Errors = Mapping[str, str]


@blueprint.get("/new")
@requires("answers.draft")
def new_answer() -> ResponseReturnValue:
    """Show the form of an answer to a question that none answers yet."""
    return edit_page(program_of(request.args), "", empty_form())


@blueprint.post("")
@requires("answers.draft")
def begin_answer() -> ResponseReturnValue:
    """Save the first version of a new answer."""
    program, issues = program_of(request.args), Issues()
    slug = read_slug(request.form.get("slug", ""), issues)
    if slug in standing_contents(program) or find_draft(program.id, slug):
        issues.report("There is an answer of this name already.", field="slug")
    form = read_answer_form(request.form, lists_of(program.slug, now()), program.time_zone, now())
    if issues or form.errors:
        errors = {issue.field or "slug": issue.message for issue in issues}
        return edit_page(program, "", form, errors=errors, slug_typed=slug), HTTPStatus.BAD_REQUEST
    return _save(program, slug, form)


@blueprint.get("/<slug>/edit")
@requires("answers.read")
def edit_answer(slug: str) -> ResponseReturnValue:
    """Show the draft of an answer's next edition; without one, the words of the edition that stands."""
    program = program_of(request.args)
    return edit_page(program, slug, stored_form(program, slug))


@blueprint.post("/<slug>/edit")
@requires("answers.draft")
def save_answer(slug: str) -> ResponseReturnValue:
    """Save what was written as the next version of the draft."""
    program = program_of(request.args)
    stored_form(program, slug)
    form = read_answer_form(request.form, lists_of(program.slug, now()), program.time_zone, now())
    if form.errors:
        return edit_page(program, slug, form, is_saved=False), HTTPStatus.BAD_REQUEST
    return _save(program, slug, form)


@blueprint.post("/check")
@requires("answers.draft")
def check_answer() -> ResponseReturnValue:
    """Check what was written without keeping it: for a script while one types, or for the button without one."""
    program = program_of(request.args)
    form = read_answer_form(request.form, lists_of(program.slug, now()), program.time_zone, now())
    slug = request.form.get("of", "")
    if "HX-Request" in request.headers:
        draft = None if form.errors or not form.content else drafted(program, slug, form.content, NOT_SAVED, 0)
        return render_template(
            "inquiries/found.html", **draft_page(program, draft), errors=form.errors, url="", ways=[]
        )
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return edit_page(program, slug, form, is_saved=False, slug_typed=request.form.get("slug", "")), status


@blueprint.post("/<slug>/drop")
@requires("answers.draft")
def drop(slug: str) -> ResponseReturnValue:
    """Give up the draft of an answer's next edition."""
    program = program_of(request.args)
    reason = request.form.get("reason", "")
    with transaction():
        issues = drop_draft(program=program, slug=slug, reason=reason, by=actor(), at=now())
    return answered(program, slug, issues, "/answers")


def edit_page(
    program: ProgramFacts,
    slug: str,
    form: AnswerForm,
    *,
    errors: Errors | None = None,
    is_saved: bool = True,
    theirs: AnswerContent | None = None,
    slug_typed: str = "",
) -> str:
    """Return the page on which an answer is written, cleared and published, with what was typed.

    `slug` is empty for a new answer, whose name is in `slug_typed`; `theirs` is what somebody else saved meanwhile.
    """
    someone = signed_in()
    standing = standing_contents(program).get(slug)
    draft_id = find_draft(program.id, slug) if slug else None
    draft = None
    if form.content and not form.errors:
        draft = drafted(program, slug, form.content, draft_id or NOT_SAVED, form.read)
    page: dict[str, Any] = draft_page(
        program,
        draft,
        clearer=Clearer(id=someone.id, role=someone.role, office=someone.office),
        standing=standing,
        is_saved=is_saved and draft_id is not None,
    )
    return render_template(
        "answers/edit.html",
        **page,
        slug=slug,
        slug_typed=slug_typed,
        given=form.given,
        version=form.read,
        errors={**form.errors, **(errors or {})},
        theirs=theirs,
        audiences=audience_choices(get_audiences()),
        states=state_choices(get_atlas()),
        ways=way_choices() if page["is_saved"] and may(someone.role, "answers.draft") else [],
        url=f"/answers/{slug}",
        may_draft=may(someone.role, "answers.draft"),
        may_publish=may(someone.role, "answers.publish") and not page["is_own"],
        may_retire=may(someone.role, "answers.publish") and standing is not None,
    )


def stored_form(program: ProgramFacts, slug: str) -> AnswerForm:
    """Return the newest version of the draft, or else the edition that stands, or answer that there is neither."""
    draft_id = find_draft(program.id, slug)
    if draft_id:
        number, content = newest_version(draft_id, now())
        return shown_content(content, number)
    standing = standing_contents(program).get(slug)
    if standing is None:
        abort(HTTPStatus.NOT_FOUND)
    return shown_content(renewed(standing), 0)


def drafted(program: ProgramFacts, slug: str, content: AnswerContent, draft_id: str, number: int) -> AnswerDraftFacts:
    """Return a draft with this content as it reads now."""
    return get_draft(program, slug, content, draft_id=draft_id, number=number, at=now())


def standing_contents(program: ProgramFacts) -> dict[str, AnswerContent]:
    """Return what each answer says now, for staff or in public."""
    stood = ((each.slug, each.standing(now())) for each in list_answers(program.slug, READER, now()))
    return {slug: shown.content for slug, shown in stood if shown}


def answered(program: ProgramFacts, slug: str, issues: Issues, then: str) -> ResponseReturnValue:
    """Return the page with what is wrong, or lead on."""
    if not issues:
        return redirect(then, HTTPStatus.SEE_OTHER)
    if find_draft(program.id, slug) is None:
        raise Problem(HTTPStatus.CONFLICT, "This draft is closed", issues[0].message)
    errors = {issue.field or "clearance": issue.message for issue in reversed(issues)}
    return edit_page(program, slug, stored_form(program, slug), errors=errors), HTTPStatus.BAD_REQUEST


def _save(program: ProgramFacts, slug: str, form: AnswerForm) -> ResponseReturnValue:
    content = form.content
    if content is None:
        return edit_page(program, slug, form, is_saved=False), HTTPStatus.BAD_REQUEST
    beside = beside_issues(slug, content, standing_contents(program))
    if beside:
        errors = {issue.field or "question": issue.message for issue in reversed(beside)}
        return edit_page(program, slug, form, errors=errors, is_saved=False), HTTPStatus.BAD_REQUEST
    with transaction():
        issues = save_draft(program=program, slug=slug, content=content, read=form.read, by=actor(), at=now())
    if issues:
        theirs = stored_form(program, slug)
        shown = AnswerForm(form.given, theirs.read, content, Issues())
        errors = {"version": issues[0].message}
        page = edit_page(program, slug, shown, errors=errors, is_saved=False, theirs=theirs.content)
        return page, HTTPStatus.CONFLICT
    return redirect(f"/answers/{slug}/edit", HTTPStatus.SEE_OTHER)
