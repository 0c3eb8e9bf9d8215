"""How hard a text is to read: the Flesch-Kincaid grade, the length of its sentences, and the longest of them.

The grade (Kincaid and others, 1975) is 0.39 * words per sentence + 11.8 * syllables per word - 15.59: the years of
schooling in the United States that a reader needs. Syllables are counted by a rule of vowels, since the dictionary
that other packages use is downloaded at run time; the rule is within one syllable for nearly every word.
"""

import re
from dataclasses import dataclass
from typing import Final

LONG_SENTENCE: Final = 25
"""Words beyond which a sentence is called long; federal plain-language guidance asks for 15 to 20 on average."""

_WORD: Final = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
# A period ends a sentence only before a space and a capital, a digit or a quotation mark: "8 U.S.C. 1722" goes on,
# since what comes before the space is one of the short forms below.
_END: Final = re.compile(r"[.!?][”\"’')\]]{0,3}[ \t\n]{1,4}(?=[“\"'(\[]{0,2}[A-Z0-9])|\n\n")
_SHORT_FORM: Final = re.compile(
    r"(?:\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|No|Nos|Sec|Pub|Reg|Fed|Stat|Exec|St|Inc|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|etc|vs)"
    r"|[A-Z]\.[A-Z])\.$"
)
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(
    r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouysxzcgh]es$|(?:(?<=[aeiouy])|(?<=[aeiouy].))[cgrtv]ements?$"
)
_TWO_SOUNDS: Final = re.compile(
    r"ia(?!l\b|n\b)|io(?!n|us)|(?<![cgtx])ious|eo(?!n|p)|ua(?!l|r|g)|(?<!q)ual|[^q]uo|ying|eing$|iu|crea|(?<=[aeiouy].)ea$"
)


@dataclass(frozen=True, kw_only=True)
class Readability:
    """The figures of a text; a text without words has none, and all are zero."""

    words: int
    sentences: int
    grade: float
    words_per_sentence: float
    long_sentences: tuple[str, ...]


def readability(text: str) -> Readability:
    """Measure plain text, whose paragraphs are divided by empty lines."""
    sentences = split_sentences(text)
    counts = [len(_WORD.findall(sentence)) for sentence in sentences]
    words = sum(counts)
    if not words:
        return Readability(words=0, sentences=0, grade=0.0, words_per_sentence=0.0, long_sentences=())
    average = words / len(sentences)
    syllables = sum(count_syllables(word) for sentence in sentences for word in _WORD.findall(sentence))
    return Readability(
        words=words,
        sentences=len(sentences),
        grade=round(0.39 * average + 11.8 * syllables / words - 15.59, 1),
        words_per_sentence=round(average, 1),
        long_sentences=tuple(
            sentence for sentence, count in zip(sentences, counts, strict=True) if count > LONG_SENTENCE
        ),
    )


def split_sentences(text: str) -> list[str]:
    """Divide a text into its sentences; one without a word is none."""
    sentences: list[str] = []
    start = 0
    for end in _END.finditer(text):
        so_far = text[start : end.end()].rstrip()
        if end[0] != "\n\n" and _SHORT_FORM.search(so_far[-12:]):
            continue
        sentences.append(so_far)
        start = end.end()
    sentences.append(text[start:].strip())
    return [sentence for sentence in sentences if _WORD.search(sentence)]


def count_syllables(word: str) -> int:
    """Count the syllables of an English word: its groups of vowels, less a silent end, plus vowels that part."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if not letters:
        return 1
    groups = len(_VOWELS.findall(letters)) + len(_TWO_SOUNDS.findall(letters))
    return max(1, groups - len(_SILENT.findall(letters)))
