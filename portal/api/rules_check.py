"""What is found in a draft, as the API and the command give it."""

from typing import Any

from portal.api.rules_editions import instant_text
from portal.statements.rules_draft import DraftFinding


def finding_shape(finding: DraftFinding) -> dict[str, Any]:
    """Return a finding with the members that the contract names, in its order."""
    source = finding.source
    return {
        "verdict": finding.verdict.value,
        "against": finding.against.value,
        "provision": finding.provision,
        "audience": finding.audience,
        "stated": finding.stated,
        "in_force": finding.in_force,
        "sentence": finding.sentence,
        "passage": source.passage,
        "published_at": instant_text(source.published_at) if source.published_at else None,
        "url": source.url,
    }
