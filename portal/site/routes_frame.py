"""The frame of every page, and the memory that public pages are answered from."""

from datetime import datetime
from typing import Any

from flask import Flask

from portal.accounts.access import account
from portal.common.clock import now
from portal.common.database import db
from portal.common.ledger_version import ledger_version
from portal.common.page_cache import PageCache
from portal.config import Settings
from portal.guidance.rules_levels import WORDS
from portal.programs.queries import list_programs
from portal.site.queries_turns import next_turn


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
    """Answer public pages from memory while neither the ledger nor the day has changed."""

    def version() -> int:
        with app.app_context():
            return ledger_version()

    def present() -> datetime:
        with app.app_context():
            return now()

    def until(instant: datetime) -> datetime:
        with app.app_context():
            turn = next_turn(instant)
            db.session.remove()
            return turn

    app.wsgi_app = PageCache(app.wsgi_app, version=version, now=present, until=until)  # type: ignore[method-assign]  # Flask's own way to wrap


def _banner(settings: Settings) -> str | None:
    if settings.demo:
        return "demonstration"
    return "official" if settings.official else None
