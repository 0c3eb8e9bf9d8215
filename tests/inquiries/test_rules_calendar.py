"""Due dates as a calendar file that any calendar reads."""

from datetime import UTC, date, datetime

from portal.inquiries.rules_calendar import calendar_of
from portal.inquiries.rules_events import Status
from portal.inquiries.rules_page import InquiryRow

ROW = InquiryRow(
    number="2012-0001",
    url="/inquiries/2012-0001",
    first_words="What of my zebra?",
    sender="Press",
    whom="sheriffs",
    received_on=date(2012, 4, 2),
    due_on=date(2012, 4, 30),
    clock="",
    is_late=False,
    status=Status.ASSIGNED,
    owner_id="ann",
    owner="Ann",
)


def test_a_due_day_is_a_whole_day_and_long_lines_are_folded() -> None:
    base_url = f"https://{'long.' * 20}agency.test"
    at = datetime(2012, 4, 9, 12, 30, tzinfo=UTC)
    text = calendar_of([ROW], host="agency.test", base_url=base_url, at=at)
    assert all(len(line) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert f"URL:{base_url}/inquiries/2012-0001\r\n" in unfolded
    assert "DTSTART;VALUE=DATE:20120430\r\nDTEND;VALUE=DATE:20120501\r\n" in unfolded
    assert "DTSTAMP:20120409T123000Z" in unfolded
    assert "zebra" not in text
