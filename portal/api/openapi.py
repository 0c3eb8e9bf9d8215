"""The API as a whole: its paths, its description in OpenAPI 3.1, and what all its answers have in common."""

from collections.abc import Callable
from typing import Any, Final

from apiflask import APIFlask
from flask import Response

from portal.api import (
    routes_audit,
    routes_check,
    routes_faqs,
    routes_guidance,
    routes_obligations,
    routes_programs,
    routes_search,
)
from portal.api.answers import open_to_other_sites, unless_known
from portal.common.web import API, EVERYBODY, declare, is_api

BLUEPRINTS: Final = (
    routes_programs.blueprint,
    routes_guidance.blueprint,
    routes_obligations.blueprint,
    routes_faqs.blueprint,
    routes_search.blueprint,
    routes_check.blueprint,
    routes_audit.blueprint,
)
# The name that APIFlask gives to the view of the description.
DESCRIBED: Final = "openapi.spec"
TITLE: Final = "Guidance and obligations"
VERSION: Final = "1"
DESCRIPTION: Final = (
    "Dated guidance and the obligations that it sets, for any kind of stakeholder, place and day. `effective_on` is "
    "the day on which a rule governs; `known_on` the day by whose end it had been published. Refusals are problems "
    "(RFC 9457) that name the parameter. Every answer has a strong ETag."
)


def open_api(app: APIFlask) -> None:
    """Add the API to the portal."""
    _describe(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    _read_only(app)
    app.after_request(_open)


def _describe(app: APIFlask) -> None:
    app.title, app.version, app.description = TITLE, VERSION, DESCRIPTION
    # A relative address, so that the description reads the same under every name of the portal.
    app.servers = [{"url": "/"}]
    app.config.update(
        VALIDATION_ERROR_STATUS_CODE=400,
        # `reads` describes the refusals of each path, as problems and not in APIFlask's own form.
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        AUTO_404_RESPONSE=False,
        SPEC_DECORATORS=[_with_etag],
    )
    app.spec_processor(_of_the_api)


def _read_only(app: APIFlask) -> None:
    """Declare the description public, and take from its path the method that Flask adds before it reads a setting."""
    declare(app, DESCRIBED, EVERYBODY)
    for rule in app.url_map.iter_rules(DESCRIBED):
        rule.methods = {"GET", "HEAD"}


def _of_the_api(spec: Any) -> Any:  # noqa: ANN401 - APIFlask gives a dict, but says that it may be YAML
    """Leave out what is no part of the API, and say of numbers in addresses what they are."""
    spec["paths"] = {path: operations for path, operations in spec["paths"].items() if path.startswith(API)}
    for operations in spec["paths"].values():
        parameters = [each for operation in operations.values() for each in operation.get("parameters", ())]
        for parameter in parameters:
            if parameter["in"] == "path" and parameter["name"] == "number":
                parameter["schema"] = {"type": "integer", "minimum": 1}
    return spec


def _with_etag(view: Callable[..., Response]) -> Callable[..., Response]:
    def described(**values: object) -> Response:
        return unless_known(view(**values))

    return described


def _open(response: Response) -> Response:
    return open_to_other_sites(response) if is_api() else response
