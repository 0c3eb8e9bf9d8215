"""How dates, counts, and citations are worded, on pages and in files alike."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

# strftime names months in the language of the process; a public record must not
# depend on the machine it was printed on.
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NOON: Final = 12
VOWELS: Final = frozenset("aeiou")
PAIR: Final = 2
DIGITS_IN_A_GROUP: Final = 4


def worded_date(day: date) -> str:
    """Word a day the way federal websites date their policies: "August 5, 2011"."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def worded_instant(instant: datetime) -> str:
    """Word an instant in its own time zone: "April 9, 2012, 9:05 a.m. EDT".

    Raises:
        ValueError: The instant has no time zone, so that nobody could say when it was.
    """
    if instant.tzinfo is None:
        message = "An instant without a time zone cannot be worded."
        raise ValueError(message)
    half = "a.m." if instant.hour < NOON else "p.m."
    hour = instant.hour % NOON or NOON
    return f"{worded_date(instant)}, {hour}:{instant:%M} {half} {instant.tzname()}"


def with_commas(number: int) -> str:
    """Group the digits of a count: "2,561"."""
    return f"{number:,}"


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """Word a count with its noun: "1 county", "2,561 counties".

    Without a plural an "s" is added to the singular.
    """
    noun = singular if number == 1 else plural or f"{singular}s"
    return f"{with_commas(number)} {noun}"


def with_article(noun: str) -> str:
    """Put "a" or "an" before a noun, by its first letter: "an attorney general"."""
    return f"{'an' if noun[:1].lower() in VOWELS else 'a'} {noun}"


def inside_sentence(phrase: str) -> str:
    """Lower the first letter of a phrase that begins with a common noun: "local agencies", but "U.S. Attorneys"."""
    return phrase[:1].lower() + phrase[1:] if phrase[1:2].islower() else phrase


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does: "a", "a and b", "a, b, and c"."""
    if len(words) > PAIR:
        return f"{', '.join(words[:-1])}, and {words[-1]}"
    return " and ".join(words)


def cited(identifier: str, number: int, effective_from: date) -> str:
    """Cite an edition the way a letter does: "PART-01, ed. 3 (October 6, 2010)"."""
    return f"{identifier}, ed. {number} ({worded_date(effective_from)})"


def grouped_digest(digest: str) -> str:
    """Break a hexadecimal digest into groups of four, so that people can compare it."""
    starts = range(0, len(digest), DIGITS_IN_A_GROUP)
    return " ".join(digest[start : start + DIGITS_IN_A_GROUP] for start in starts)
