"""How quantities are written: the forms by which rules_quantities.py knows them, and what their words are worth."""

import re
from collections.abc import Mapping
from typing import Final

DAYS: Final[Mapping[str, float]] = {
    "second": 1 / 86_400,
    "minute": 1 / 1_440,
    "hour": 1 / 24,
    "day": 1,
    "night": 1,
    "weekday": 1.4,
    "week": 7,
    "fortnight": 14,
    "month": 30.4,
    "quarter": 91.2,
    "year": 365,
    "decade": 3_650,
}
PERIODS: Final[Mapping[str, float]] = {
    "hourly": 1 / 24,
    "daily": 1,
    "weekly": 7,
    "fortnightly": 14,
    "biweekly": 14,
    "monthly": 30.4,
    "quarterly": 91.2,
    "annual": 365,
    "annually": 365,
    "yearly": 365,
    "semiannually": 182.5,
    "biannually": 182.5,
    "biennially": 730,
}
_ONES_IN_ORDER: Final = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_ONES: Final = _ONES_IN_ORDER.split()
NUMBERS: Final[Mapping[str, float]] = {
    **{word: number for number, word in enumerate(_ONES)},
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "a hundred": 100,
    "thousand": 1_000,
    "a dozen": 12,
    "dozen": 12,
}
_MONTHS_IN_ORDER: Final = "january february march april may june july august september october november december"
MONTHS: Final = _MONTHS_IN_ORDER.split()
SCALES: Final[Mapping[str, float]] = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1e9}
# Words that may stand between a number and its unit; a working day is more than a day.
WORKING: Final = frozenset({"business", "working"})

_NUMBER = (
    r"(?:[$€£]\s?)?\d[\d,]*(?:\.\d+)?|\b(?:"
    + "|".join(sorted((re.escape(word) for word in NUMBERS), key=len, reverse=True))
    + r")\b"
)
_MOST = (
    r"(?:no|not|never)\s+(?:more|later|longer|greater|higher)\s+than|(?:no|not)\s+above|less\s+than|fewer\s+than|at\s+(?:the\s+)?"
    r"most|up\s+to|within(?:\s+the\s+(?:first|next))?|(?:a\s+)?maximum(?:\s+of)?|under|below|beneath|until|till|by|"
    r"(?:not|never)\s+exceed|earlier\s+than|shorter\s+than|inside"
)
_LEAST = (
    r"(?:no|not|never)\s+(?:less|fewer|earlier|sooner|shorter|lower)\s+than|more\s+than|longer\s+than|later\s+than|greater\s+"
    r"than|higher\s+than|at\s+(?:the\s+)?least|(?:a\s+)?minimum(?:\s+of)?|over|above|exceed(?:s|ing)?|beyond"
)
_UNIT = r"(?:\s+|-)(?P<work>business|working|calendar|consecutive|full|whole)?\s*(?P<unit>[a-z]+)"
_PERIOD_UNIT = r"(?P<of>hour|day|weekday|week|fortnight|month|quarter|year)s?\b"

QUANTITY: Final = re.compile(
    rf"(?:\b(?:(?P<most>{_MOST})|(?P<least>{_LEAST})|(?P<every>every|each|per))\s+(?:about\s+|the\s+)?)?"
    rf"(?P<number>{_NUMBER}|\ban?(?=\s+(?:full\s+|whole\s+)?(?:hour|day|week|fortnight|month|quarter|year)\b))"
    r"(?:\s+(?P<scale>hundred|thousand|million|billion)\b)?(?P<percent>\s?%|\s+percent\b)?"
    rf"(?:{_UNIT})?(?P<after>\s+or\s+(?:less|below|fewer|under|lower|sooner)\b|\s+(?:or|and)\s+(?:more|above|over|older)\b)?"
)
TIMES: Final = re.compile(
    rf"\b(?:(?P<times>once|twice|(?P<count>{_NUMBER})\s+times)\s+(?:an?|per|each|every|in\s+(?:an?|every))|every|each|per)\s+"
    rf"(?P<other>other\s+|second\s+)?{_PERIOD_UNIT}"
)
ADVERB: Final = re.compile(rf"\b(?:{'|'.join(sorted(PERIODS, key=len, reverse=True))})\b")
_MONTH = "|".join(MONTHS)
DATE: Final = re.compile(
    rf"\b(?:(?P<bound>by|until|till|before|no\s+later\s+than|on|from|to|since|after)\s+)?"
    rf"(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})\b(?:,?\s+\d{{4}})?)"
)
YEAR: Final = re.compile(rf"\b(?:(?:{_MONTH})(?:\s+of)?\s+)?(?:19|20)\d\d\b")
AT_ONCE: Final = re.compile(r"\b(?:immediately|at\s+once|instantly|right\s+away|without\s+delay)\b")
AT_THE_END: Final = re.compile(rf"\bat\s+the\s+end\s+of\s+(?:the|each|every)\s+{_PERIOD_UNIT}")
_WISH: Final = r"(?:you|they|it|he|she|one)\s+(?:likes?|wants?|wish(?:es)?|pleases?)"
ENDLESS: Final = re.compile(rf"\b(?:at\s+any\s+time|indefinitely|forever|(?:whenever|as\s+long\s+as)\s+{_WISH})\b")
# In days, longer than anything that a rule counts.
WITHOUT_END: Final = 1e6
DENIED: Final = re.compile(r"\b(?:not|never|no|nobody|none|cannot|[a-z]+n['’]t)\b")
# How many characters a denial may stand before the bound that it turns: "may not last more than".
REACH_OF_A_DENIAL: Final = 45
NEAR_DENIAL: Final = 14
GRANTED: Final = re.compile(r"\b(?:have|has|get|gets|given)\s+$")
LASTING: Final = re.compile(r"\b(?:for|in|after|of|about|than|half|only|just)\s+$")
DENIABLE: Final = re.compile(r"(?:more|longer|later|greater|higher|less|fewer|earlier)\s+than|exceed|beyond|over|above")
# How many characters before a quantity can matter to it.
REACH: Final = 64
