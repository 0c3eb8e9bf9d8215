"""Words that mean the same to those who ask, as a table.

Whoever writes one member of a group finds the texts that use another. A member may be several words: then they stand
for the group only together. A member may belong to several groups; what it is the same as is all of them.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from portal.search.rules_words import Stems, stems_of

GROUPS: Final = (
    ("memorandum of agreement", "memorandum of understanding", "memorandum", "MOA", "MOU", "agreement"),
    ("opt out", "decline", "stay out", "refuse"),
    ("opt in", "join", "take part", "participate"),
    ("optional", "voluntary", "voluntarily"),
    ("mandatory", "required", "compulsory"),
    ("prohibited", "forbidden"),
    ("fingerprint", "biometrics"),
    ("detainer", "hold", "I-247"),
    ("state identification bureau", "state bureau", "SIB"),
    ("law enforcement agency", "LEA", "sheriff", "police"),
    ("county", "jurisdiction", "locality"),
    ("activation", "deployment"),
    ("match reply", "match message", "match response"),
    ("cost", "expense", "reimbursement"),
    ("complaint", "grievance"),
    ("jail", "detention facility"),
    ("attorney general", "AG"),
    ("frequently asked question", "FAQ"),
    ("Secure Communities", "S-Comm"),
    ("Immigration and Customs Enforcement", "ICE"),
    ("Department of Homeland Security", "DHS"),
    ("Federal Bureau of Investigation", "FBI"),
)


def synonyms_of(stems: Stems) -> Mapping[Stems, str]:
    """Return what these words together are the same as: stems, with the words as they are shown."""
    return _table(GROUPS).get(stems, {})


def longest_member() -> int:
    """Return of how many words the longest member of a group is."""
    return max(len(stems) for stems in _table(GROUPS))


@cache
def _table(groups: Sequence[Sequence[str]]) -> dict[Stems, dict[Stems, str]]:
    table: dict[Stems, dict[Stems, str]] = {}
    for group in groups:
        members = {stems_of(member): member for member in group}
        for stems in members:
            table.setdefault(stems, {}).update(members)
    return {stems: {other: shown for other, shown in same.items() if other != stems} for stems, same in table.items()}
