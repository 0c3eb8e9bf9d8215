"""The hash of an edition: SHA-256 over the canonical JSON (RFC 8785) of what it says, and of nothing else.

Neither its number nor the instant of its publication is in it, since both come after what was cleared;
nor is the disclaimer, which belongs to the portal's frame.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict

from portal.common.canonical import canonical_json
from portal.guidance.rules_book import EditionText, ProvisionText
from portal.guidance.rules_obligations import ObligationFacts

HASHED = ("document", "title", "summary", "applies_to", "change_note")


def edition_sha256(edition: EditionText) -> str:
    """Return the hash, in 64 hex digits."""
    return hashlib.sha256(canonical_json(_canonical(edition))).hexdigest()


def _canonical(edition: EditionText) -> dict[str, object]:
    return {
        **{name: getattr(edition, name) for name in HASHED},
        "effective_from": edition.effective_from.isoformat(),
        "legal": list(edition.legal),
        "source": dict(edition.source) if edition.source else None,
        "provisions": [_canonical_provision(provision) for provision in edition.provisions],
    }


def _canonical_provision(provision: ProvisionText) -> dict[str, object]:
    return {
        "label": provision.label,
        "number": provision.number,
        "heading": provision.heading,
        "section": provision.section,
        "markdown": provision.markdown,
        "was": list(provision.was),
        "obligations": _canonical_obligations(provision.obligations),
    }


def _canonical_obligations(obligations: Sequence[ObligationFacts]) -> list[dict[str, object]]:
    # The order in which a file lists them means nothing, so that it must not change the hash.
    rows = [asdict(each) for each in obligations]
    return sorted(rows, key=lambda row: (row["audience"], row["place"]))
