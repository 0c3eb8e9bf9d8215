"""A portal full of guidance, made for measuring: one document of twenty long editions, one of a thousand short ones."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from apiflask import APIFlask

from portal import create_app
from portal.audit.rules import Actor
from portal.common.database import transaction
from portal.common.schema import upgrade_database
from portal.config import Settings, read_settings
from portal.guidance.actions import enter_document, publish_draft, save_draft
from portal.guidance.models import Document
from portal.guidance.rules_content import DocumentContent, EditionContent, ProvisionContent
from portal.guidance.rules_obligations import ObligationFacts
from portal.programs.actions import enter_audiences, enter_places, enter_program
from portal.programs.rules_content import ProgramContent
from tests.make import AUDIENCES, PLACES

CLERK = Actor(kind="command", id="bench")
ENTERED = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = date(2020, 1, 1)

LONG, LONG_EDITIONS, LONG_PROVISIONS = "long", 20, 60
DEEP, DEEP_EDITIONS, DEEP_PROVISIONS = "deep", 1_000, 6
DAYS_BETWEEN = 2

LEVELS = ("mandatory", "optional", "conditional", "prohibited", "automatic", "informational")
WORDS = (
    "An agency that receives a notice answers it in writing. The answer names the office that decided, the day on "
    "which it decided, and the law on which it relies. Nothing in this provision limits what state law requires. "
)


def settings_of(folder: Path) -> Settings:
    """Return the settings of the portal that is measured."""
    return read_settings(
        demo=True, database_url=f"sqlite:///{folder / 'portal.sqlite3'}", files_url=f"file://{folder / 'files'}"
    )


def build_library(folder: Path) -> None:
    """Fill a new database in the folder."""
    app = create_app(settings_of(folder))
    with app.app_context():
        upgrade_database()
        with transaction():
            _fill(app)


def _fill(_app: APIFlask) -> None:
    enter_audiences(audiences=AUDIENCES, by=CLERK, at=ENTERED)
    enter_places(places=PLACES, by=CLERK, at=ENTERED)
    for slug, editions, provisions in ((LONG, LONG_EDITIONS, LONG_PROVISIONS), (DEEP, DEEP_EDITIONS, DEEP_PROVISIONS)):
        program = enter_program(content=_program(slug), by=CLERK, at=ENTERED)
        document = enter_document(content=_document(slug), program_id=program.id, by=CLERK, at=ENTERED)
        for number in range(editions):
            _publish(document, slug, number, provisions)


def _program(slug: str) -> ProgramContent:
    return ProgramContent(
        slug=f"{slug}-program",
        name=f"Program of a {slug} text",
        intent="To be measured.",
        legal_basis=(),
        time_zone="UTC",
        description="",
    )


def _document(slug: str) -> DocumentContent:
    return DocumentContent(
        slug=slug,
        identifier=slug.upper(),
        title=slug.title(),
        office="Office",
        owner="Owner",
        intent="",
        review_by=None,
    )


def _publish(document: Document, slug: str, number: int, provisions: int) -> None:
    effective = FIRST + timedelta(days=number * DAYS_BETWEEN)
    content = EditionContent(
        title=f"Edition {number + 1}",
        summary="What an agency does with a notice.",
        applies_to="Everybody",
        effective_from=effective,
        change_note="Some levels changed.",
        legal=("8 U.S.C. 1373",),
        source=None,
        provisions=tuple(_provision(slug, number, position) for position in range(provisions)),
    )
    draft = save_draft(document=document, content=content, by=CLERK, at=ENTERED)
    published_at = datetime(effective.year, effective.month, effective.day, tzinfo=UTC)
    publish_draft(edition=draft, published_at=published_at, by=CLERK, at=ENTERED)


def _provision(slug: str, number: int, position: int) -> ProvisionContent:
    # A sixth of the provisions change their level from one edition to the next, as in a text that is still moving.
    level = LEVELS[(position + (number if position % 6 == 0 else 0)) % len(LEVELS)]
    return ProvisionContent(
        label=f"{slug}-{position + 1}",
        number=f"{position // 10 + 1}.{position % 10 + 1}",
        heading=f"Notice of kind {position + 1}",
        section=f"Part {position // 10 + 1}",
        markdown=f"{WORDS}In edition {number + 1} this is said of kind {position + 1}.",
        was=(),
        obligations=(
            _obligation("local", level),
            _obligation("sheriff", LEVELS[(position + 1) % len(LEVELS)]),
            _obligation("state", "informational"),
        ),
    )


def _obligation(audience: str, level: str) -> ObligationFacts:
    return ObligationFacts(
        audience=audience,
        place="US",
        level=level,
        action="Answer the notice" if level not in {"automatic", "informational"} else "The notice is sent.",
        condition="Have you received one?" if level == "conditional" else "",
        how_to_decline="Say so in writing." if level == "optional" else "",
        authority="8 U.S.C. 1373(a)",
    )
