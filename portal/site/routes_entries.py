"""Putting on record by hand what was said outside of this portal."""

from http import HTTPStatus

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from portal.accounts.access import actor
from portal.answers.queries_statable import lists_of
from portal.common.clock import now
from portal.common.database import db, transaction
from portal.common.options import options_to_choose
from portal.common.web import requires
from portal.guidance.rules_levels import Level
from portal.programs.forms import program_of
from portal.programs.models import Program
from portal.programs.queries import ProgramFacts, get_atlas, get_audiences
from portal.programs.rules_choices import audience_choices, state_choices
from portal.site.blueprint import site
from portal.site.forms_entry import ROWS, EntryForm, empty_entry, read_entry_form
from portal.statements.actions import enter_entries
from portal.statements.rules_content import KIND_WORDS

TAKEN = "An entry of this name is on record already. Choose another name."


@site.get("/statements/new")
@requires("statements.enter")
def new_entry() -> ResponseReturnValue:
    """Show the form of an entry of the register."""
    return _page(program_of(request.args), empty_entry(), {})


@site.post("/statements")
@requires("statements.enter")
def enter_statement() -> ResponseReturnValue:
    """Put an entry on record; from then on it is public and never changes."""
    program = program_of(request.args)
    form = read_entry_form(request.form, lists_of(program.slug, now()), program.time_zone, now())
    if form.content is None:
        return _page(program, form, form.errors), HTTPStatus.BAD_REQUEST
    with transaction():
        row = db.session.get_one(Program, program.id)
        tally = enter_entries(program=row, entries=[form.content], by=actor(), at=now())
    if not tally.added:
        return _page(program, form, {"slug": TAKEN}), HTTPStatus.BAD_REQUEST
    return redirect("/statements", HTTPStatus.SEE_OTHER)


def _page(program: ProgramFacts, form: EntryForm, errors: dict[str, str]) -> str:
    labels = sorted(lists_of(program.slug, now()).labels)
    return render_template(
        "site/entry.html",
        given=form.given,
        errors=errors,
        rows=ROWS,
        kinds=options_to_choose((str(kind), words) for kind, words in KIND_WORDS.items()),
        provisions=options_to_choose((label, label) for label in labels),
        audiences=audience_choices(get_audiences()),
        states=state_choices(get_atlas()),
        levels=options_to_choose((str(level), level.value.capitalize()) for level in Level),
    )
