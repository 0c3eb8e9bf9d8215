"""What keeps a finding from being met, and a response from being sent, besides what its record lacks."""

from collections.abc import Sequence

from portal.common.issues import Issues
from portal.inquiries.rules_content import Channel, Known
from portal.inquiries.rules_response import DraftFacts


def sending_issues(draft: DraftFacts, *, is_sent: bool, channel: str, read: str, senders: Sequence[Known]) -> Issues:
    """Return why a response cannot be sent in this way."""
    issues = Issues()
    if is_sent:
        issues.report("It was sent already. What was sent is never changed.", field="send")
    if read != draft.sha256:
        issues.report("The answer has changed since you opened it. Read it as it is now, then send it.", field="send")
    if channel not in list(Channel):
        issues.report("Choose by which way it is sent.", field="channel")
    if channel == Channel.EMAIL and not any(each.sender.email for each in senders):
        issues.report("No sender gave an e-mail address. Choose another way.", field="channel")
    return issues
