"""A response before it is sent: its parts, what the check found in it, and how that was answered."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from portal.answers.rules_answer import EditionInForce
from portal.common.canonical import canonical_json
from portal.statements.rules_content import StatementContent
from portal.statements.rules_draft import DraftFinding

RESPONSE: Final = "response"
# So many hex digits tell the findings of one draft apart.
KEY_DIGITS: Final = 16


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
class PartText:
    """What a draft answers to one question, and what that states."""

    position: int
    markdown: str
    html: str
    text: str
    statements: tuple[StatementContent, ...]


@dataclass(frozen=True, kw_only=True)
class Exit:
    """How a finding was answered."""

    finding: str
    way: Way
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DraftFacts:
    """A response as it stands: the newest version with what it states, what was found in it, and how that was met."""

    id: str
    number: int
    inquiry: str
    audience: str
    place: str
    parts: tuple[PartText, ...]
    editions: tuple[EditionInForce, ...]
    findings: tuple[DraftFinding, ...]
    exits: Mapping[str, Exit]
    not_policy: frozenset[int]

    @property
    def unanswered(self) -> tuple[DraftFinding, ...]:
        """Return the findings that nothing was done about."""
        return tuple(each for each in self.findings if finding_key(each) not in self.exits)

    @property
    def needs_signature(self) -> bool:
        """Tell whether something is to be sent against a finding, which a second person must approve."""
        return any(each.way is Way.REASON for each in self._standing_exits)

    @property
    def sha256(self) -> str:
        """Return the hash that clearances are bound to: of the words, the levels as resolved, and the findings."""
        return hashlib.sha256(canonical_json(self._canonical)).hexdigest()

    @property
    def _canonical(self) -> dict[str, object]:
        return {
            "inquiry": self.inquiry,
            "audience": self.audience,
            "place": self.place,
            "parts": [
                {
                    "position": part.position,
                    "markdown": part.markdown,
                    "stated": [[each.provision, each.audience, each.level, each.quote] for each in part.statements],
                }
                for part in self.parts
            ],
            "findings": sorted(
                [each, exit_.way, exit_.reason] if (exit_ := self.exits.get(each)) else [each]
                for each in map(finding_key, self.findings)
            ),
            "not_policy": sorted(self.not_policy),
        }

    @property
    def _standing_exits(self) -> list[Exit]:
        return [self.exits[key] for key in map(finding_key, self.findings) if key in self.exits]


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
