"""The home page."""

from flask import render_template, request

from portal.common.clock import now
from portal.common.security import KEPT_WHILE_UNCHANGED
from portal.common.web import public
from portal.programs.forms import program_of
from portal.site.blueprint import site
from portal.site.queries_home import home_of


@site.get("/")
@public
def home() -> tuple[str, dict[str, str]]:
    """Show the program in one screen, and ask what applies to whom."""
    page = home_of(program_of(request.args), now())
    return render_template("site/home.html", **page), {"Cache-Control": KEPT_WHILE_UNCHANGED}
