"""An inquiry as it is logged: who asked, by which way, of what kind and place, and what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
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
SENT_BY: Final = {
    Channel.PORTAL: "on this portal alone",
    Channel.LETTER: "by letter",
    Channel.EMAIL: "by e-mail",
    Channel.PHONE: "by phone",
    Channel.MEETING: "in a meeting",
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
# A line of hyphens stands between the questions of one letter.
BETWEEN_QUESTIONS: Final = "---"
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


def split_questions(text: str) -> tuple[str, ...]:
    """Return the questions of one letter, written one below the other."""
    parts: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip() == BETWEEN_QUESTIONS:
            parts.append([])
        else:
            parts[-1].append(line)
    return tuple(words for part in parts if (words := "\n".join(part).strip()))


@dataclass(frozen=True, kw_only=True)
class PastResponse:
    """An answer that was given before: its words by question, when, by which way, by whom, and how that is known."""

    parts: Mapping[int, str]
    sent_at: datetime
    channel: str
    office: str
    source: str


@dataclass(frozen=True, kw_only=True)
class InquiryRecord:
    """An inquiry of the past with what was answered, and what is known of its end.

    Args:
        number: Its number, the year first.
        content: What was asked.
        responses: What was answered, oldest first.
        not_policy: The positions of the questions that ask nothing of policy.
        same_as: The number of the inquiry that asked the same before.
        closed_on: The day on which it was closed.
    """

    number: str
    content: InquiryContent
    responses: tuple[PastResponse, ...] = ()
    not_policy: tuple[int, ...] = ()
    same_as: str | None = None
    closed_on: date | None = None
