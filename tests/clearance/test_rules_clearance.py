"""Where a text stands on its way through the offices, and what may be decided about it, by whom."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.clearance.rules_clearance import (
    Clearance,
    DecisionFacts,
    RequestFacts,
    State,
    answer_issues,
    decision_issues,
    request_issues,
)
from portal.clearance.rules_steps import Clearer, Decision, Step

NOW, BEFORE = "a" * 64, "b" * 64
TODAY = date(2012, 4, 9)
PROGRAM = Clearer(id="pat", role="reviewer", office="program")
COUNSEL = Clearer(id="cal", role="reviewer", office="counsel")
LEADER = Clearer(id="lee", role="leader", office=None)
STEPS = (Step.PROGRAM, Step.COUNSEL, Step.SIGNATURE)


def asked(step: Step, *, sha256: str = NOW, due: date = TODAY) -> RequestFacts:
    return RequestFacts(step=step, sha256=sha256, due_on=due)


def decided(step: Step, decision: Decision, *, sha256: str = NOW, answer: str | None = None) -> DecisionFacts:
    at = datetime(2012, 4, 2, tzinfo=UTC)
    return DecisionFacts(
        id=1, step=step, sha256=sha256, decision=decision, reason="Why", by="pat", at=at, answer=answer
    )


def text(*decisions: DecisionFacts, requests: tuple[RequestFacts, ...] | None = None) -> Clearance:
    return Clearance(
        steps=STEPS,
        sha256=NOW,
        requests=tuple(asked(step) for step in STEPS) if requests is None else requests,
        decisions=decisions,
        contributors=frozenset({"dee"}),
        today=TODAY,
    )


CLEARED = tuple(decided(step, Decision.CLEARED) for step in (Step.PROGRAM, Step.COUNSEL))


def wrong(clearance: Clearance, step: Step, decision: Decision, who: Clearer, **given: str) -> list[str]:
    asked_for = {"read": NOW, "reason": "Why", **given}
    return [issue.message for issue in decision_issues(clearance, step, decision, clearer=who, **asked_for)]


@pytest.mark.parametrize(
    ("decisions", "state"),
    [
        ((), State.WAITING),
        ((decided(Step.PROGRAM, Decision.CLEARED),), State.CLEARED),
        ((decided(Step.PROGRAM, Decision.CLEARED_WITH_EDITS),), State.EDITS_ASKED),
        ((decided(Step.PROGRAM, Decision.NO_RESPONSE),), State.PASSED),
        ((decided(Step.PROGRAM, Decision.OBJECTS),), State.OBJECTED),
        ((decided(Step.PROGRAM, Decision.OBJECTS, answer="Met"),), State.ANSWERED),
        ((decided(Step.PROGRAM, Decision.OBJECTS, sha256=BEFORE),), State.OBJECTED),
        ((decided(Step.PROGRAM, Decision.OBJECTS, sha256=BEFORE, answer="Met"),), State.WAITING),
        ((decided(Step.PROGRAM, Decision.CLEARED, sha256=BEFORE),), State.WAITING),
    ],
)
def test_the_state_of_a_step_follows_from_its_last_decision(decisions: tuple[DecisionFacts, ...], state: State) -> None:
    assert text(*decisions).state(Step.PROGRAM) is state


def test_an_edit_voids_what_was_decided_until_it_is_asked_again() -> None:
    edited = text(decided(Step.PROGRAM, Decision.CLEARED, sha256=BEFORE), requests=())
    assert edited.state(Step.PROGRAM) is State.VOID
    assert edited.state(Step.COUNSEL) is State.NOT_ASKED
    assert not edited.is_asked
    assert not edited.is_complete


def test_it_is_complete_when_every_step_cleared_or_was_passed() -> None:
    signed = text(
        decided(Step.PROGRAM, Decision.CLEARED),
        decided(Step.COUNSEL, Decision.NO_RESPONSE),
        decided(Step.SIGNATURE, Decision.CLEARED),
    )
    assert signed.is_complete
    assert text(*CLEARED).missing == (Step.SIGNATURE,)


def test_each_office_decides_for_itself_and_leaders_sign_last() -> None:
    assert wrong(text(), Step.PROGRAM, Decision.CLEARED, PROGRAM) == []
    assert "another office" in wrong(text(), Step.COUNSEL, Decision.CLEARED, PROGRAM)[0]
    assert "another office" in wrong(text(), Step.PROGRAM, Decision.CLEARED, LEADER)[0]
    assert "comes last" in wrong(text(), Step.SIGNATURE, Decision.CLEARED, LEADER)[0]
    assert wrong(text(*CLEARED), Step.SIGNATURE, Decision.CLEARED, LEADER) == []
    assert "another office" in wrong(text(*CLEARED), Step.SIGNATURE, Decision.CLEARED, COUNSEL)[0]


def test_who_wrote_at_it_neither_clears_nor_signs() -> None:
    for who, step in ((PROGRAM, Step.PROGRAM), (LEADER, Step.SIGNATURE)):
        theirs = replace(text(*CLEARED[1:]), contributors=frozenset({who.id}))
        assert "You wrote at this text" in wrong(theirs, step, Decision.CLEARED, who)[0]


def test_what_was_not_read_cannot_be_decided_about() -> None:
    assert "has changed since you opened it" in wrong(text(), Step.PROGRAM, Decision.CLEARED, PROGRAM, read=BEFORE)[0]


def test_a_step_is_decided_once() -> None:
    again = text(decided(Step.PROGRAM, Decision.CLEARED))
    for decision in Decision:
        assert wrong(again, Step.PROGRAM, decision, PROGRAM)
    assert "nothing to decide" in wrong(text(requests=()), Step.PROGRAM, Decision.CLEARED, PROGRAM)[0]


def test_edits_objections_and_passing_need_a_reason() -> None:
    for decision in (Decision.CLEARED_WITH_EDITS, Decision.OBJECTS):
        assert "Write the reason" in wrong(text(), Step.PROGRAM, decision, PROGRAM, reason=" ")[0]
    assert wrong(text(), Step.PROGRAM, Decision.CLEARED, PROGRAM, reason="") == []
    assert "at most 2,000" in wrong(text(), Step.PROGRAM, Decision.OBJECTS, PROGRAM, reason="x" * 2_001)[0]


def test_only_a_leader_passes_an_office_and_only_after_its_date() -> None:
    late = text(requests=(asked(Step.PROGRAM, due=date(2012, 4, 6)), asked(Step.SIGNATURE, due=date(2012, 4, 6))))
    assert late.state(Step.PROGRAM) is State.LATE
    assert wrong(late, Step.PROGRAM, Decision.NO_RESPONSE, LEADER) == []
    assert "another office" in wrong(late, Step.PROGRAM, Decision.NO_RESPONSE, PROGRAM)[0]
    assert "only after its date" in wrong(text(), Step.PROGRAM, Decision.NO_RESPONSE, LEADER)[0]
    assert "only after its date" in wrong(late, Step.SIGNATURE, Decision.NO_RESPONSE, LEADER)[0]
    assert wrong(late, Step.PROGRAM, Decision.CLEARED, PROGRAM) == [], "a late office may still decide"


def test_an_objection_is_answered_before_anything_is_asked_again() -> None:
    objected = text(decided(Step.COUNSEL, Decision.OBJECTS, sha256=BEFORE), requests=())
    assert "Answer the objection first: Office of counsel." in [each.message for each in request_issues(objected)]
    assert [each.message for each in answer_issues(objected, Step.COUNSEL, " ")] == [
        "Write how the objection was met; it stays on record."
    ]
    assert answer_issues(objected, Step.COUNSEL, "It was met") == []
    assert answer_issues(objected, Step.PROGRAM, "It was met")


def test_the_same_text_is_given_to_the_offices_once() -> None:
    assert request_issues(text(requests=())) == []
    assert request_issues(text())
