"""Who has what: counted by owner, the most late first."""

from dataclasses import replace
from datetime import date

from portal.inquiries.rules_board import board_of
from portal.inquiries.rules_events import Status
from tests.inquiries.test_rules_calendar import ROW


def test_the_load_of_each_owner_is_counted_and_what_is_settled_is_left_out() -> None:
    rows = [
        replace(ROW, is_late=True, due_on=date(2012, 4, 2)),
        ROW,
        replace(ROW, status=Status.PAUSED),
        replace(ROW, status=Status.HELD),
        replace(ROW, status=Status.ANSWERED),
        replace(ROW, status=Status.CLOSED),
        replace(ROW, status=Status.LINKED),
        replace(ROW, owner="Nobody yet", status=Status.RECEIVED),
        replace(ROW, owner="Bea", status=Status.CLOSED),
    ]
    ann, nobody = board_of(rows)
    assert (ann.owner, ann.to_answer, ann.late, ann.waiting, ann.incomplete) == ("Ann", 2, 1, 2, 1)
    assert ann.oldest_due == date(2012, 4, 2)
    assert (nobody.owner, nobody.to_answer, nobody.late) == ("Nobody yet", 1, 0)


def test_who_has_only_what_waits_has_nothing_due() -> None:
    [load] = board_of([replace(ROW, status=Status.PAUSED)])
    assert load.oldest_due is None
    assert board_of([]) == []
