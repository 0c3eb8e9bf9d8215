"""What is wrong with the obligations of a provision: unknown names, missing parts, soft words, two that collide."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import product
from typing import Final

from portal.common.issues import Issues
from portal.guidance.rules_levels import NOT_ADDRESSED, AppliedLevel, Level
from portal.guidance.rules_obligations import AmbiguousObligationError, ObligationFacts, nearest
from portal.guidance.rules_sources import ObligationSource, ProvisionSource
from portal.programs.rules import ancestors


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a text is judged against: the parent of each audience and place, the zone, and whose each label is."""

    audiences: Mapping[str, str | None]
    places: Mapping[str, str | None]
    zone: str
    label_owners: Mapping[str, str] = field(default_factory=dict)


APPLIES_WHEN: Final = ("always", "activated")
LONGEST: Final = 2_000

# Who may leave the authority open: nobody is bound by these.
_WITHOUT_AUTHORITY: Final = frozenset({Level.CONDITIONAL, Level.OPTIONAL, Level.INFORMATIONAL})
_OF_A_CONDITION: Final = ("condition", "then", "otherwise")
_WORDED: Final = ("condition", "action", "deadline", "how_to_decide", "how_to_decline")
_SOFT: Final = re.compile(
    r"\b(should|ought|may wish|might wish|(?:strongly )?(?:encouraged?|encourages|recommended|recommends?)"
    r"|(?:is|are|be) (?:requested|urged|advised|invited|asked) to|(?:is|are|be) (?:requested|urged)|we urge)\b",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile('“[^”]{0,500}”|"[^"]{0,500}"')


def obligation_issues(provision: ProvisionSource, setting: Setting) -> Issues:
    """Report everything that is wrong with the obligations of one provision."""
    issues = Issues()
    for obligation in provision.obligations:
        _report_names(obligation, setting, issues)
        _report_condition(obligation, issues)
        _report_missing(obligation, issues)
        _report_wording(obligation, issues)
    _report_doubles(provision, issues)
    _report_collisions(provision, setting, issues)
    return issues


def suggestion(name: str, known: Iterable[str]) -> str:
    """Word what else may have been meant: the nearest known name, or all of them."""
    names = list(known)
    near = get_close_matches(name, names, n=1)
    return f"did you mean {near[0]}?" if near else f"write one of {', '.join(names)}."


def _report_names(obligation: ObligationSource, setting: Setting, issues: Issues) -> None:
    audience, place, level = obligation.audience, obligation.place, obligation.level
    if audience and audience not in setting.audiences:
        message = f"There is no audience {audience}; {suggestion(audience, setting.audiences)}"
        obligation.report(issues, message, field="audience")
    if place not in setting.places:
        message = f"There is no place {place}; write US, a postal code such as IL, or the FIPS code of a county."
        obligation.report(issues, message, field="place")
    if level == NOT_ADDRESSED:
        message = "What guidance does not address has no obligation; leave this one out."
        obligation.report(issues, message, field="level")
    elif level and level not in list(Level):
        obligation.report(issues, f"There is no level {level}; {suggestion(level, list(Level))}", field="level")
    if obligation.applies_when not in APPLIES_WHEN:
        message = f"applies_when is {obligation.applies_when}; write always or activated."
        obligation.report(issues, message, field="applies_when")


def _report_condition(obligation: ObligationSource, issues: Issues) -> None:
    if obligation.level != Level.CONDITIONAL:
        for name in _OF_A_CONDITION:
            if getattr(obligation, name):
                message = (
                    f"{name} belongs to a conditional obligation, and this one is {obligation.level}; take it out."
                )
                obligation.report(issues, message, field=name)
        return
    if not obligation.condition:
        message = "A conditional obligation needs its condition: a yes/no question that the reader can answer."
        obligation.report(issues, message, field="condition")
    elif not obligation.condition.endswith("?"):
        message = "The condition must be a yes/no question that ends with a question mark."
        obligation.report(issues, message, field="condition")
    outcomes = [level for level in AppliedLevel if level is not AppliedLevel.CONDITIONAL]
    for name in ("then", "otherwise"):
        level = getattr(obligation, name)
        if level and level not in outcomes:
            obligation.report(issues, f"{name} cannot be {level}; {suggestion(level, outcomes)}", field=name)


def _report_missing(obligation: ObligationSource, issues: Issues) -> None:
    level = obligation.level
    if level in list(Level) and level not in _WITHOUT_AUTHORITY and not obligation.authority:
        message = f"A level of {level} needs its authority; cite it, or write “authority disputed”."
        obligation.report(issues, message, field="authority")
    outcomes = {obligation.then, obligation.otherwise} if level == Level.CONDITIONAL else {level}
    if Level.OPTIONAL in outcomes and not obligation.how_to_decline:
        message = "An optional obligation needs how_to_decline: say how to decline, and whom to tell."
        obligation.report(issues, message, field="how_to_decline")


def _report_wording(obligation: ObligationSource, issues: Issues) -> None:
    for name in _WORDED:
        text = getattr(obligation, name)
        soft = _SOFT.search(_QUOTED.sub("", text))
        if soft:
            message = (
                f"“{soft[0]}” leaves open whether anybody must do it. Say what must be done, may be declined, or is "
                "only for information."
            )
            obligation.report(issues, message, field=name)
        if len(text) > LONGEST:
            obligation.report(issues, f"{name} has more than {LONGEST:,} characters; shorten it.", field=name)
    if obligation.action:
        _report_action(obligation, issues)


def _report_action(obligation: ObligationSource, issues: Issues) -> None:
    level = (obligation.then or Level.MANDATORY) if obligation.level == Level.CONDITIONAL else obligation.level
    leads = level in {Level.MANDATORY, Level.OPTIONAL, Level.PROHIBITED}
    if leads and obligation.action.startswith(("You ", "To ")):
        message = "The page puts “You must” or “You may decline to” before this action; begin it with the verb."
        obligation.report(issues, message, field="action")


def _report_doubles(provision: ProvisionSource, issues: Issues) -> None:
    first: dict[tuple[str, str], ObligationSource] = {}
    for obligation in provision.obligations:
        pair = (obligation.audience, obligation.place)
        if pair in first:
            message = f"The pair {pair[0]}, {pair[1]} is set twice, first on line {first[pair].line}; keep one."
            obligation.report(issues, message, field="audience")
        first.setdefault(pair, obligation)


def _report_collisions(provision: ProvisionSource, setting: Setting, issues: Issues) -> None:
    """Report each pair for which two obligations hold, neither nearer in both audience and place.

    If any pair is left open, then so is one of an audience and a place that stand in the provision: the nearest
    audience and the nearest place that were found for it.
    """
    facts = [ObligationFacts(audience=each.audience, place=each.place, level="") for each in provision.obligations]
    audiences = dict.fromkeys(each.audience for each in facts if each.audience in setting.audiences)
    places = dict.fromkeys(each.place for each in facts if each.place in setting.places)
    for audience, place in product(audiences, places):
        try:
            nearest(facts, ancestors(audience, setting.audiences), ancestors(place, setting.places))
        except AmbiguousObligationError:
            message = (
                f"For {audience} in {place} two obligations hold, and neither is nearer in both audience and place; "
                f"write the pair {audience}, {place} explicitly."
            )
            provision.report(issues, message, field="obligations")
