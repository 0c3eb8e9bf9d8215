"""An inquiry as it is logged: who asked, by which way, of what kind and place, and what."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

INQUIRY: Final = "inquiry"
STAFF: Final = "inquiries.read"


class Channel(StrEnum):
    """By which way an inquiry came."""

    PORTAL = "portal"
    LETTER = "letter"
    EMAIL = "email"
    PHONE = "phone"
    MEETING = "meeting"


class SenderKind(StrEnum):
    """What kind of sender asked, which says nothing of the kind of stakeholder of whom they speak."""

    LAW_ENFORCEMENT = "law-enforcement"
    LOCAL_GOVERNMENT = "local-government"
    STATE_GOVERNMENT = "state-government"
    TRIBAL_GOVERNMENT = "tribal-government"
    FEDERAL_AGENCY = "federal-agency"
    CONGRESS = "congress"
    PRESS = "press"
    ORGANIZATION = "organization"
    PUBLIC = "public"


CHANNEL_WORDS: Final = {
    Channel.PORTAL: "This portal",
    Channel.LETTER: "Letter",
    Channel.EMAIL: "E-mail",
    Channel.PHONE: "Phone call",
    Channel.MEETING: "Meeting",
}
SENDER_WORDS: Final = {
    SenderKind.LAW_ENFORCEMENT: "Law enforcement agency",
    SenderKind.LOCAL_GOVERNMENT: "County or city government",
    SenderKind.STATE_GOVERNMENT: "State government",
    SenderKind.TRIBAL_GOVERNMENT: "Tribal government",
    SenderKind.FEDERAL_AGENCY: "Federal agency",
    SenderKind.CONGRESS: "Member or committee of Congress",
    SenderKind.PRESS: "Press",
    SenderKind.ORGANIZATION: "Organization",
    SenderKind.PUBLIC: "Member of the public",
}
# What staff enter by hand; only the portal itself can log what came by the portal.
ENTERED: Final = tuple(channel for channel in Channel if channel is not Channel.PORTAL)


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who asked, as far as they said; every field may be empty."""

    name: str = ""
    email: str = ""
    office: str = ""

    @property
    def is_known(self) -> bool:
        """Tell whether they said anything of themselves."""
        return bool(self.name or self.email or self.office)


@dataclass(frozen=True, kw_only=True)
class Known:
    """Somebody who is known to have sent an inquiry, by the id under which that is kept."""

    person_id: str
    sender: Sender


@dataclass(frozen=True, kw_only=True)
class InquiryContent:
    """What is logged. A letter may hold several questions, each of which is answered on its own.

    Args:
        channel, sender_kind: See the lists above.
        audience, place: The kind of stakeholder and the place of which the questions speak.
        received_on: The day on which it came, in the program's zone.
        questions: Their words, one text for each.
        senders: Who asked, as far as they said; a letter may be signed by several.
    """

    channel: str
    sender_kind: str
    audience: str
    place: str
    received_on: date
    questions: tuple[str, ...]
    senders: tuple[Sender, ...]
