"""What a word is, for every text that is indexed and everything that is asked: one tokenizer for both databases.

The databases are given stems with a space between them and never see the text. So they agree on what matches, no mark
of a visitor reaches their query languages, and no list of stop words takes the "out" from "opt out" (PostgreSQL's
English configuration would). Accents are folded here, since PostgreSQL's extension for it may not be there.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from portal.search.rules_stems import stem

# Letters and digits, with accents that stand apart from their letters, and apostrophes inside.
WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['’](?=[^\W_]))*")
# Longer than any word; so that neither database meets its own limit for one.
LONGEST_STEM: Final = 64
# How many words are remembered with their stems; a language uses the same few thousand again and again.
REMEMBERED: Final = 8192

Stems = tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """A word's stem, and where the word stands in its text, as offsets of characters."""

    stem: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the words of a text in order."""
    return [Word(stem_of(found[0]), found.start(), found.end()) for found in WORD.finditer(text)]


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in order as they are, for names, of which Cook is not another form of Cooke."""
    return tuple(folded(found[0]) for found in WORD.finditer(text))


def stems_of(text: str) -> Stems:
    """Return the stems of a text in order; a text without letters and digits has none."""
    return tuple(stem_of(found[0]) for found in WORD.finditer(text))


@lru_cache(maxsize=REMEMBERED)
def stem_of(word: str) -> str:
    """Return the stem of one word: "Memoranda" gives "memorandum", "sheriff’s" gives "sheriff", "Doña" gives "dona"."""
    return stem(folded(word))[:LONGEST_STEM]


def folded(word: str) -> str:
    """Return the word in lower case without accents, without apostrophes, and not in the possessive."""
    plain = word.replace("’", "'").removesuffix("'s").removesuffix("'S")
    apart = unicodedata.normalize("NFKD", plain).casefold()
    # A mark that some scripts write as a letter of its own would be nothing without the letter before it.
    return "".join(letter for letter in apart if letter.isalnum()) or plain
