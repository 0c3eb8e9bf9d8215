"""The page "What applies to us", the center of the portal."""

from http import HTTPStatus
from urllib.parse import urlencode

from flask import current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue

from portal.common.clock import now
from portal.common.security import KEPT_WHILE_UNCHANGED
from portal.common.web import public
from portal.common.web_check_codes import check_codes
from portal.programs.forms import program_of
from portal.programs.queries import get_atlas, get_audiences
from portal.site.blueprint import site
from portal.site.forms_applies import read_question
from portal.site.queries_applies import page_of

HEADERS = {"Cache-Control": KEPT_WHILE_UNCHANGED}


@site.get("/applies")
@public
def applies() -> ResponseReturnValue:
    """Answer what applies to a kind of stakeholder in a place; takes both dates. A state stands in lower case."""
    state = request.args.get("state", "")
    if state != state.lower():
        return redirect(f"/applies?{urlencode({**request.args, 'state': state.lower()})}", HTTPStatus.MOVED_PERMANENTLY)
    program = program_of(request.args)
    read = read_question(request.args, program.time_zone, now(), get_audiences(), get_atlas())
    page = page_of(program, read, current_app.config["PORTAL"].base_url, check_codes())
    html = render_template("site/applies.html", form=read.form, **page)
    return (html, 400, {}) if read.form.errors else (html, 200, HEADERS)
