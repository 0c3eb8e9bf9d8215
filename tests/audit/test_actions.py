"""The audit chain records, refuses change, and finds what was changed behind its back."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from apiflask import APIFlask
from sqlalchemy.exc import DatabaseError

from portal.audit.actions import ClockSteppedBackError, record
from portal.audit.queries import find_break, find_head
from portal.audit.rules import Actor
from portal.common.database import db, transaction

NOON = datetime(2012, 4, 9, 12, tzinfo=UTC)
CLERK = Actor(kind="user", id="u1", role="drafter")


def record_deed(number: int, *, at: datetime = NOON) -> None:
    with transaction():
        record(action="test.deed", object_kind="thing", object_id=str(number), by=CLERK, at=at)


def test_entries_are_numbered_without_a_gap_and_the_chain_holds(app: APIFlask) -> None:
    for number in range(3):
        record_deed(number)
    head = find_head()
    assert head is not None
    assert head.seq == 3
    assert find_break() is None
    assert find_break(start=2) is None


def test_a_rolled_back_deed_leaves_no_entry(app: APIFlask) -> None:
    def fail() -> None:
        with transaction():
            record(action="test.deed", object_kind="thing", object_id="1", by=CLERK, at=NOON)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert find_head() is None


def test_a_clock_that_stepped_back_is_refused(app: APIFlask) -> None:
    record_deed(1)
    record_deed(2, at=NOON - timedelta(seconds=1))
    with pytest.raises(ClockSteppedBackError):
        record_deed(3, at=NOON - timedelta(seconds=4))


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit_events SET action = 'forged' WHERE seq = 2",
        "UPDATE audit_events SET seq = 9 WHERE seq = 2",
        "DELETE FROM audit_events WHERE seq = 3",
    ],
)
def test_the_database_itself_refuses_to_change_an_entry(app: APIFlask, attack: str) -> None:
    for number in range(3):
        record_deed(number)
    db.session.rollback()
    with pytest.raises(DatabaseError, match="refused"):
        db.session.execute(sa.text(attack))
    db.session.rollback()
    assert find_break() is None


def test_an_entry_changed_without_its_triggers_is_named(app: APIFlask) -> None:
    for number in range(3):
        record_deed(number)
    drop = "DROP TRIGGER guard_audit_events_update"
    if db.engine.dialect.name == "postgresql":
        drop += " ON audit_events"
    db.session.execute(sa.text(drop))
    db.session.execute(sa.text("UPDATE audit_events SET object_id = 'forged' WHERE seq = 2"))
    broken = find_break()
    assert broken is not None
    assert (broken.seq, broken.reason) == (2, "its content does not match its hash")
    assert find_break(start=3) is None
