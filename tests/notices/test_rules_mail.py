"""A mail before it is sent: how it is written, and when it is tried again."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest

from portal.notices.rules_mail import (
    LEASE,
    LONGEST_WAIT,
    MOST_ATTEMPTS,
    Attempt,
    MailContent,
    MailStatus,
    Outcome,
    is_due,
    message_of,
    status_of,
)

NOW = datetime(2012, 4, 9, 12, tzinfo=UTC)
MAIL = MailContent(to_address="ann@agency.test", subject="Our answer", text="Words", html="<p>Words</p>")


def attempt(outcome: Outcome | None, ago: timedelta = timedelta()) -> Attempt:
    return Attempt(taken_at=NOW - ago, outcome=outcome)


def test_a_new_mail_is_due_and_a_delivered_one_never_again() -> None:
    assert is_due([], NOW)
    for outcome in (Outcome.DELIVERED, Outcome.REFUSED, Outcome.UNCERTAIN):
        assert not is_due([attempt(outcome, timedelta(days=9))], NOW)
        assert status_of([attempt(outcome)], NOW) == MailStatus(outcome.value)


def test_each_failure_doubles_the_wait() -> None:
    for number, minutes in ((1, 1), (2, 2), (3, 4), (4, 8)):
        failed = [attempt(Outcome.FAILED, timedelta(minutes=minutes))] * number
        assert is_due(failed, NOW)
        assert not is_due(failed, NOW - timedelta(seconds=1))
    assert is_due([attempt(Outcome.FAILED, LONGEST_WAIT)] * (MOST_ATTEMPTS - 1), NOW)


def test_after_the_last_attempt_it_is_given_up_for_people_to_see() -> None:
    failed = [attempt(Outcome.FAILED, timedelta(days=9))] * MOST_ATTEMPTS
    assert not is_due(failed, NOW)
    assert status_of(failed, NOW) is MailStatus.REFUSED


def test_a_mail_whose_worker_fell_silent_is_not_sent_twice() -> None:
    assert not is_due([attempt(None)], NOW)
    assert status_of([attempt(None)], NOW) is MailStatus.QUEUED
    assert status_of([attempt(None, LEASE)], NOW) is MailStatus.UNCERTAIN
    assert not is_due([attempt(None, LEASE)], NOW)


def test_it_is_written_as_text_and_html_and_says_that_a_machine_sent_it() -> None:
    written = message_of(MAIL, sender="noreply@agency.test", message_id="<1@agency.test>", at=NOW).as_bytes()
    message = message_from_bytes(written, policy=policy.default)
    assert (message["To"], message["Auto-Submitted"]) == ("ann@agency.test", "auto-generated")
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize("field", ["to_address", "subject"])
def test_no_header_can_be_injected(field: str) -> None:
    parts = {"to_address": "a@b.test", "subject": "s", "text": "", "html": "", field: "x\r\nBcc: all@agency.test"}
    with pytest.raises(ValueError, match="linefeed"):
        message_of(MailContent(**parts), sender="n@b.test", message_id="<1@b.test>", at=NOW)
