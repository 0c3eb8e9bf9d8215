"""Which characters a text may hold, and the one form in which it is kept."""

import re
import unicodedata
from typing import Final

from portal.common.issues import Issues

# Control characters but tab and line feed; the marks that turn the direction of writing, with which a text can
# be made to read otherwise than it is stored; the separators and non-characters that no HTML or XML keeps; and
# halves of surrogate pairs, which cannot be written as UTF-8.
_REFUSED: Final = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
_DIRECTIONS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def normalized(text: str) -> str:
    """Return the text in Unicode's composed form (NFC), its lines ended by a line feed alone."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def character_issues(text: str) -> Issues:
    """Report each line that holds a character no text may hold; lines are counted from one."""
    issues = Issues()
    for number, line in enumerate(text.split("\n"), start=1):
        for character in dict.fromkeys(_REFUSED.findall(line)):
            issues.report(f"{_named(character)}: take it out.", line=number)
    return issues


def with_replacements(text: str) -> str:
    """Put the replacement character for each that no text may hold, so that reading can go on to further issues."""
    return _REFUSED.sub("\ufffd", text)


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if character in _DIRECTIONS:
        name = unicodedata.name(character).lower()
        return f"This line holds a mark that turns the direction of reading ({code}, {name})"
    return f"This line holds a control character ({code})"
