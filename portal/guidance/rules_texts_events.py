"""What is wrong with the events of an edition: which can happen when, and after which others (ledger.md section 3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from portal.common.formatting import worded_date
from portal.common.issues import Issues
from portal.common.moments import civil_day, instant
from portal.guidance.rules_in_force import ENDINGS, EVENT_KINDS
from portal.guidance.rules_sources import PLACED_KINDS, EditionSource, EventSource
from portal.guidance.rules_texts_obligations import Setting, suggestion


@dataclass
class _Story:
    """How far an edition's events have been read, in the order in which they became known."""

    published: datetime
    effective: date
    over: str = ""
    suspended: set[str] = field(default_factory=set)


def event_issues(events: Sequence[EventSource], edition: EditionSource, setting: Setting) -> Issues:
    """Report events that could not happen to the edition, or not then."""
    issues = Issues()
    for event in events:
        _report_names(event, setting, issues)
    if not events:
        return issues
    if edition.published is None or edition.effective_from is None:
        events[0].report(issues, f"Edition {edition.number} is a draft, and nothing happens to a draft; take this out.")
        return issues
    story = _Story(
        published=instant(edition.published, setting.zone), effective=civil_day(edition.effective_from, setting.zone)
    )
    for event in sorted(events, key=lambda event: known_at(event, setting.zone)):
        _report_time(event, story, setting.zone, issues)
        _report_kind(event, story, setting.zone, issues)
    return issues


def known_at(event: EventSource, zone: str) -> datetime:
    """Return the instant from which the event is known: where the file does not say, that of its day."""
    return instant(event.known or event.on, zone)


def _report_names(event: EventSource, setting: Setting, issues: Issues) -> None:
    if event.kind and event.kind not in EVENT_KINDS:
        event.report(issues, f"There is no event {event.kind}; {suggestion(event.kind, EVENT_KINDS)}", field="kind")
    if event.place not in setting.places:
        message = f"There is no place {event.place}; write US, a postal code such as IL, or the FIPS code of a county."
        event.report(issues, message, field="place")
    if event.kind in PLACED_KINDS and event.lines and "place" not in event.lines:
        event.report(issues, f"An edition is {event.kind} somewhere; write the place, or US for everywhere.")


def _report_time(event: EventSource, story: _Story, zone: str, issues: Issues) -> None:
    if event.kind != "cancelled" and known_at(event, zone) < story.published:
        message = "This became known before the edition was published; correct the date, or write known."
        event.report(issues, message, field="known" if event.known else "on")


def _report_kind(event: EventSource, story: _Story, zone: str, issues: Issues) -> None:
    if story.over and event.kind != "in_error":
        event.report(issues, f"The edition is {story.over} before this, and nothing follows; take one of them out.")
    elif event.kind == "effective_moved":
        _report_move(event, story, zone, issues)
    elif event.kind == "cancelled":
        _report_cancelling(event, story, zone, issues)
    elif event.kind in ENDINGS:
        _report_ending(event, story, zone, issues)
    elif event.kind in PLACED_KINDS:
        _report_suspension(event, story, issues)
    elif event.kind == "in_error":
        story.over = "in error"


def _report_move(event: EventSource, story: _Story, zone: str, issues: Issues) -> None:
    new = civil_day(event.on, zone)
    if event.known is None:
        message = "effective_moved needs known: the day on which it was said that the effective date is another."
        event.report(issues, message, field="known")
    elif civil_day(event.known, zone) >= min(new, story.effective):
        message = (
            "An effective date can be moved only while the old and the new one lie ahead; the old one is "
            f"{worded_date(story.effective)}, the new one {worded_date(new)}. Write a new edition instead."
        )
        event.report(issues, message, field="known")
    story.effective = new


def _report_cancelling(event: EventSource, story: _Story, zone: str, issues: Issues) -> None:
    if max(civil_day(event.on, zone), civil_day(event.known or event.on, zone)) >= story.effective:
        message = (
            f"An edition can be cancelled only before its effective date, {worded_date(story.effective)}; from then on "
            "it is withdrawn, rescinded or expired, or was in error."
        )
        event.report(issues, message, field="on")
    story.over = "cancelled"


def _report_ending(event: EventSource, story: _Story, zone: str, issues: Issues) -> None:
    if civil_day(event.on, zone) < story.effective:
        message = (
            f"An edition is {event.kind} only from its effective date on, {worded_date(story.effective)}; before it, "
            "it is cancelled."
        )
        event.report(issues, message, field="on")
    story.over = event.kind


def _report_suspension(event: EventSource, story: _Story, issues: Issues) -> None:
    suspends = event.kind == "suspended"
    if suspends and event.place in story.suspended:
        event.report(issues, f"The edition is suspended in {event.place} already; take one of them out.", field="place")
    if not suspends and event.place not in story.suspended:
        message = f"The edition is not suspended in {event.place}, so that nothing can be reinstated there."
        event.report(issues, message, field="place")
    (story.suspended.add if suspends else story.suspended.discard)(event.place)
