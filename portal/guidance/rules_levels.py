"""The seven levels of an obligation, their order, and the words and sentences they make.

The action of an obligation is written in one of two ways. For mandatory, conditional,
optional and prohibited it is an imperative ("Receive the match reply"); for prohibited
it may be a gerund ("Declining activation"). For automatic, informational and undecided
it is a whole sentence. The heading of the provision stands in for an action left out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final


class Level(StrEnum):
    """What guidance can say about a provision; the only values that are stored."""

    MANDATORY = "mandatory"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"
    PROHIBITED = "prohibited"
    AUTOMATIC = "automatic"
    INFORMATIONAL = "informational"
    UNDECIDED = "undecided"


class AppliedLevel(StrEnum):
    """What a reader meets: the stored levels, and silence, which is never optional.

    The members stand in the order of consequence in which pages group them. A stored
    level equals the applied level of the same name, since both are strings.
    """

    MANDATORY = "mandatory"
    CONDITIONAL = "conditional"
    PROHIBITED = "prohibited"
    AUTOMATIC = "automatic"
    OPTIONAL = "optional"
    INFORMATIONAL = "informational"
    UNDECIDED = "undecided"
    NOT_ADDRESSED = "not_addressed"


NOT_ADDRESSED: Final = AppliedLevel.NOT_ADDRESSED
# The obligations of a program are worded over and over, for whoever asks.
REMEMBERED: Final = 4_096
GROUP_ORDER: Final[tuple[AppliedLevel, ...]] = tuple(AppliedLevel)

WORDS: Final[Mapping[AppliedLevel, str]] = MappingProxyType(
    {
        AppliedLevel.MANDATORY: "You must",
        AppliedLevel.CONDITIONAL: "You must if …",
        AppliedLevel.PROHIBITED: "You must not",
        AppliedLevel.AUTOMATIC: "Happens without you",
        AppliedLevel.OPTIONAL: "You may decline",
        AppliedLevel.INFORMATIONAL: "For information",
        AppliedLevel.UNDECIDED: "Not decided yet",
        AppliedLevel.NOT_ADDRESSED: "Not addressed",
    }
)
"""The words beside the sign of a level."""

GROUP_WORDS: Final[Mapping[AppliedLevel, str]] = MappingProxyType(
    {**WORDS, AppliedLevel.PROHIBITED: "You must not, or not offered"}
)
"""The heading of a group of entries of one level."""

SHORT_WORDS: Final[Mapping[AppliedLevel, str]] = MappingProxyType(
    {
        AppliedLevel.MANDATORY: "Must",
        AppliedLevel.CONDITIONAL: "Must if",
        AppliedLevel.PROHIBITED: "Must not",
        AppliedLevel.AUTOMATIC: "Automatic",
        AppliedLevel.OPTIONAL: "May decline",
        AppliedLevel.INFORMATIONAL: "Information",
        AppliedLevel.UNDECIDED: "Not decided",
        AppliedLevel.NOT_ADDRESSED: "Not addressed",
    }
)
"""One or two words for the cell of a table."""

NOT_OFFERED: Final = "Not offered"

# A few imperatives end like a gerund; everything else that ends so names a thing.
_IMPERATIVES_IN_ING: Final = frozenset(
    {"bring", "cling", "fling", "ring", "sing", "spring", "string", "swing", "wring"}
)


def names_a_thing(action: str) -> bool:
    """Say whether an action is worded as a gerund ("Declining activation")."""
    first = action.split(maxsplit=1)[0].lower() if action.strip() else ""
    return first.endswith("ing") and first not in _IMPERATIVES_IN_ING


def words_for(level: str, action: str | None = None) -> str:
    """Give the words beside the sign; what names a thing is "not offered", not forbidden."""
    return _unless_not_offered(level, action, WORDS[AppliedLevel(level)])


def short_words_for(level: str, action: str | None = None) -> str:
    """Give the one or two words for the cell of a table."""
    return _unless_not_offered(level, action, SHORT_WORDS[AppliedLevel(level)])


def _unless_not_offered(level: str, action: str | None, words: str) -> str:
    offered_nowhere = level == AppliedLevel.PROHIBITED and action and names_a_thing(action)
    return NOT_OFFERED if offered_nowhere else words


@dataclass(frozen=True)
class Part:
    """A run of words of a sentence; the words of the level are strong."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Sentence:
    """The parts of a sentence in order, with every space that stands between them."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        """Read without marks."""
        return "".join(part.text for part in self.parts)


# "Have you signed?" turns into "if you have signed"; "Do you hold?" into "if you hold".
_QUESTION_TO_THE_READER: Final = re.compile(r"(?P<verb>Do|Have|Had|Are|Were|Will|Can|May)\s+you\s+(?P<rest>[^?]+)\?")
_NOT_DECIDED: Final = re.compile(r"(?P<before>.*\S )(?P<strong>is not decided(?: yet)?)\.")
_LEADS: Final[Mapping[AppliedLevel, str]] = MappingProxyType(
    {
        AppliedLevel.MANDATORY: "You must",
        AppliedLevel.PROHIBITED: "You must not",
        AppliedLevel.OPTIONAL: "You may decline to",
    }
)
_TITLES: Final[Mapping[AppliedLevel, str]] = MappingProxyType(
    {
        AppliedLevel.AUTOMATIC: "Happens without you.",
        AppliedLevel.INFORMATIONAL: "For information.",
        AppliedLevel.UNDECIDED: "Not decided yet.",
    }
)
_AFTER_A_NAME: Final[Mapping[AppliedLevel, tuple[str, str]]] = MappingProxyType(
    {
        AppliedLevel.MANDATORY: (": ", "you must"),
        AppliedLevel.PROHIBITED: (": ", "you must not"),
        AppliedLevel.AUTOMATIC: (" ", "happens without you"),
        AppliedLevel.OPTIONAL: (": ", "you may decline"),
        AppliedLevel.INFORMATIONAL: (": ", "for information"),
        AppliedLevel.UNDECIDED: (" ", "is not decided yet"),
    }
)


@lru_cache(maxsize=REMEMBERED)
def sentence(
    level: str,
    action: str | None,
    heading: str,
    *,
    condition: str | None = None,
    then: str | None = None,
    otherwise: str | None = None,
) -> Sentence:
    """Make the sentence of an obligation.

    Args:
        level: A stored level, or ``not_addressed``.
        action: What the obligation asks, in the grammar of this module.
        heading: The heading of the provision.
        condition: A yes/no question; only a conditional level has one.
        then: The level where the answer is yes; ``mandatory`` when left out.
        otherwise: The level where the answer is no; said only when guidance sets one.

    Raises:
        ValueError: A level is not known.
    """
    applied = AppliedLevel(level)
    if applied is not AppliedLevel.CONDITIONAL:
        return Sentence(_said(applied, action, heading))
    yes = _said(AppliedLevel(then or AppliedLevel.MANDATORY), action, heading)
    return Sentence(_with_condition(yes, condition) + _with_otherwise(otherwise))


def _said(level: AppliedLevel, action: str | None, heading: str) -> tuple[Part, ...]:
    if level is AppliedLevel.NOT_ADDRESSED:
        return (Part("Guidance "), Part("does not speak", strong=True), Part(" of this."))
    if level in _TITLES and action:
        return _said_as_a_sentence(level, action.strip())
    if not action or names_a_thing(action):
        return _said_of_a_name(level, (action or heading).strip().rstrip("."))
    lead = _LEADS.get(level, _LEADS[AppliedLevel.MANDATORY])
    return _after_a_lead(lead, action.strip().rstrip("."))


def _said_as_a_sentence(level: AppliedLevel, action: str) -> tuple[Part, ...]:
    whole = action if action.endswith((".", "!", "?")) else f"{action}."
    said = _NOT_DECIDED.fullmatch(whole)
    if level is AppliedLevel.UNDECIDED and said:
        return (Part(said["before"]), Part(said["strong"], strong=True), Part("."))
    return (Part(_TITLES[level], strong=True), Part(f" {whole}"))


def _said_of_a_name(level: AppliedLevel, name: str) -> tuple[Part, ...]:
    joint, words = _AFTER_A_NAME.get(level, _AFTER_A_NAME[AppliedLevel.MANDATORY])
    if level is AppliedLevel.PROHIBITED and names_a_thing(name):
        joint, words = " ", "is not offered"
    return (Part(f"{name}{joint}"), Part(words, strong=True), Part("."))


def _after_a_lead(lead: str, imperative: str) -> tuple[Part, ...]:
    strong, to = (lead[:-3], "to ") if lead.endswith(" to") else (lead, "")
    return (Part(strong, strong=True), Part(f" {to}{_lowered(imperative)}."))


def _lowered(imperative: str) -> str:
    """Lower the first letter, unless the word is an acronym ("FAX the form")."""
    return imperative if imperative[1:2].isupper() else imperative[:1].lower() + imperative[1:]


def _with_condition(yes: tuple[Part, ...], condition: str | None) -> tuple[Part, ...]:
    if not condition:
        return yes
    last = yes[-1]
    opened = (*yes[:-1], Part(last.text.rstrip("."), strong=last.strong))
    told = _QUESTION_TO_THE_READER.fullmatch(condition.strip())
    if not told:
        return (*opened, Part(" "), Part("if", strong=True), Part(f" the answer is yes: {condition}"))
    verb = "" if told["verb"] == "Do" else f"{told['verb'].lower()} "
    return (*opened, Part(" "), Part("if", strong=True), Part(f" you {verb}{told['rest']}."))


def _with_otherwise(otherwise: str | None) -> tuple[Part, ...]:
    if not otherwise or otherwise == NOT_ADDRESSED:
        return ()
    words = WORDS[AppliedLevel(otherwise)]
    return (Part(" Otherwise: "), Part(words[:1].lower() + words[1:], strong=True), Part("."))
