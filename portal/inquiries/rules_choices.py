"""What can be chosen in the forms of inquiries."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.inquiries.rules_content import CHANNEL_WORDS, ENTERED, SENDER_WORDS, SENT_BY, Channel
from portal.inquiries.rules_response import WAY_WORDS
from portal.programs.rules_audiences import AudienceTree
from portal.programs.rules_places import Atlas


@dataclass(frozen=True, kw_only=True)
class Option:
    """One value of a select."""

    value: str
    label: str


def sender_choices() -> list[Option]:
    """Return the kinds of sender, after a first line that asks to choose."""
    return [_ask(), *_options((str(kind), words) for kind, words in SENDER_WORDS.items())]


def channel_choices() -> list[Option]:
    """Return the ways by which staff log an inquiry."""
    return [_ask(), *_options((str(channel), CHANNEL_WORDS[channel]) for channel in ENTERED)]


def sending_choices() -> list[Option]:
    """Return the ways by which an answer goes out."""
    return [_ask(), *_options((str(channel), SENT_BY[channel].capitalize()) for channel in Channel)]


def way_choices() -> list[Option]:
    """Return the ways in which a finding can be met, other than by changing the words."""
    return [_ask(), *_options((str(way), words) for way, words in WAY_WORDS.items())]


def audience_choices(audiences: AudienceTree) -> list[Option]:
    """Return the kinds of stakeholder of whom a question can speak."""
    return [_ask(), *_options((kind.slug, kind.plural) for kind in audiences)]


def state_choices(atlas: Atlas) -> list[Option]:
    """Return the states, the District and the territories, after the whole nation."""
    return [
        Option(value="", label="The whole nation"),
        *_options((place.code.lower(), place.name) for place in atlas.states),
    ]


def _ask() -> Option:
    return Option(value="", label="Choose one")


def _options(pairs: Iterable[tuple[str, str]]) -> list[Option]:
    return [Option(value=value, label=label) for value, label in pairs]
