"""How a path of the API is declared: what it may be asked, what it gives, and how it refuses."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar, cast

from apiflask import APIBlueprint, Schema
from apiflask.scaffold import APIScaffold
from marshmallow import RAISE

from portal.api.bodies import check_body
from portal.api.schemas import Query, Refusal
from portal.common.web_errors import PROBLEM_JSON

View = TypeVar("View", bound=Callable[..., Any])
Asked = dict[str, Any]

UNUSABLE: Final = "A parameter cannot be used; `parameter` names it."
PREFIX: Final = "/api/v1"

_scaffold: Final = APIScaffold()


def api_blueprint(name: str, tag: str) -> APIBlueprint:
    """Return a blueprint whose paths stand below the prefix of the API."""
    return APIBlueprint(f"api_{name}", __name__, url_prefix=PREFIX, tag=tag)


def reads(query: type[Query], gives: type[Schema], **missing: str) -> Callable[[View], View]:
    """Declare what a path may be asked (handed in as `asked`) and what it gives.

    Args:
        query: Its query parameters; any other is refused.
        gives: The schema of its answer.
        missing: `missing` says in words when it answers 404, for a path that may.
    """

    def declare(view: View) -> View:
        described = _scaffold.doc(responses=_refusals(**missing))(view)
        checked = _scaffold.input(query, location="query", arg_name="asked", unknown=RAISE)(described)
        return _scaffold.output(gives, description="What was asked for.")(checked)

    return declare


def takes(body: type[Query], gives: type[Schema]) -> Callable[[View], View]:
    """Declare which JSON object a path is sent (handed in as `asked`) and what it gives.

    Args:
        body: The members of the object; any other is refused.
        gives: The schema of its answer.
    """

    def declare(view: View) -> View:
        described = _scaffold.doc(responses=_OF_A_BODY)(view)
        checked = _scaffold.input(body, location="json", arg_name="asked", unknown=RAISE)(described)

        @wraps(checked)
        def strictly(**values: Any) -> Any:  # noqa: ANN401 - whatever the view gives
            check_body()
            return checked(**values)

        given = _scaffold.output(gives, description="What was found.")(strictly)
        return cast("View", given)

    return declare


def _refusals(missing: str | None = None) -> dict[int | str, dict[str, Any]]:
    refusals: dict[int | str, dict[str, Any]] = {304: {"description": "Not changed since the answer with this ETag."}}
    refusals[400] = _refusal(UNUSABLE)
    if missing:
        refusals[404] = _refusal(missing)
    return refusals


def _refusal(description: str) -> dict[str, Any]:
    return {"description": description, "content": {PROBLEM_JSON: {"schema": Refusal}}}


_OF_A_BODY: Final[dict[int | str, dict[str, Any]]] = {
    400: _refusal(UNUSABLE),
    413: _refusal("The text is too long."),
    415: _refusal("The body is not sent as JSON."),
    429: _refusal("More was asked in a minute than is answered; `Retry-After` says when to ask again."),
}
