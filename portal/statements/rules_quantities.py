"""Numbers with their unit and their direction: "within two business days", "at least 14 days", "$40 a year", "May 1".

Times are brought to days, money to its units, so that three months and 90 days are the same. A bound that is denied
("may not last more than 48 hours") is a bound of the other direction, and the denial is used up by it.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from portal.statements.rules_quantities_patterns import (
    ADVERB,
    AT_ONCE,
    AT_THE_END,
    DATE,
    DAYS,
    DENIABLE,
    DENIED,
    ENDLESS,
    GRANTED,
    LASTING,
    MONTHS,
    NEAR_DENIAL,
    NUMBERS,
    PERIODS,
    QUANTITY,
    REACH,
    REACH_OF_A_DENIAL,
    SCALES,
    TIMES,
    WITHOUT_END,
    WORKING,
    YEAR,
)
from portal.statements.rules_words import key_of


class Bound(StrEnum):
    """In which direction a quantity limits."""

    NONE = ""
    MOST = "at most"
    LEAST = "at least"


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number of something; `kind` says of what: time, every (a period), money, percent, date, or a noun's key."""

    kind: str
    value: float
    bound: Bound
    start: int
    end: int
    words: str
    denial: bool = False

    @property
    def counts(self) -> bool:
        """Tell whether it is a number of things that a noun names."""
        return self.kind.startswith("count:")

    def equals(self, other: "Quantity") -> bool:
        """Tell whether both name the same amount; months and years are not exact."""
        tolerance = 0.035 * max(self.value, other.value) if self.kind in {"time", "every"} else 1e-9
        return abs(self.value - other.value) <= tolerance

    def allows(self, other: "Quantity") -> bool:
        """Tell whether a plain amount lies within this bound."""
        if self.bound is Bound.MOST:
            return other.value <= self.value
        return self.bound is Bound.LEAST and other.value >= self.value


def quantities_of(text: str, offset: int = 0) -> list[Quantity]:
    """Return the quantities of a text in lower case, in order; none overlaps another, and all stand `offset` later."""
    found: list[Quantity] = []
    for pattern, read in (
        (DATE, _date),
        (YEAR, _year),
        (TIMES, _times),
        (QUANTITY, _amount),
        (ADVERB, _adverb),
        *_VAGUE,
    ):
        for match in pattern.finditer(text):
            quantity = read(match, text[max(0, match.start() - REACH) : match.start()])
            if quantity and not any(quantity.start < other.end and other.start < quantity.end for other in found):
                found.append(quantity)
    placed = (replace(each, start=each.start + offset, end=each.end + offset) for each in found)
    return sorted(placed, key=lambda each: each.start)


def _made(match: re.Match[str], kind: str, value: float, bound: Bound = Bound.NONE, **more: object) -> Quantity:
    end = int(str(more.get("end", match.end())))
    words = match.string[match.start() : end].strip()
    return Quantity(
        kind=kind, value=value, bound=bound, start=match.start(), end=end, words=words, denial=bool(more.get("denial"))
    )


def _date(match: re.Match[str], _before: str) -> Quantity:
    month = match["month"] or match["month2"]
    day = int(match["day"] or match["day2"])
    return _made(match, "date", MONTHS.index(month) * 31 + day)


def _year(match: re.Match[str], _before: str) -> Quantity:
    return _made(match, "year", float(match[0][-4:]))


def _adverb(match: re.Match[str], _before: str) -> Quantity:
    return _made(match, "every", PERIODS[match[0]])


def _times(match: re.Match[str], _before: str) -> Quantity:
    count = {"once": 1.0, "twice": 2.0}.get(match["times"] or "once") or _number(match["count"])
    return _made(match, "every", DAYS[match["of"]] * (2 if match["other"] else 1) / max(count, 1e-9))


# Bounds of times; "by two technicians" bounds nothing.
_OF_TIMES: Final = frozenset({"by", "until", "till"})


def _at_once(match: re.Match[str], _before: str) -> Quantity:
    return _made(match, "time", DAYS["hour"], Bound.MOST)


def _at_the_end(match: re.Match[str], _before: str) -> Quantity:
    return _made(match, "time", DAYS[match["of"]])


def _without_end(match: re.Match[str], _before: str) -> Quantity:
    return _made(match, "time", WITHOUT_END)


_VAGUE: Final = ((ENDLESS, _without_end), (AT_THE_END, _at_the_end), (AT_ONCE, _at_once))


def _number(words: str) -> float:
    plain = words.strip("$€£ ").replace(",", "")
    return float(plain) if plain[:1].isdigit() else NUMBERS.get(plain, 1.0)


def _amount(match: re.Match[str], before: str) -> Quantity | None:
    value = _number(match["number"]) * SCALES.get(match["scale"] or "", 1)
    kind, factor, end = _unit(match)
    if not kind:
        return None
    bound, denial = _bound(match, before)
    if kind == "time" and (match["every"] or _is_rate(match, before)):
        kind = "every"
    if match["most"] in _OF_TIMES and kind.startswith("count:"):
        bound = Bound.NONE
    return _made(match, kind, value * factor, bound, end=end, denial=denial)


def _is_rate(match: re.Match[str], before: str) -> bool:
    """Tell "40 dollars a year" from "within a year" and "for a year"."""
    bare = match["number"] in {"a", "an"} and not (match["most"] or match["least"])
    return bare and not LASTING.search(before) and not GRANTED.search(before)


def _unit(match: re.Match[str]) -> tuple[str, float, int]:
    """Return what is counted, in which measure, and where the quantity ends."""
    unit = match["unit"] or ""
    single = unit.removesuffix("s")
    if match["number"][:1] in "$€£" or single in {"dollar", "euro"}:
        return "money", 1, match.end("unit") if single in {"dollar", "euro"} else match.end("number")
    if single == "cent":
        return "money", 0.01, match.end("unit")
    if match["percent"]:
        return "percent", 1, match.end("percent")
    if single in DAYS:
        return "time", DAYS[single] * (1.4 if match["work"] in WORKING else 1), match.end()
    return _counted(match, unit)


# What follows a number without being what is counted.
_FOLLOWING: Final = """
    of or and to in on at by for from if is are be was were may must can shall will should who which that no not the
    a an this these those with without per each every as do does have has had more other
"""
_NO_UNIT: Final = frozenset(_FOLLOWING.split())


def _counted(match: re.Match[str], unit: str) -> tuple[str, float, int]:
    is_bound = bool(match["most"] or match["least"] or match["after"])
    if len(unit) <= 1 or unit in _NO_UNIT:
        known = match["number"][:1].isdigit() and (is_bound or len(match["number"]) > 1)
        return ("number" if known or is_bound else "", 1, match.end("number"))
    # The noun stays a word of its own: it says what the sentence is about.
    return f"count:{key_of(unit)}", 1, match.end("number")


def _bound(match: re.Match[str], before: str) -> tuple[Bound, bool]:
    after = (match["after"] or "").split()
    if after:
        return (Bound.LEAST if after[-1] in {"more", "above", "over", "older"} else Bound.MOST), False
    words = match["most"] or match["least"]
    if not words:
        return (Bound.MOST if GRANTED.search(before) and match["unit"] else Bound.NONE), False
    bound = Bound.MOST if match["most"] else Bound.LEAST
    reach = REACH_OF_A_DENIAL if "than" in words or "exceed" in words else NEAR_DENIAL
    denied = DENIABLE.match(words) and DENIED.search(before, max(0, len(before) - reach))
    if denied and not before.rstrip().endswith((" of", " with")):
        return (Bound.LEAST if bound is Bound.MOST else Bound.MOST), True
    return bound, False
