"""What can be chosen in the forms of inquiries."""

from portal.common.options import Option, options_to_choose
from portal.inquiries.rules_content import CHANNEL_WORDS, ENTERED, SENDER_WORDS, SENT_BY, Channel


def sender_choices() -> list[Option]:
    """Return the kinds of sender."""
    return options_to_choose((str(kind), words) for kind, words in SENDER_WORDS.items())


def channel_choices() -> list[Option]:
    """Return the ways by which staff log an inquiry."""
    return options_to_choose((str(channel), CHANNEL_WORDS[channel]) for channel in ENTERED)


def sending_choices() -> list[Option]:
    """Return the ways by which an answer goes out."""
    return options_to_choose((str(channel), SENT_BY[channel].capitalize()) for channel in Channel)
