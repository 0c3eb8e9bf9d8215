"""How a finding of the check can be met, other than by changing the words (ledger.md, section 5)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from portal.common.issues import Issues
from portal.common.options import Option, options_to_choose
from portal.statements.rules_draft import DraftFinding

# So many hex digits tell the findings of one draft apart.
KEY_DIGITS: Final = 16
LONGEST_REASON: Final = 500


class Way(StrEnum):
    """How a finding can be answered, other than by changing the words (ledger.md, section 5)."""

    CITES = "cites"
    DIRECTION = "direction"
    REASON = "reason"


WAY_WORDS: Final = {
    Way.CITES: "Explained by the change that it cites",
    Way.DIRECTION: "A direction was asked for",
    Way.REASON: "Sent all the same, for a reason that a second person approved",
}


@dataclass(frozen=True, kw_only=True)
class Exit:
    """How a finding was answered."""

    finding: str
    way: Way
    reason: str
    by: str
    at: datetime


def finding_key(finding: DraftFinding) -> str:
    """Return what a finding is known by: another sentence, level or passage makes it another finding."""
    parts = (
        finding.verdict,
        finding.against,
        finding.provision,
        finding.audience,
        finding.stated,
        finding.in_force,
        finding.sentence,
        finding.source.passage,
        finding.source.url,
    )
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:KEY_DIGITS]


def last_exits(exits: Iterable[Exit]) -> dict[str, Exit]:
    """Return the last exit of each finding, given oldest first."""
    return {each.finding: each for each in exits}


def exit_issues(findings: Iterable[DraftFinding], finding: str, way: str, reason: str) -> Issues:
    """Return why a finding cannot be met in this way."""
    issues = Issues()
    if finding not in map(finding_key, findings):
        issues.report("The check does not find this any more. Look at what it finds now.", field="finding")
    if way not in list(Way):
        issues.report("Choose how the finding is met.", field="way")
    if not reason.strip():
        issues.report("Write the change that explains it, or the reason; it stays on record.", field="reason")
    if len(reason) > LONGEST_REASON:
        issues.report(f"Write at most {LONGEST_REASON} characters.", field="reason")
    return issues


def way_choices() -> list[Option]:
    """Return the ways in which a finding can be met."""
    return options_to_choose((str(way), words) for way, words in WAY_WORDS.items())
