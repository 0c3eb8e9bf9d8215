"""The public pages of standard answers, and the list of all of them for staff."""

from datetime import datetime

from flask import abort, render_template, request

from portal.accounts.access import signed_in
from portal.accounts.rules_permissions import may
from portal.answers.queries import AnswerNotFoundError, get_faq, list_answers, list_faqs
from portal.answers.queries_drafts import list_drafts
from portal.answers.queries_page import answer_page, grouped, pages_of
from portal.answers.rules_answer import Answer
from portal.answers.rules_content import STAFF
from portal.common.clock import now
from portal.common.security import KEPT_WHILE_UNCHANGED
from portal.common.web import BadParameter, public, requires
from portal.guidance.forms import ReadMoment, read_page_moment
from portal.guidance.rules_nothing import dates_of
from portal.items.rules import Reader
from portal.programs.forms import program_of
from portal.programs.queries import ProgramFacts, list_programs
from portal.site.blueprint import site

HEADERS = {"Cache-Control": KEPT_WHILE_UNCHANGED}
Page = tuple[str, int, dict[str, str]]


@site.get("/faqs")
@public
def faqs() -> Page:
    """List the questions that were answered in public, by whom they concern; takes both dates."""
    program = program_of(request.args)
    read = _dates(program)
    pages = pages_of(list_faqs(program.slug, now()), read.moment)
    page = render_template(
        "site/faqs.html",
        groups=grouped(pages),
        total=len(pages),
        given=dict(read.given),
        dates=dates_of(read.moment, read.known_on, now(), "/faqs"),
        last_changed=max((each.reviewed for each in pages), default=None),
    )
    return page, 200, HEADERS


@site.get("/faqs/<slug>")
@public
def faq(slug: str) -> Page:
    """Show one answer with what it states, what became of that, and its history; takes both dates."""
    try:
        answer = get_faq(slug, [each.slug for each in list_programs()], now())
    except AnswerNotFoundError:
        abort(404)
    program = next(each for each in list_programs() if each.slug == answer.program)
    read = _dates(program)
    found, retired = answer_page(answer, read.moment), answer.retired(read.moment.known)
    page = render_template(
        "site/faq.html",
        answer=found,
        question=found.question
        if found
        else answer.known(read.moment.known)[-1:][0].content.question
        if answer.known(read.moment.known)
        else answer.editions[0].content.question,
        retirement=retired,
        dates=dates_of(read.moment, read.known_on, now(), f"/faqs/{slug}"),
        last_changed=found.reviewed if found else None,
    )
    return page, 200 if found or retired else 404, HEADERS if found else {}


@site.get("/answers")
@requires("answers.read")
def answers() -> str:
    """List every standard answer for staff: those that no longer hold and those due for review first."""
    program = program_of(request.args)
    read = _dates(program)
    reader = Reader(permissions=frozenset({STAFF}))
    pages = pages_of(list_answers(program.slug, reader, now()), read.moment)
    stale = [each for each in pages if not each.holds]
    due = [each for each in pages if each.holds and each.review_by and each.review_by < read.moment.on]
    return render_template(
        "site/answers.html",
        stale=stale,
        due=due,
        groups=grouped([each for each in pages if each not in stale and each not in due]),
        total=len(pages),
        drafts=list_drafts(program.id),
        may_draft=may(signed_in().role, "answers.draft"),
        dates=dates_of(read.moment, read.known_on, now(), "/answers"),
    )


def _dates(program: ProgramFacts) -> ReadMoment:
    read = read_page_moment(request.args, program.time_zone, now())
    for name, message in read.errors.items():
        raise BadParameter(name, message)
    return read


def _question(answer: Answer, known: datetime) -> str:
    """Return the question as it was asked last, or as it was asked first where that was still to come."""
    return (answer.known(known) or answer.editions[:1])[-1].content.question
