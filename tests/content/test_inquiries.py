"""Inquiries of the past come in with what was answered, stated by the guidance of that day, and never change."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from portal.accounts.rules_roles import Role
from portal.audit.queries import find_break
from portal.commands.content import import_path
from portal.commands.frame import Refused
from portal.common.database import db
from portal.inquiries.models import Inquiry
from portal.inquiries.models_responses import SentResponse
from portal.statements.models import Statement
from tests.content.trees import changed, write
from tests.make import StoppedClock, make_user, sign_in
from tests.pages import main_of

FILE = "inquiries/2010.yml"
CHANGES = (
    ("Must we watch", "May we watch"),
    ("Thank you.", "Thanks."),
    ("channel: phone\n      office", "channel: email\n      office"),
)


@pytest.fixture
def brought(clock: StoppedClock, folder: Path) -> Path:
    import_path(write(folder))
    return folder


def stated() -> list[tuple[str, str, str]]:
    sent = sa.select(SentResponse.id)
    rows = db.session.scalars(sa.select(Statement).where(Statement.item_id.in_(sent)).order_by(Statement.known_at))
    return [(row.label, row.level, row.speaker) for row in rows]


def test_what_was_answered_states_what_the_guidance_of_that_day_set_unless_it_said_otherwise(brought: Path) -> None:
    assert stated() == [("watch", "mandatory", "Office of Rivers"), ("watch", "optional", "Clerk")]
    assert find_break() is None


def test_what_came_after_the_clock_waits_for_it(brought: Path, clock: StoppedClock) -> None:
    assert db.session.scalars(sa.select(Inquiry.number).order_by(Inquiry.number)).all() == ["2010-0001", "2010-0002"]
    clock.reading = datetime(2013, 4, 1, 16, tzinfo=UTC)
    import_path(brought)
    numbers = db.session.scalars(sa.select(Inquiry.number).order_by(Inquiry.number)).all()
    assert numbers == ["2010-0001", "2010-0002", "2013-0001"]
    assert len(stated()) == 2


def test_what_is_on_record_is_never_said_otherwise(brought: Path) -> None:
    for old, new in (
        ("Must we watch", "May we watch"),
        ("Thank you.", "Thanks."),
        ("channel: phone\n      office", "channel: email\n      office"),
    ):
        with pytest.raises(Refused, match="on record in other words, and never changes"):
            import_path(write(brought, changed(FILE, old, new)))
    assert len(stated()) == 2


def test_an_answer_that_is_written_down_later_is_added(clock: StoppedClock, folder: Path) -> None:
    text = changed(FILE, "    - sent: 2010-08-03", "    - sent: 2013-08-03")
    import_path(write(folder, text))
    assert len(stated()) == 1
    import_path(write(folder))
    assert len(stated()) == 2


def test_staff_read_it_as_it_was_and_what_became_of_it(brought: Path, client: FlaskClient) -> None:
    desk = sign_in(client, make_user(Role.DRAFTER))
    page = main_of(desk.get("/inquiries/2010-0001").text).text
    assert "Closed" in page
    assert "Classed: not a question of policy." in page
    second = main_of(desk.get("/inquiries/2010-0001/responses/2").text).text
    assert "Entered here on April 9, 2012, from: A note of the call." in second
    assert "No check was made" in second
    assert "Entered from the file of that time" in second
    assert "2010-0001" in main_of(desk.get("/inquiries/2010-0002").text).text
    spread = main_of(desk.get("/statements?from=2010-01-01&to=2010-12-31").text).text
    assert "by Office of Rivers" in spread
    assert "Answer 2 to inquiry 2010-0001" in spread
