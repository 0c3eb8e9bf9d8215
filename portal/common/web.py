"""What every view declares and how every refusal is worded; knows no feature.

A view says who may call it with `@public` or `@requires("action")`. The mark is read at start-up, where a view
without one stops the portal, and on every request, where the accounts enforce it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, TypeVar

from flask import Flask, current_app, request
from flask_limiter import Limiter
from werkzeug.exceptions import HTTPException

from portal.common.security import visitor_address

View = TypeVar("View", bound=Callable[..., Any])

MARK: Final = "portal_access"
DECLARED: Final = "portal-access"
API: Final = "/api/"

# RFC 9110 asks every 401 for a challenge; ours is the form of the sign-in page.
CHALLENGE: Final = 'Form realm="portal"'

# A name or a text of a visitor is shown back no longer than this.
SHOWN = 60


@dataclass(frozen=True)
class Access:
    """Who may call a view: everybody when `action` is None, else whom the permission table lets do the action."""

    action: str | None


EVERYBODY: Final = Access(None)


class UndeclaredRouteError(Exception):
    """A route does not say who may call it, or names an action that the permission table does not know."""


def public(view: View) -> View:
    """Declare that everybody may call the view."""
    return _marked(view, EVERYBODY)


def requires(action: str) -> Callable[[View], View]:
    """Declare that only those may call the view whom the permission table lets do `action`."""

    def mark(view: View) -> View:
        return _marked(view, Access(action))

    return mark


def declare(app: Flask, endpoint: str, access: Access) -> None:
    """Declare the access to a view that an extension has added, and that therefore carries no mark of its own."""
    app.view_functions[endpoint] = _marked(app.view_functions[endpoint], access)


def check_declared(app: Flask, actions: Collection[str]) -> None:
    """Keep what every route declares; raises UndeclaredRouteError, which stops the start, with the route's name.

    Args:
        app: The portal with all its routes.
        actions: The actions that the permission table knows.
    """
    declared: dict[str, Access] = {}
    for rule in app.url_map.iter_rules():
        access = getattr(app.view_functions[rule.endpoint], MARK, None)
        if access is None:
            message = f"{rule.endpoint} ({rule.rule}) declares no access; write @public or @requires(…) above it"
            raise UndeclaredRouteError(message)
        if access.action is not None and access.action not in actions:
            message = f"{rule.endpoint} ({rule.rule}) requires {access.action!r}, which no permission names"
            raise UndeclaredRouteError(message)
        declared[rule.endpoint] = access
    app.extensions[DECLARED] = declared


def declared_access() -> Access:
    """Return who may call the view of this request; a path that leads nowhere is everybody's 404."""
    declared: dict[str, Access] = current_app.extensions[DECLARED]
    return declared.get(request.endpoint or "", EVERYBODY)


def is_api() -> bool:
    """Tell whether this request is answered in JSON, its errors included."""
    return request.path.startswith(API)


class Problem(HTTPException):
    """A refusal in words: a page for people, `application/problem+json` (RFC 9457) under `/api/`.

    Args:
        status: The HTTP status.
        title: What happened, the same for every refusal of this kind; a page's heading.
        detail: What is wrong and what to do, in whole sentences.
        parameter: The field or query parameter that is wrong, as the visitor wrote it.
        retry_after: Seconds after which the same request may work.
        members: Further members of the JSON object, for programs.
    """

    def __init__(
        self,
        status: int,
        title: str,
        detail: str,
        *,
        parameter: str | None = None,
        retry_after: int | None = None,
        members: Mapping[str, str] | None = None,
    ) -> None:
        """Keep what the answer says."""
        super().__init__(detail)
        self.code = self.status = int(status)
        self.title = title
        self.detail = detail
        self.parameter = parameter
        self.retry_after = retry_after
        self.members = dict(members or {})

    def as_json(self) -> dict[str, str | int]:
        """Return the members of the JSON object; a problem without a type of its own is what its status says."""
        known: dict[str, str | int] = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.parameter is not None:
            known["parameter"] = self.parameter
        return {**known, **self.members}


class BadParameter(Problem):
    """A field or query parameter cannot be used; nothing was changed.

    Args:
        parameter: Its name, as the visitor wrote it.
        message: What is accepted instead, as a whole sentence.
    """

    def __init__(self, parameter: str, message: str) -> None:
        """Name the parameter as the visitor wrote it, as far as that can be shown."""
        name = shown(parameter)
        super().__init__(HTTPStatus.BAD_REQUEST, "Part of the request cannot be used", message, parameter=name)


def shown(text: str) -> str:
    """Shorten what a visitor wrote so that it can be shown back; what cannot be displayed becomes a mark."""
    visible = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:SHOWN])
    return visible if len(text) <= SHOWN else f"{visible}…"


# The counts live in this process: with several processes a visitor may ask that many times as often.
limiter = Limiter(key_func=visitor_address, storage_uri="memory://")
limited = limiter.limit


def _marked(view: View, access: Access) -> View:
    setattr(view, MARK, access)
    return view
