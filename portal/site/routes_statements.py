"""The register of what was said outside of the portal, for those who answer and those who audit."""

from typing import Final

from flask import render_template, request

from portal.accounts.access import signed_in
from portal.accounts.rules_permissions import may
from portal.common.clock import now
from portal.common.web import requires
from portal.common.web_paging import read_paging
from portal.inquiries.queries_drafts import READER
from portal.programs.forms import program_of
from portal.site.blueprint import site
from portal.site.forms_statements import read_period
from portal.statements.queries_said import count_retrospects, list_said, list_spreads

# With more the page would be too heavy to load.
SHOWN: Final = 20


@site.get("/statements")
@requires("statements.read")
def statements() -> tuple[str, int]:
    """Show every statement of a period with what became of it, and how many different levels were told."""
    program = program_of(request.args)
    form = read_period(request.args, program.time_zone, now())
    every = list_said(program.slug, READER, form.moment)
    said = [each for each in every if form.first <= each.on <= form.last]
    paging = read_paging(request.args, len(said), size=SHOWN, path="/statements")
    spreads = list_spreads(program.slug, READER, form.moment, first=form.first, last=form.last)
    page = render_template(
        "site/statements.html",
        form=form,
        said=paging.shown(said),
        paging=paging,
        may_enter=may(signed_in().role, "statements.enter"),
        total=len(said),
        counts=count_retrospects(said),
        spreads=[each for each in spreads if each.width > 1],
        agreeing=sum(each.width == 1 for each in spreads),
    )
    return page, 400 if form.errors else 200
