"""The ledger's version is read once in a transaction, and never holds longer than the transaction does."""

import pytest
import sqlalchemy as sa
from apiflask import APIFlask

from portal.common.database import db, transaction
from portal.common.ledger_version import advance_ledger, ledger_version

ADVANCE = sa.text("UPDATE ledger_version SET version = version + 1")


@pytest.fixture(autouse=True)
def _one_change(app: APIFlask) -> None:
    with app.app_context(), transaction():
        advance_ledger()


def test_a_transaction_asks_for_the_version_once() -> None:
    said: list[str] = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    versions = [ledger_version() for _ in range(3)]
    assert (versions, len([each for each in said if each.startswith("SELECT")])) == ([1, 1, 1], 1)


def test_a_change_is_seen_in_the_transaction_that_makes_it() -> None:
    with transaction():
        assert ledger_version() == 1
        advance_ledger()
        assert ledger_version() == 2


def test_a_change_that_is_taken_back_is_not_seen() -> None:
    def fail() -> None:
        with transaction():
            advance_ledger()
            assert ledger_version() == 2
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert ledger_version() == 1


def test_what_others_changed_is_seen_in_the_next_transaction() -> None:
    assert ledger_version() == 1
    db.session.rollback()
    with db.engine.begin() as other:
        other.execute(ADVANCE)
    assert ledger_version() == 2
