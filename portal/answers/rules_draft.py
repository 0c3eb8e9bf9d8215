"""An edition of an answer while it is written: what it says, what was found in it, and what it still lacks."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from portal.answers.rules_content import AnswerContent
from portal.clearance.rules_clearance import STATE_WORDS, Clearance
from portal.clearance.rules_steps import STEP_WORDS, Step
from portal.common.canonical import canonical_json
from portal.common.formatting import counted
from portal.common.issues import Issues
from portal.statements.rules_content import StatementContent
from portal.statements.rules_draft import DraftFinding
from portal.statements.rules_exits import Exit, finding_key

DRAFT: Final = "answer_draft"
# An answer speaks for the whole program, so that it passes through every hand but that of its writer.
STEPS: Final = (Step.PROGRAM, Step.COUNSEL, Step.SIGNATURE)


@dataclass(frozen=True, kw_only=True)
class AnswerDraftFacts:
    """The newest version of a draft, as it reads by the guidance of today."""

    id: str
    slug: str
    number: int
    content: AnswerContent
    html: str
    text: str
    statements: tuple[StatementContent, ...]
    findings: tuple[DraftFinding, ...]
    exits: Mapping[str, Exit]

    @property
    def sha256(self) -> str:
        """Return the hash that clearances are bound to: of all that it says, with the levels as resolved."""
        findings = [
            [key, met.way, met.reason] if (met := self.exits.get(key)) else [key]
            for key in map(finding_key, self.findings)
        ]
        stated = [[each.provision, each.audience, each.level, each.quote] for each in self.statements]
        said = {"slug": self.slug, **written_content(self.content), "stated": stated, "findings": sorted(findings)}
        return hashlib.sha256(canonical_json(said)).hexdigest()

    @property
    def unanswered(self) -> tuple[DraftFinding, ...]:
        """Return the findings that nothing was done about."""
        return tuple(each for each in self.findings if finding_key(each) not in self.exits)


def draft_missing(draft: AnswerDraftFacts) -> Issues:
    """Return what a draft lacks before its offices are asked (ledger.md, section 4, number 5)."""
    missing = Issues()
    if not draft.statements:
        message = "The answer states no obligation. Name the provision on which it rests, as [[label]]."
        missing.report(message, field="markdown")
    if draft.unanswered:
        found = counted(len(draft.unanswered), "finding")
        missing.report(f"The check has {found} that nothing was done about.", field="findings")
    return missing


def publishing_missing(draft: AnswerDraftFacts, clearance: Clearance) -> Issues:
    """Return what a draft lacks before it can be published."""
    missing = draft_missing(draft)
    for step in clearance.missing:
        words = STATE_WORDS[clearance.state(step)]
        missing.report(f"{STEP_WORDS[step]}: {words[0].lower()}{words[1:]}.", field="clearance")
    return missing


def written_content(content: AnswerContent) -> dict[str, Any]:
    """Return what an edition says, as JSON keeps it; not when it is published, which is decided at the end."""
    return {
        "question": content.question,
        "wordings": list(content.wordings),
        "audience": content.audience,
        "place": content.place,
        "public": content.public,
        "owner": content.owner,
        "review_by": content.review_by.isoformat() if content.review_by else None,
        "change_note": content.change_note,
        "markdown": content.markdown,
        "source": dict(content.source),
    }


def read_content(written: Mapping[str, Any], at: datetime) -> AnswerContent:
    """Return what was kept, as if it were published at the instant."""
    review_by = written["review_by"]
    return AnswerContent(
        **{
            **written,
            "wordings": tuple(written["wordings"]),
            "review_by": date.fromisoformat(review_by) if review_by else None,
            "published_at": at,
        }
    )


def renewed(content: AnswerContent) -> AnswerContent:
    """Return what the next edition begins with: the words of this one, without its note."""
    return replace(content, change_note="")
