"""Whether the portal lives and can work, for those who run it; and what search engines may read."""

from flask import Response, current_app

from portal.common.migrations import is_migrated
from portal.common.web import Problem, public
from portal.site.blueprint import site

# Questions with parameters are endless, and their answers stand on the pages that are listed.
ROBOTS = "User-agent: *\nDisallow: /search\nDisallow: /check\nDisallow: /sign-in\n\nSitemap: {base_url}/sitemap.xml\n"


@site.get("/healthz")
@public
def healthz() -> Response:
    """Say that the process answers."""
    return Response("ok\n", mimetype="text/plain")


@site.get("/readyz")
@public
def readyz() -> Response:
    """Say that the database is there and at the newest migration; else 503."""
    if not is_migrated():
        detail = "The database lacks migrations; run `portal db upgrade`."
        raise Problem(503, "Not ready", detail)
    return Response("ready\n", mimetype="text/plain")


@site.get("/robots.txt")
@public
def robots() -> Response:
    """Tell search engines which pages are answers to questions and not texts."""
    text = ROBOTS.format(base_url=current_app.config["PORTAL"].base_url)
    return Response(text, mimetype="text/plain")
