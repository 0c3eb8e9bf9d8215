"""The stem of an English word, by M. F. Porter, "An algorithm for suffix stripping" (Program 14:3, 1980).

It includes the two later changes of its author that SQLite's own tokenizer has as well (-bli for -abli, and -logi), so
that the tokenizer can be its judge in a test. The names of the steps are those of the paper.
"""

from collections.abc import Mapping
from typing import Final

VOWELS: Final = frozenset("aeiou")
SHORTEST: Final = 3
LONGEST: Final = 64

# Forms that no suffix rule brings together.
IRREGULAR: Final[Mapping[str, str]] = {
    "memoranda": "memorandum",
    "criteria": "criterion",
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
}

STEP_1A: Final = (("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", ""))
STEP_1B_AFTER: Final = (("at", "ate"), ("bl", "ble"), ("iz", "ize"))
STEP_2: Final = (
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("logi", "log"),
    ("bli", "ble"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
)
STEP_3: Final = (
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
)
STEP_4: Final = (
    "al",
    "ance",
    "ence",
    "er",
    "ic",
    "able",
    "ible",
    "ant",
    "ement",
    "ment",
    "ent",
    "ion",
    "ou",
    "ism",
    "ate",
    "iti",
    "ous",
    "ive",
    "ize",
)


def stem(word: str) -> str:
    """Return the stem of a word in lower case; a word that is not made of English letters is its own stem."""
    word = IRREGULAR.get(word, word)
    if not (SHORTEST <= len(word) <= LONGEST and word.isascii() and word.isalpha()):
        return word
    word = _replaced(word, STEP_1A, above=None)
    word = _step_1b(word)
    word = _step_1c(word)
    word = _replaced(word, STEP_2, above=0)
    word = _replaced(word, STEP_3, above=0)
    return _step_5(_step_4(word))


def _shape(word: str) -> str:
    """Return a c for each consonant and a v for each vowel; y is a vowel after a consonant."""
    shape = ""
    for letter in word:
        vowel = letter in VOWELS or (letter == "y" and shape.endswith("c"))
        shape += "v" if vowel else "c"
    return shape


def _measure(word: str) -> int:
    return _shape(word).count("vc")


def _doubled(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and _shape(word).endswith("c")


def _short(word: str) -> bool:
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


def _replaced(word: str, rules: tuple[tuple[str, str], ...], above: int | None) -> str:
    """Apply the rule with the longest suffix that fits, if the measure of what stays before it is above the bound."""
    fitting = [rule for rule in rules if word.endswith(rule[0])]
    if not fitting:
        return word
    suffix, instead = max(fitting, key=lambda rule: len(rule[0]))
    kept = word.removesuffix(suffix)
    return kept + instead if above is None or _measure(kept) > above else word


def _step_1b(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for suffix in ("ed", "ing"):
        kept = word.removesuffix(suffix)
        if kept != word and "v" in _shape(kept):
            return _step_1b_after(kept)
    return word


def _step_1b_after(word: str) -> str:
    mended = _replaced(word, STEP_1B_AFTER, above=None)
    if mended != word:
        return mended
    if _doubled(word) and word[-1] not in "lsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _short(word) else word


def _step_1c(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and "v" in _shape(word[:-1]) else word


def _step_4(word: str) -> str:
    fitting = [suffix for suffix in STEP_4 if word.endswith(suffix)]
    if not fitting:
        return word
    suffix = max(fitting, key=len)
    kept = word.removesuffix(suffix)
    if suffix == "ion" and not kept.endswith(("s", "t")):
        return word
    return kept if _measure(kept) > 1 else word


def _step_5(word: str) -> str:
    if word.endswith("e"):
        kept = word[:-1]
        measure = _measure(kept)
        if measure > 1 or (measure == 1 and not _short(kept)):
            word = kept
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
