"""Whether the portal lives and can work, for those who run it; and what search engines may read."""

from flask import Response

from portal.common.database import database_is_ready
from portal.common.ledger_version import LedgerVersion, ledger_version
from portal.common.schema import pending_migrations
from portal.common.web import Problem, public
from portal.site.blueprint import site

# Questions with parameters are endless, and their answers stand on the pages that are listed.
ROBOTS = "User-agent: *\nDisallow: /search\nDisallow: /check\nDisallow: /sign-in\n"


@site.get("/healthz")
@public
def healthz() -> Response:
    """Say that the process answers."""
    return Response("ok\n", mimetype="text/plain")


@site.get("/readyz")
@public
def readyz() -> Response:
    """Say that the database is there and at the newest migration; else 503."""
    if not database_is_ready(LedgerVersion.__tablename__) or pending_migrations():
        detail = "The database lacks migrations; run `portal db upgrade`."
        raise Problem(503, "Not ready", detail)
    ledger_version()
    return Response("ready\n", mimetype="text/plain")


@site.get("/robots.txt")
@public
def robots() -> Response:
    """Tell search engines which pages are answers to questions and not texts."""
    return Response(ROBOTS, mimetype="text/plain")
