"""The frame of every page, and the memory that public pages are answered from."""

from datetime import datetime
from typing import Any, Final

from flask import Flask

from portal.accounts.access import account
from portal.common.clock import clock_of
from portal.common.database import db
from portal.common.ledger_version import committed_version
from portal.common.page_cache import PageCache
from portal.common.security import STATIC_PATH
from portal.common.web_sanity import ANSWERED_TO_ANY_HOST
from portal.config import Settings
from portal.guidance.rules_levels import WORDS
from portal.programs.queries import list_programs
from portal.site.queries_turns import next_turn

# Files are served from where they lie, and a probe must be answered also where the database is not.
PASSED_BY: Final = (STATIC_PATH, *sorted(ANSWERED_TO_ANY_HOST))


def frame_pages(app: Flask, settings: Settings) -> None:
    """Give every page the name of its program, its banner, a contact, and who is signed in."""
    app.jinja_env.globals["level_words"] = WORDS

    @app.context_processor
    def frame() -> dict[str, Any]:
        programs = list_programs()
        return {
            "frame": {
                "program_name": programs[0].name if programs else None,
                "banner": _banner(settings),
                "account": account(),
                "contact_url": "/contact",
            }
        }


def remember_pages(app: Flask) -> None:
    """Answer public pages from memory while neither the ledger nor the day has changed.

    To be called when all else stands around the portal, since it is the first that a request meets.
    """

    def present() -> datetime:
        return clock_of(app).now()

    def until(instant: datetime) -> datetime:
        with app.app_context():
            turn = next_turn(instant)
            db.session.remove()
            return turn

    with app.app_context():
        version = committed_version(db.engine)
    app.wsgi_app = PageCache(app.wsgi_app, version=version, now=present, until=until, passed_by=PASSED_BY)  # type: ignore[method-assign]  # Flask's own way to wrap


def _banner(settings: Settings) -> str | None:
    if settings.demo:
        return "demonstration"
    return "official" if settings.official else None
