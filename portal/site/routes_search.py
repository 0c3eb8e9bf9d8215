"""The page of the search over everything public."""

from flask import render_template, request

from portal.common.clock import now
from portal.common.security import KEPT_WHILE_UNCHANGED
from portal.common.web import public
from portal.programs.forms import PROGRAM, program_of
from portal.site.blueprint import site
from portal.site.forms_search import read_search
from portal.site.routes_search_page import search_page

HEADERS = {"Cache-Control": KEPT_WHILE_UNCHANGED}


@site.get("/search")
@public
def search() -> tuple[str, int, dict[str, str]]:
    """Search the words of every edition, as it was in force on a day and as far as was published; takes both dates."""
    program, instant = program_of(request.args), now()
    read = read_search(request.args, program.time_zone, instant)
    named = program.slug if PROGRAM in request.args else None
    html = render_template("site/search.html", form=read.form, **search_page(read, named, instant))
    return (html, 400, {}) if read.form.errors else (html, 200, HEADERS)
