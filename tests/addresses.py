"""Every public address of the portal, by the route that answers it; a route without one fails the tests that read this.

The document is `participation`, the public answer `are-we-told`, and the provision `LABEL`, of which the caller says
what it is called.
"""

from collections.abc import Iterator

from flask import Flask

from portal.common.web import DECLARED, EVERYBODY

# Pages for people.
PAGES = {
    "accounts.sign_in_page": ["/sign-in"],
    "accounts.sign_out_page": ["/sign-out"],
    "site.home": ["/"],
    "site.applies": [
        "/applies",
        "/applies?audience=sheriff",
        "/applies?audience=sheriff&state=il",
        "/applies?audience=state&state=ny",
        "/applies?audience=public&state=il&county=17031",
    ],
    "guidance.documents": ["/guidance", "/guidance?changed=1"],
    "guidance.in_force": ["/guidance/participation", "/guidance/participation?audience=sheriff"],
    "guidance.editions": ["/guidance/participation/editions"],
    "guidance.edition": ["/guidance/participation/editions/1"],
    "guidance.comparison": ["/guidance/participation/compare/1...2"],
    "guidance.matrix": ["/guidance/participation/matrix"],
    "site.provision": ["/guidance/participation/provisions/LABEL"],
    "site.faqs": ["/faqs"],
    "site.faq": ["/faqs/are-we-told"],
    "site.search": ["/search", "/search?q=letter"],
    "site.check_form": ["/check"],
    "site.check_code": ["/check/0000-0000-0000-0000-0000-0000-0000-0000"],
    "site.contact": ["/contact"],
    "site.ask": ["/ask", "/ask?audience=sheriff&state=il"],
    "site.followed_question": ["/ask/neverissued"],
    "site.corrections": ["/corrections"],
}

# Answers for programs, and files.
OTHERS = {
    "openapi.spec": ["/api/openapi.json"],
    "api_programs.programs": ["/api/v1/programs"],
    "api_programs.jurisdictions": ["/api/v1/jurisdictions?state=IL"],
    "api_guidance.documents": ["/api/v1/guidance"],
    "api_guidance.edition_in_force": ["/api/v1/guidance/participation"],
    "api_guidance.editions": ["/api/v1/guidance/participation/editions"],
    "api_guidance.edition": ["/api/v1/guidance/participation/editions/1"],
    "api_guidance.compared_editions": ["/api/v1/guidance/participation/compare?from=1&to=2"],
    "api_obligations.obligations": ["/api/v1/obligations", "/api/v1/obligations?audience=sheriff&provision=LABEL"],
    "api_faqs.faqs": ["/api/v1/faqs"],
    "api_faqs.faq": ["/api/v1/faqs/are-we-told"],
    "api_search.search": ["/api/v1/search?q=letter"],
    "api_audit.audit_head": ["/api/v1/audit/head"],
    "guidance.chosen_comparison": ["/guidance/participation/compare?from=1&to=2"],
    "site.edition_pdf": ["/guidance/participation/editions/1.pdf"],
    "site.healthz": ["/healthz"],
    "site.readyz": ["/readyz"],
    "site.robots": ["/robots.txt"],
    "site.sitemap": ["/sitemap.xml"],
}

# What takes both dates (contract.md sections 4 and 6).
DATED = {
    "site.applies",
    "site.provision",
    "site.faqs",
    "site.faq",
    "site.search",
    "guidance.documents",
    "guidance.in_force",
    "guidance.editions",
    "guidance.edition",
    "guidance.comparison",
    "guidance.matrix",
    "api_guidance.documents",
    "api_guidance.edition_in_force",
    "api_guidance.editions",
    "api_guidance.edition",
    "api_guidance.compared_editions",
    "api_obligations.obligations",
    "api_faqs.faqs",
    "api_faqs.faq",
    "api_search.search",
}


def pages(label: str) -> list[str]:
    """Return every public page."""
    return [address.replace("LABEL", label) for listed in PAGES.values() for address in listed]


def dated_pages(label: str) -> list[str]:
    """Return every public page that takes both dates."""
    return [address.replace("LABEL", label) for route in PAGES if route in DATED for address in PAGES[route]]


def addresses(label: str) -> Iterator[str]:
    """Return everything public: without a date, for a day ahead, and for a day that is past."""
    for route, listed in {**PAGES, **OTHERS}.items():
        for address in listed:
            named = address.replace("LABEL", label)
            yield named
            if route in DATED:
                mark = "&" if "?" in named else "?"
                yield f"{named}{mark}effective_on=2013-01-01"
                yield f"{named}{mark}effective_on=2012-01-01&known_on=2012-01-01"


def public_routes(app: Flask) -> set[str]:
    """Return the routes that everybody may read."""
    declared = app.extensions[DECLARED]
    readable = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    return {endpoint for endpoint in readable if declared[endpoint] == EVERYBODY}
