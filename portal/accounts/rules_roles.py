"""The six roles, the offices of reviewers, and the states of partners."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Role(StrEnum):
    """What an account is for; an account has one role, so that no pair of duties meets in one person."""

    PARTNER = "partner"
    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    LEADER = "leader"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Office(StrEnum):
    """For which office a reviewer reviews."""

    PROGRAM = "program"
    COUNSEL = "counsel"
    PUBLIC_AFFAIRS = "public-affairs"


DUTIES: Final = MappingProxyType(
    {
        Role.PARTNER: "A state or local agency: sees what concerns its own state.",
        Role.DRAFTER: "Drafts guidance and answers; never clears, signs or publishes them.",
        Role.REVIEWER: "Reviews what others drafted, for one office.",
        Role.LEADER: "Decides and signs what goes live.",
        Role.AUDITOR: "Reads everything but personal data, and changes nothing.",
        Role.ADMIN: "Keeps the accounts; reads no draft and publishes nothing.",
    }
)

# Postal codes of the states, the District of Columbia, and the territories (USPS Publication 28, appendix B).
_POSTAL_CODES: Final = """
AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR
PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI
"""
POSTAL_CODES: Final = frozenset(_POSTAL_CODES.split())
