"""Whom to ask: the office behind each document."""

from flask import render_template, request

from portal.common.clock import now
from portal.common.security import KEPT_WHILE_UNCHANGED
from portal.common.web import public
from portal.guidance.queries import list_books
from portal.programs.forms import program_of
from portal.site.blueprint import site


@site.get("/contact")
@public
def contact() -> tuple[str, dict[str, str]]:
    """Name the office that issues each document, and the one that owns it."""
    program = program_of(request.args)
    books = list_books(now(), program=program.slug)
    return render_template("site/contact.html", books=books), {"Cache-Control": KEPT_WHILE_UNCHANGED}
