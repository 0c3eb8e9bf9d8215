"""Numbers that identify a person, and that no question needs: found before anything is kept.

A Social Security number is written 3-2-4 digits; its groups are never all zeros, and it begins with no 9 and not with
666 (20 CFR 422.103; the Social Security Administration's rules of 2011). An A-number, by which immigration files are
kept, is the letter A with eight or nine digits (8 CFR 1001.1).
"""

import re
from typing import Final

SOCIAL_SECURITY: Final = re.compile(
    r"(?<![\d-])(?!000|666|9\d\d)\d{3}[-\N{EN DASH} ](?!00)\d{2}[-\N{EN DASH} ](?!0000)\d{4}(?![\d-])"
)
ALIEN_FILE: Final = re.compile(
    r"(?<![A-Za-z\d])A(?:[- ]|#| ?no\.? ?)?(?:\d{3}[- ]?\d{3}[- ]?\d{2,3})(?!\d)", re.IGNORECASE
)
NAMES: Final = ((SOCIAL_SECURITY, "a Social Security number"), (ALIEN_FILE, "an A-number"))
MASK: Final = "[number taken out]"


def personal_numbers(text: str) -> list[str]:
    """Return in words what kinds of such numbers a text seems to hold."""
    return [name for pattern, name in NAMES if pattern.search(text)]


def without_personal_numbers(text: str) -> str:
    """Return the text with a mark in place of each such number."""
    for pattern, _ in NAMES:
        text = pattern.sub(MASK, text)
    return text
