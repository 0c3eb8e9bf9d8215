"""A response before it is sent: its parts, what the check found in it, and how that was answered."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from portal.answers.rules_answer import EditionInForce
from portal.common.canonical import canonical_json
from portal.statements.rules_content import StatementContent
from portal.statements.rules_draft import DraftFinding
from portal.statements.rules_exits import Exit, Way, finding_key

RESPONSE: Final = "response"


@dataclass(frozen=True, kw_only=True)
class PartText:
    """What a draft answers to one question, and what that states."""

    position: int
    markdown: str
    html: str
    text: str
    statements: tuple[StatementContent, ...]


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
    waiting: frozenset[int]

    @property
    def unanswered(self) -> tuple[DraftFinding, ...]:
        """Return the findings that nothing was done about."""
        return tuple(each for each in self.findings if finding_key(each) not in self.exits)

    @property
    def needs_signature(self) -> bool:
        """Tell whether something is to be sent against a finding, which a second person must approve."""
        return any(each.way is Way.REASON for each in self._standing_exits)

    @property
    def is_holding(self) -> bool:
        """Tell whether it leaves a question to a direction that is still to come."""
        return any(part.position in self.waiting and not part.statements for part in self.parts)

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
            "waiting": sorted(self.waiting),
        }

    @property
    def _standing_exits(self) -> list[Exit]:
        return [self.exits[key] for key in map(finding_key, self.findings) if key in self.exits]
