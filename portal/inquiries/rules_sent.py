"""A response as it was sent: the one form in which its words and findings are kept for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.inquiries.rules_response import DraftFacts
from portal.statements.rules_exits import finding_key


@dataclass(frozen=True, kw_only=True)
class SentPart:
    """What was answered to one question, as it read."""

    position: int
    html: str
    text: str


@dataclass(frozen=True, kw_only=True)
class SentFinding:
    """What the check had found when it was sent, with both passages, and how that was answered."""

    verdict: str
    against: str
    provision: str
    audience: str
    stated: str | None
    in_force: str
    sentence: str
    passage: str
    published_at: str | None
    url: str | None
    way: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SentWords:
    """The words and findings of a sent response."""

    parts: tuple[SentPart, ...]
    findings: tuple[SentFinding, ...]


def written_sent(draft: DraftFacts) -> dict[str, Any]:
    """Return the object that is kept of a draft when it is sent; `read_sent` reads it."""
    return {
        "parts": [{"position": each.position, "html": each.html, "text": each.text} for each in draft.parts],
        "findings": [
            {
                "verdict": each.verdict.value,
                "against": each.against.value,
                "provision": each.provision,
                "audience": each.audience,
                "stated": each.stated,
                "in_force": each.in_force,
                "sentence": each.sentence,
                "passage": each.source.passage,
                "published_at": each.source.published_at.isoformat() if each.source.published_at else None,
                "url": each.source.url,
                "way": draft.exits[key].way.value if (key := finding_key(each)) in draft.exits else "",
                "reason": draft.exits[key].reason if key in draft.exits else "",
            }
            for each in draft.findings
        ],
    }


def read_sent(written: Mapping[str, Any]) -> SentWords:
    """Return what was kept."""
    return SentWords(
        parts=tuple(SentPart(**each) for each in written["parts"]),
        findings=tuple(SentFinding(**each) for each in written["findings"]),
    )
