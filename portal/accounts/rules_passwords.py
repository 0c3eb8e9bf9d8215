"""What a password must be: long, and not what everybody tries first.

There is no rule on kinds of characters: NIST SP 800-63B, section 3.1.1.2, advises against one and asks for length and
for a list of common passwords instead. Since a password here has fifteen characters or more, a list of whole passwords
would miss most of what people do to stretch a short one; so a password is taken apart into known words, runs along
the keyboard or the alphabet, and repetitions, and only what is left over counts.
"""

import re
import unicodedata
from typing import Final

from portal.common.issues import Issues

SHORTEST: Final = 15
# The hash would take any length; nobody types more, and a machine that sends more wants the portal to work.
LONGEST: Final = 1_000

# So many characters must be left of a password once all that is guessed first is taken away.
MUST_REMAIN: Final = 6

# A run of four along the alphabet, the digits, or a row of keys is no choice of anybody's.
RUN: Final = 4
ROWS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789012345678901234567890",
    "1234567890-=",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "qwertzuiopü",
    "azertyuiop",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "qazwsxedcrfvtgbyhnujmikolp",
)

# Letters that are written as digits and signs, turned back before words are looked for.
DISGUISES: Final = str.maketrans("013457@$!+|", "oleastasitl")

# The words that stand first in every guesser's list: of passwords, of keyboards, of names and of seasons, and ours.
_COMMON: Final = """
access account admin administrator agency agreement amanda america american andrew angel anthony april august
autumn awesome baseball basketball batman battery buster changeme charlie chelsea chicago chocolate computer
cookie correct county daniel december default demo dragon drafter edition facebook family february flower
football forever freedom friday george ginger google guest guidance hannah happy harley hello horse hunter
iloveyou internet january jasmine jennifer jessica jordan joshua july june justin killer leader letmein liberty
liverpool local login london love maggie magic march master matthew maverick michael michelle mickey monday
monkey mustang nicholas ninja november october office official orange partner pass passphrase passw passwd
password pepper phone please pokemon portal princess private program purple qwer robert root samsung saturday
secret secure security september server sheriff shadow silver soccer spring staple starwars state summer sunday
sunshine superman superuser system temp temporary test tester testing thomas thursday tigger trustno tuesday
united user washington wednesday welcome whatever winter wizard yankees
"""
WORDS: Final = tuple(sorted(_COMMON.split(), key=len, reverse=True))


def password_issues(password: str, *, email: str, name: str = "") -> Issues:
    """Return what is wrong with a password that somebody wants to have; their address and name are no secrets."""
    issues = Issues()
    if len(password) < SHORTEST:
        issues.report(f"Use {SHORTEST} characters or more; several unrelated words are easy to keep.", field="password")
    elif len(password) > LONGEST:
        issues.report(f"Use at most {LONGEST} characters.", field="password")
    elif len(_unguessed(password, own=_own_words(email, name))) < MUST_REMAIN:
        message = "This is made of what is guessed first: common words, your own name, rows of keys, or repetitions."
        issues.report(message, field="password")
    return issues


def is_too_long(password: str) -> bool:
    """Tell whether somebody sends more than any password has, so that it is refused without hashing it."""
    return len(password) > LONGEST


def _own_words(email: str, name: str) -> tuple[str, ...]:
    parts = re.split(r"[^a-z0-9]+", f"{email} {name}".casefold())
    return tuple(sorted((part for part in parts if len(part) >= RUN), key=len, reverse=True))


def _unguessed(password: str, *, own: tuple[str, ...]) -> str:
    """Return what is left of a password without repetitions, runs, words, and years."""
    text = unicodedata.normalize("NFKC", password).casefold()
    text = _without_runs(_without_repetition(text))
    for form in (text, text.translate(DISGUISES)):
        text = min(text, _without_words(form, (*own, *WORDS)), key=len)
    return re.sub(r"(?:19|20)\d\d|[\W_]", "", text)


def _without_repetition(text: str) -> str:
    """Keep one of what stands three times or more in a row, or twice as the whole."""
    once = re.sub(r"(.{1,12}?)\1{2,}", r"\1", text)
    half = len(once) // 2
    return once[:half] if once[:half] == once[half:] else once


def _without_runs(text: str) -> str:
    rows = [*ROWS, *(row[::-1] for row in ROWS)]
    kept, at = "", 0
    while at < len(text):
        length = max(_run_length(text[at:], row) for row in rows)
        kept += "" if length >= RUN else text[at]
        at += length if length >= RUN else 1
    return kept


def _run_length(text: str, row: str) -> int:
    start = row.find(text[:RUN])
    if start < 0 or len(text) < RUN:
        return 0
    length = RUN
    while text[: length + 1] == row[start : start + length + 1] and length < len(text):
        length += 1
    return length


def _without_words(text: str, words: tuple[str, ...]) -> str:
    for word in words:
        text = text.replace(word, "")
    return text
