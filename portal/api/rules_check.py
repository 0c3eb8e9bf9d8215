"""What is found in a draft, as the API and the command give it."""

from typing import Any
from urllib.parse import urljoin

from portal.statements.rules_draft import DraftFinding


def finding_shape(finding: DraftFinding, base_url: str) -> dict[str, Any]:
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
        "published_at": source.published_at.isoformat() if source.published_at else None,
        "url": urljoin(base_url, source.url) if source.url else None,
    }
