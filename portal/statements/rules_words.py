"""The words of a passage, each with the key by which it is compared with others.

A key is the portal's own stem, after forms that no ending explains ("kept", "written") are brought to their base.
Contractions are opened, so that the "not" of "can't" is a word like any other.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from portal.search.rules_words import stem_of

WORD: Final = re.compile(
    r"(?P<number>\$?\d[\d,]*(?:\.\d+)?%?)|(?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+)*)|(?P<mark>[,;:()\"“”—–?!])"
)
REMEMBERED: Final = 16_384

IRREGULAR: Final[Mapping[str, str]] = {
    form: base
    for line in (
        "be is are was were been being am",
        "have has had having",
        "do does did done doing",
        "go goes went gone going",
        "pay paid",
        "keep kept",
        "hold held",
        "send sent",
        "give gave given",
        "take took taken",
        "make made",
        "tell told",
        "say said",
        "begin began begun",
        "choose chose chosen choice",
        "get got gotten",
        "find found",
        "leave left",
        "lose lost loss",
        "build built",
        "buy bought",
        "sell sold sale",
        "teach taught",
        "write wrote written",
        "show shown",
        "know knew known",
        "speak spoke spoken",
        "forget forgot forgotten",
        "forbid forbade forbidden",
        "withhold withheld",
        "withdraw withdrew withdrawn withdrawal",
        "meet met",
        "lead led",
        "think thought",
        "bring brought",
        "catch caught",
        "feed fed",
        "wear wore worn",
        "break broke broken",
        "steal stole stolen",
        "grow grew grown growth",
        "draw drew drawn",
        "fly flew flown flight",
        "rise rose risen",
        "throw threw thrown",
        "drive drove driven",
        "eat ate eaten",
        "see saw seen",
        "hear heard",
        "mean meant",
        "spend spent",
        "stand stood",
        "undergo underwent undergone",
        "bear bore borne",
        "swear swore sworn",
        "lend lent",
        "refuse refusal",
        "approve approval",
        "deny denial denied",
        "remove removal",
        "renew renewal",
        "dispose disposal",
        "appear appearance",
        "accept acceptance",
        "apply applicable application",
        "receive receipt",
        "pupil pupils",
        "oneself themselves themself himself herself itself yourself yourselves ourselves myself",
    )
    for base, *forms in (line.split(),)
    for form in (base, *forms)
}
CONTRACTED: Final[Mapping[str, str]] = {"ca": "can", "wo": "will", "sha": "shall", "ai": "be"}
NEGATED: Final = re.compile(r"(?P<verb>[a-z]+)n['’]t$")
TAIL: Final = re.compile(r"['’](?P<tail>s|re|ve|ll|d|m)$")


class Token(NamedTuple):
    """A word, number or mark of punctuation: as written in lower case, its key, and where it stands in the text."""

    text: str
    key: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Tell whether it is made of letters."""
        return self.text[:1].isalpha()


@lru_cache(maxsize=REMEMBERED)
def key_of(word: str) -> str:
    """Return the key of one word: "kept" and "keeping" give the same one."""
    plain = word.lower().replace("’", "'").removesuffix("'s")
    base = IRREGULAR.get(plain, plain)
    if "-" in base:
        return "-".join(stem_of(part) if part else "" for part in base.split("-"))
    return stem_of(base)


def lowered(text: str) -> str:
    """Return a text in lower case with every character where it was; one that would become two stays as it is."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of a stretch of a text, in order; offsets are those of the whole text."""
    found: list[Token] = []
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        found.extend(_opened(match[0].lower(), match.start(), match.end()))
    return found


def _opened(word: str, start: int, end: int) -> Iterator[Token]:
    """Open a contraction, and "cannot"; every other word is one token."""
    negated = NEGATED.fullmatch(word)
    if word == "cannot" or negated:
        verb = "can" if negated is None else CONTRACTED.get(negated["verb"], negated["verb"])
        yield Token(verb, key_of(verb), start, end)
        yield Token("not", "not", start, end)
        return
    tail = TAIL.search(word)
    plain = word[: tail.start()] if tail else word
    yield Token(plain, key_of(plain) if plain[:1].isalpha() else plain, start, end)
