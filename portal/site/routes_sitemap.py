"""The addresses of everything that lasts, for search engines (sitemaps.org, protocol 0.9)."""

from flask import Response, current_app, render_template

from portal.common.clock import now
from portal.common.security import KEPT_WHILE_UNCHANGED
from portal.common.web import public
from portal.site.blueprint import site
from portal.site.queries_sitemap import list_pages


@site.get("/sitemap.xml")
@public
def sitemap() -> Response:
    """List each lasting page, with the day on which it last changed where there is one."""
    base_url = current_app.config["PORTAL"].base_url
    text = render_template("site/sitemap.xml", base_url=base_url, pages=list_pages(now()))
    return Response(text, mimetype="application/xml", headers={"Cache-Control": KEPT_WHILE_UNCHANGED})
