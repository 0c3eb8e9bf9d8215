"""The portal: the only module that names every feature."""

from apiflask import APIFlask
from flask import Flask

from portal.accounts import access, routes, routes_users
from portal.accounts.rules_permissions import ACTIONS
from portal.answers import routes_clearance as routes_answers_clearance
from portal.answers import routes_drafts
from portal.answers.blueprint import blueprint as answers
from portal.api.openapi import open_api
from portal.audit.actions import ClockSteppedBackError
from portal.common.cache import remember
from portal.common.clock import start_clock
from portal.common.database import connect_database
from portal.common.logs import configure_logs
from portal.common.security import secure, trust_proxies
from portal.common.web import check_declared, limiter
from portal.common.web_check_codes import issue_check_codes
from portal.common.web_errors import answer_errors, answer_unavailable
from portal.common.web_pages import word_pages
from portal.common.web_sanity import refuse_bad_requests
from portal.config import Settings, read_settings
from portal.guidance import routes_compare, routes_documents, routes_editions
from portal.guidance.blueprint import EditionNumber, guidance
from portal.inquiries import routes as routes_inquiries
from portal.inquiries import routes_clearance, routes_questions, routes_records, routes_responses
from portal.inquiries.blueprint import blueprint as inquiries
from portal.site import (
    routes_applies,
    routes_ask,
    routes_check,
    routes_contact,
    routes_directions,
    routes_entries,
    routes_faqs,
    routes_frame,
    routes_health,
    routes_home,
    routes_pdf,
    routes_provision,
    routes_search,
    routes_sitemap,
    routes_statements,
    routes_work,
)
from portal.site.blueprint import site

# Importing a module of routes adds them to its blueprint.
ROUTES = (
    routes_answers_clearance,
    routes_drafts,
    routes_applies,
    routes_ask,
    routes_check,
    routes_clearance,
    routes_contact,
    routes_directions,
    routes_entries,
    routes_compare,
    routes_documents,
    routes_editions,
    routes_faqs,
    routes_health,
    routes_home,
    routes_inquiries,
    routes_pdf,
    routes_provision,
    routes_questions,
    routes_records,
    routes_responses,
    routes_search,
    routes_sitemap,
    routes_statements,
    routes_work,
)
BLUEPRINTS = (routes.blueprint, routes_users.blueprint, site, guidance, answers, inquiries)


def create_app(settings: Settings | None = None) -> APIFlask:
    """Build the portal from its settings; raises SettingsError with the variable's name when one is wrong."""
    settings = settings or read_settings()
    configure_logs()
    app = APIFlask(
        "portal",
        static_folder=None,  # type: ignore[arg-type]  # Flask takes None for "no folder", which APIFlask does not say
        json_errors=False,
        spec_path="/api/openapi.json",
        docs_path=None,
    )
    app.config["PORTAL"] = settings
    app.secret_key = settings.key
    connect_database(app, settings.database_url)
    issue_check_codes(app, settings.key)
    word_pages(app)
    remember(app)
    routes_frame.frame_pages(app, settings)
    _stand_guard(app, settings)
    routes_frame.remember_pages(app)
    app.url_map.converters["edition_number"] = EditionNumber
    trust_proxies(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    open_api(app)
    check_declared(app, ACTIONS)
    start_clock(app, settings.clock_start)
    return app


def _stand_guard(app: Flask, settings: Settings) -> None:
    """Set up what stands around every request; the order is the order in which a request passes."""
    refuse_bad_requests(app)
    secure(app, settings)
    limiter.init_app(app)
    access.guard(app)
    answer_errors(app)
    answer_unavailable(app, ClockSteppedBackError)
