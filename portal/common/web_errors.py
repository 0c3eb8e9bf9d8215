"""Every refusal and every failure as one page of the portal, or as one JSON problem under `/api/`."""

import json
from http import HTTPStatus
from types import MappingProxyType
from typing import Final

from apiflask.exceptions import HTTPError as SchemaError
from flask import Flask, Response, current_app, render_template
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from portal.common.logs import log_failure, request_id
from portal.common.security import NEVER_KEPT
from portal.common.web import CHALLENGE, BadParameter, Problem, is_api, limiter

PROBLEM_JSON: Final = "application/problem+json"

# A writer waits ten seconds for its turn; who comes back after that finds the turn free.
BACK_IN_SECONDS: Final = 10

TEMPLATE: Final = "error.html"

WORDS: Final = MappingProxyType(
    {
        400: ("This request could not be read", "Something in the address or in the form is not what is taken here."),
        401: ("Sign in first", "This is open to those with an account only."),
        403: ("This is not open to you", "Your account has no permission for it. The attempt was recorded."),
        404: ("There is no such page", "No page has this address, or it is not open to you."),
        405: ("This address does not do that", "The page exists, but it does not take what was sent to it."),
        413: ("That is too large", "What was sent is larger than this portal takes. Nothing of it was stored."),
        415: ("This format is not taken here", "What was sent is in another format than the one that is taken here."),
        429: ("Too many requests", "More requests came from your address in a short time than are answered."),
        500: ("Something went wrong on our side", "The portal met an error that it did not expect."),
        503: ("The portal cannot answer right now", "It is being restarted, or is busier than it can be."),
    }
)
OTHER: Final = ("The request was refused", "Nothing was changed.")
STALE_FORM: Final = (
    "The form was open for too long, or you signed in or out since it was opened. Nothing was sent or changed. Go "
    "back: your browser keeps what you wrote. Copy it, reload the page, paste it, and send the form again."
)

# Shown when not even the portal's own page can be made; it asks nothing of the database or of a template.
BARE_PAGE: Final = (
    '<!DOCTYPE html>\n<html lang="en-US">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
    '<body><main><h1>{title}</h1><p>{detail}</p><p><a href="/">Home</a></p></main></body>\n</html>\n'
)


def answer_errors(app: Flask) -> None:
    """Answer every refusal and failure in the portal's own words."""
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(SchemaError, _against_schema)
    app.register_error_handler(RateLimitExceeded, _too_often)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(Exception, _failed)
    answer_unavailable(app, OperationalError, NoConnectionError)


def answer_unavailable(app: Flask, *errors: type[Exception]) -> None:
    """Answer these failures with 503: the cause lies outside the request and will pass."""
    for error in errors:
        app.register_error_handler(error, _unavailable)


def problem_of(status: int) -> Problem:
    """Return a refusal of which nothing more is to be said than its status does."""
    return Problem(status, *WORDS.get(status, OTHER))


def _refused(error: HTTPException) -> Response:
    answer = _answer(error if isinstance(error, Problem) else problem_of(error.code or 500))
    if isinstance(error, MethodNotAllowed):
        answer.headers["Allow"] = dict(error.get_headers())["Allow"]
    return answer


def _against_schema(error: SchemaError) -> Response:
    """Turn what APIFlask found against a schema into a problem that names the parameter."""
    places = error.detail.values() if isinstance(error.detail, dict) else ()
    for fields in places:
        for name, messages in fields.items():
            return _answer(BadParameter(name, " ".join(messages) if isinstance(messages, list) else str(messages)))
    return _answer(problem_of(error.status_code))


def _too_often(_error: RateLimitExceeded) -> Response:
    limit = limiter.current_limit
    problem = problem_of(HTTPStatus.TOO_MANY_REQUESTS)
    problem.retry_after = limit.limit.get_expiry() if limit else BACK_IN_SECONDS
    return _answer(problem)


def _stale_form(_error: CSRFError) -> Response:
    return _answer(Problem(HTTPStatus.BAD_REQUEST, "The form can no longer be sent", STALE_FORM))


def _unavailable(error: Exception) -> Response:
    log_failure(error, status=HTTPStatus.SERVICE_UNAVAILABLE)
    problem = problem_of(HTTPStatus.SERVICE_UNAVAILABLE)
    problem.retry_after = BACK_IN_SECONDS
    return _answer(problem)


def _failed(error: Exception) -> Response:
    log_failure(error, status=HTTPStatus.INTERNAL_SERVER_ERROR)
    problem = problem_of(HTTPStatus.INTERNAL_SERVER_ERROR)
    problem.members["request"] = request_id()
    return _answer(problem)


def _answer(problem: Problem) -> Response:
    body, kind = (_json(problem), PROBLEM_JSON) if is_api() else (_page(problem), "text/html")
    answer = Response(body, status=problem.status, mimetype=kind)
    answer.headers["Cache-Control"] = NEVER_KEPT
    if problem.status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = CHALLENGE
    if problem.retry_after is not None:
        answer.headers["Retry-After"] = str(problem.retry_after)
    return answer


def _json(problem: Problem) -> str:
    return json.dumps(problem.as_json(), ensure_ascii=False)


def _page(problem: Problem) -> str:
    shown = {"problem": problem, "status": problem.status}
    try:
        if problem.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return render_template(TEMPLATE, **shown)
        # Without what every page is given, since that asks the database, which may be what failed.
        return current_app.jinja_env.get_template(TEMPLATE).render(**shown)
    except Exception as error:  # noqa: BLE001 - the page of an error must be made whatever else fails
        log_failure(error, status=problem.status)
        return BARE_PAGE.format(title=escape(problem.title), detail=escape(problem.detail))
