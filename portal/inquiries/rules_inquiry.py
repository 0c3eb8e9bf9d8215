"""An inquiry with its course as plain values: what pages, lists and exports read."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.inquiries.rules_events import Course


@dataclass(frozen=True, kw_only=True)
class InquiryFacts:
    """What was logged, without the words of anybody, and what was done about it since."""

    id: str
    program_id: str
    program: str
    zone: str
    number: str
    channel: str
    sender_kind: str
    audience: str
    place: str
    received_on: date
    recorded_at: datetime
    senders: int
    course: Course

    @property
    def url(self) -> str:
        """Return the path of its page for staff."""
        return f"/inquiries/{self.number}"

    def due_on(self, today: date) -> date:
        """Return the day on which the answer is due, as of today."""
        return self.course.due_on(self.received_on, self.sender_kind, today, self.zone)
