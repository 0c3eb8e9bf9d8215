from itertools import product

import pytest

from portal.guidance.rules_levels import AppliedLevel
from portal.statements.rules_verdicts import Governing, LookingBack, Retrospect, Verdict, verdict_of

LEVELS = [level.value for level in AppliedLevel]
A, X, N = Verdict.AGREES, Verdict.CONTRADICTS, Verdict.NOT_COMPARED


@pytest.mark.parametrize("level", LEVELS)
def test_the_same_level_agrees(level: str) -> None:
    assert verdict_of(level, Governing(level=level)) == Verdict.AGREES


@pytest.mark.parametrize("level", [each for each in [*LEVELS, "suspended"] if each != "informational"])
def test_what_was_stated_as_information_is_not_compared(level: str) -> None:
    assert verdict_of("informational", Governing(level=level)) == Verdict.NOT_COMPARED


@pytest.mark.parametrize(
    ("stated", "level"),
    list(product(["mandatory", "optional", "prohibited", "automatic"], ["undecided", "not_addressed"])),
)
def test_a_level_stated_where_none_is_set_is_unsupported(stated: str, level: str) -> None:
    assert verdict_of(stated, Governing(level=level)) == Verdict.UNSUPPORTED


def test_a_level_stated_while_the_provision_is_suspended_is_unsupported() -> None:
    assert verdict_of("mandatory", Governing(level="suspended")) == Verdict.UNSUPPORTED


def test_optional_is_not_compared_with_information_and_all_else_contradicts_it() -> None:
    informational = Governing(level="informational")
    assert verdict_of("optional", informational) == Verdict.NOT_COMPARED
    assert {verdict_of(stated, informational) for stated in ("mandatory", "prohibited", "automatic")} == {X}


def test_either_branch_of_a_condition_lacks_the_condition() -> None:
    governing = Governing(level="conditional", then="optional", otherwise="prohibited")
    assert verdict_of("optional", governing) == Verdict.CONDITION_MISSING
    assert verdict_of("prohibited", governing) == Verdict.CONDITION_MISSING
    assert verdict_of("mandatory", governing) == Verdict.CONTRADICTS


def test_a_condition_that_says_no_more_is_mandatory_or_not_addressed() -> None:
    governing = Governing(level="conditional")
    assert verdict_of("mandatory", governing) == Verdict.CONDITION_MISSING
    assert verdict_of("not_addressed", governing) == Verdict.CONDITION_MISSING
    assert verdict_of("optional", governing) == Verdict.CONTRADICTS


@pytest.mark.parametrize(
    ("stated", "level"),
    [("optional", "mandatory"), ("mandatory", "optional"), ("optional", "prohibited"), ("conditional", "mandatory")],
)
def test_all_else_contradicts(stated: str, level: str) -> None:
    assert verdict_of(stated, Governing(level=level)) == Verdict.CONTRADICTS


@pytest.mark.parametrize(
    ("verdicts", "retrospect", "notice"),
    [
        ((X, X, X), Retrospect.WRONG_WHEN_SENT, True),
        ((X, X, A), Retrospect.WRONG_WHEN_SENT, True),
        ((A, X, X), Retrospect.GUIDANCE_CORRECTED, True),
        ((A, X, A), Retrospect.GUIDANCE_CORRECTED, True),
        ((A, A, X), Retrospect.SINCE_CHANGED, True),
        ((N, A, X), Retrospect.SINCE_CHANGED, True),
        ((X, A, A), Retrospect.SINCE_MADE_RIGHT, False),
        ((X, A, X), Retrospect.SINCE_MADE_RIGHT, False),
        ((A, A, A), Retrospect.STILL_RIGHT, False),
        ((A, A, N), Retrospect.NOT_JUDGED, False),
        ((N, N, X), Retrospect.NOT_JUDGED, False),
        ((N, X, X), Retrospect.NOT_JUDGED, False),
    ],
)
def test_looking_back_tells_four_things_apart(
    verdicts: tuple[Verdict, Verdict, Verdict], retrospect: Retrospect, *, notice: bool
) -> None:
    then, corrected, today = verdicts
    looked = LookingBack(then=then, corrected=corrected, today=today)
    assert (looked.retrospect, looked.calls_for_notice) == (retrospect, notice)
