import pytest

from portal.statements.rules_clauses import Clause
from portal.statements.rules_passages import passages_of
from portal.statements.rules_stances import Stance


def stated(text: str) -> list[Clause]:
    return [clause for passage in passages_of(text) for clause in passage.clauses]


def stances(text: str) -> list[Stance | None]:
    return [clause.stance for clause in stated(text)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Every school must offer a breakfast.", Stance.MUST),
        ("Schools are required to offer a breakfast.", Stance.MUST),
        ("Schools do not have to offer a breakfast.", Stance.NEED_NOT),
        ("Schools need not offer a breakfast.", Stance.NEED_NOT),
        ("No school is required to offer a breakfast.", Stance.NEED_NOT),
        ("Schools must not charge for breakfast.", Stance.MUST_NOT),
        ("Schools may not charge for breakfast.", Stance.MUST_NOT),
        ("Charging for breakfast is prohibited.", Stance.MUST_NOT),
        ("Schools may offer a breakfast.", Stance.MAY),
        ("Breakfast is optional.", Stance.FREE),
        ("Schools should offer a breakfast.", Stance.SHOULD),
        ("Schools offer a breakfast.", Stance.FACT),
        ("Schools do not offer a breakfast.", Stance.NO_FACT),
        ("Small schools are exempt from offering breakfast.", Stance.NEED_NOT),
    ],
)
def test_a_clause_has_the_stance_of_its_marks(text: str, stance: Stance) -> None:
    assert stances(text) == [stance]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("A county may opt out of the survey.", Stance.NEED_NOT),
        ("A county may not refuse the survey.", Stance.MUST),
        ("A county may not opt out of, withdraw from or delay the survey.", Stance.MUST),
        ("A county may not withdraw from or delay the survey.", Stance.MUST),
        ("Nothing prevents a county from declining the survey.", Stance.NEED_NOT),
        ("It is not true that the survey is optional.", Stance.MUST),
        ("The survey may not last more than two hours.", Stance.MAY),
    ],
)
def test_reversing_and_denying_work_on_what_they_govern(text: str, stance: Stance) -> None:
    assert stances(text) == [stance]


def test_what_is_not_allowed_without_something_requires_it() -> None:
    main, requirement = stated("Windows must not be replaced without a permit.")
    assert (main.stance, requirement.stance) == (Stance.MUST_NOT, Stance.MUST)
    assert requirement.focus == frozenset({"permit"})


def test_what_is_allowed_without_something_does_not_require_it() -> None:
    assert [clause.stance for clause in stated("Windows may be replaced without a permit.")] == [
        Stance.MAY,
        Stance.NEED_NOT,
    ]


def test_clauses_with_verbs_of_their_own_are_parted() -> None:
    assert stances("Staff must refer reporters to us and must not answer them.") == [Stance.MUST, Stance.MUST_NOT]


def test_a_condition_is_taken_out_of_what_is_said() -> None:
    [clause] = stated("If the fee is not paid, the permit must be returned.")
    assert clause.stance is Stance.MUST
    assert "fee" in clause.condition


@pytest.mark.parametrize(
    "text",
    [
        "May a county opt out?",
        "Some newspapers claim that counties may opt out.",
        "Under the old policy counties were allowed to opt out.",
        "Before 2015 counties were allowed to opt out.",
    ],
)
def test_questions_reports_and_the_past_state_nothing(text: str) -> None:
    assert stances(text) == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("May a county opt out? No.", Stance.MUST),
        ("You ask whether a county may skip the survey. It may not.", Stance.MUST),
        ("A flyer claims that the survey is voluntary. That claim is false.", Stance.MUST),
        ("Some fear that deputies will become agents; they will not.", Stance.NO_FACT),
        ("Tribes may choose whether to take part; counties may not.", Stance.FREE),
    ],
)
def test_a_reply_states_what_was_left_open(text: str, stance: Stance) -> None:
    assert stances(text)[0] is stance


def test_a_clause_without_its_act_takes_the_one_before() -> None:
    assert stances("Tribes may choose whether to take part; counties may not.") == [Stance.FREE, Stance.MUST]
