"""What leadership is asked to decide: the open requests by age and by who waits, and what was decided."""

from http import HTTPStatus

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from portal.accounts.access import actor, signed_in
from portal.accounts.rules_permissions import may
from portal.common.clock import now
from portal.common.database import transaction
from portal.common.web import requires
from portal.directions.actions import decide_direction
from portal.directions.queries import DirectionNotFoundError, get_direction, list_directions
from portal.directions.rules_direction import DECISION_WORDS, DirectionFacts
from portal.programs.forms import program_of
from portal.site.blueprint import site
from portal.site.queries_directions import direction_view


@site.get("/directions")
@requires("directions.read")
def directions() -> str:
    """List what leadership is asked, the longest waiting first, and what was decided."""
    program = program_of(request.args)
    views = [direction_view(each, program, now()) for each in list_directions(program.id)]
    waiting, decided = [each for each in views if each.is_open], [each for each in views if not each.is_open]
    return render_template("site/directions.html", waiting=waiting, decided=decided)


@site.get("/directions/<string:direction_id>")
@requires("directions.read")
def direction(direction_id: str) -> str:
    """Show one request: what is asked, what is in force meanwhile, who waits, and what was decided."""
    return _page(_find(direction_id), {}, "")


@site.post("/directions/<string:direction_id>/decision")
@requires("directions.decide")
def decide(direction_id: str) -> ResponseReturnValue:
    """Record what a leader decides."""
    found = _find(direction_id)
    kind, words = request.form.get("decision", ""), request.form.get("words", "")
    with transaction():
        issues = decide_direction(direction_id=found.id, kind=kind, words=words, by=actor(), at=now())
    if issues:
        errors = {issue.field or "decision": issue.message for issue in reversed(issues)}
        return _page(_find(direction_id), errors, words), HTTPStatus.BAD_REQUEST
    return redirect(found.url, HTTPStatus.SEE_OTHER)


def _page(found: DirectionFacts, errors: dict[str, str], words: str) -> str:
    return render_template(
        "site/direction.html",
        direction=direction_view(found, program_of(request.args), now()),
        decisions=[{"value": "", "label": "Choose one"}]
        + [{"value": str(kind), "label": label} for kind, label in DECISION_WORDS.items()],
        errors=errors,
        words=words,
        may_decide=found.is_open and may(signed_in().role, "directions.decide"),
    )


def _find(direction_id: str) -> DirectionFacts:
    try:
        return get_direction(direction_id)
    except DirectionNotFoundError:
        abort(HTTPStatus.NOT_FOUND)
