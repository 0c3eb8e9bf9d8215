"""The table of contradictions of the demonstration, and other wordings of each: found on its day, silent on the other.

Agreements, against whose terms C3 and C6 speak, are no part of this.
"""

from collections.abc import Iterator

import pytest
from apiflask import APIFlask

from portal.common.clock import now
from portal.items.rules import PUBLIC
from portal.statements.queries_draft import Draft, check_draft
from portal.statements.rules_draft import Against, DraftFinding

SHERIFF, COUNTY, BUREAU, GOVERNOR = "sheriff", "county-government", "state-identification-bureau", "governor"
DECLINE, MEMORANDUM, DETAINERS = "decline-activation", "memorandum-of-agreement", "honor-detainers"

MAY_STAY_OUT = [
    "A county that writes to the state bureau may stay out.",
    "If your county does not want the program, it can drop out by writing to the state identification bureau.",
    "Nothing prevents a county from staying out of Secure Communities.",
    "Participation in Secure Communities is up to each county.",
    "Your office is not required to take part.",
]
NO_WAY_OUT = [
    "There is no way for a county to opt out.",
    "Opting out is not an option for local agencies.",
    "Participation is mandatory for every county.",
    "Your county does not have the choice to decline activation.",
    "Local jurisdictions have no right to be removed from the deployment plan.",
]
MAY_BE_REMOVED = [
    "Your county may be removed from the plan.",
    "On request we can take your county off the deployment plan.",
    "Removal from the deployment plan is possible.",
]
MUST_SIGN = [
    "The state must sign an agreement before any county is activated.",
    "An agreement has to be signed by the state before a county can be activated.",
    "No county is activated until its state has signed a memorandum of agreement.",
    "Activation of a county requires a signed memorandum of agreement with the state.",
]
# Each with its provision, kind, state, and the day on which it is found; then the day on which it is not.
BY_DAY = [
    *((text, DECLINE, SHERIFF, "US", "2010-10-10", "2010-08-20") for text in MAY_STAY_OUT),
    *((text, DECLINE, SHERIFF, "US", "2010-08-20", "2010-10-10") for text in NO_WAY_OUT),
    *((text, DECLINE, COUNTY, "CA", "2010-11-09", "2010-09-07") for text in MAY_BE_REMOVED),
    *((text, MEMORANDUM, BUREAU, "US", "2011-08-06", "2010-10-10") for text in MUST_SIGN),
]
ENDS = [
    "If the state ends its agreement, exchange of fingerprints ends.",
    "Once Illinois terminates the memorandum, fingerprints will no longer be shared with the Department.",
    "The state can stop the exchange of fingerprints by ending its agreement.",
]
GOES_ON = [
    "Ending the agreement does not stop the exchange of fingerprints.",
    "The sharing of fingerprints will continue even if Illinois withdraws from its agreement.",
]
TWO_LEVELS = [
    "A detainer is a request, and you must hold the person.",
    "Detainers are requests. Nevertheless, the sheriff shall hold the inmate until ICE arrives.",
    "Honoring a detainer is voluntary, but you are required to keep the person in custody.",
]
A_REQUEST = [
    "A detainer is a request; you may decline.",
    "A detainer is only a request, and honoring it is up to the sheriff.",
    "You are not required to honor a detainer.",
    "A detainer is not binding.",
]
INNOCENT = [
    "The activation date of your county may be discussed with the state identification bureau.",
    "A jurisdiction may still decline the match reply.",
    "The Secretary said that some counties had asked to opt out.",
    "Did the board vote to opt out?",
    "Before October 6, 2010, a county could ask to be removed from the plan.",
    "It is not true that counties may opt out.",
    "The program must protect personal data.",
]


@pytest.fixture(autouse=True)
def _inside(shared_demonstration: APIFlask) -> Iterator[None]:
    with shared_demonstration.app_context():
        yield


def found(text: str, audience: str | None, place: str, on: str) -> list[DraftFinding]:
    return check_draft(Draft(text=text, audience=audience, place=place, on=on), PUBLIC, now())


def of(findings: list[DraftFinding], against: Against) -> list[DraftFinding]:
    return [each for each in findings if each.against == against]


@pytest.mark.parametrize("row", BY_DAY)
def test_what_contradicts_on_one_day_agrees_on_another(row: tuple[str, str, str, str, str, str]) -> None:
    text, provision, audience, place, day, other_day = row
    [finding] = of(found(text, audience, place, day), Against.GUIDANCE)
    assert (finding.verdict, finding.provision, finding.audience) == ("contradicts", provision, audience)
    assert finding.sentence == text
    assert finding.source.passage
    assert finding.source.published_at
    assert (finding.source.url or "").startswith("/guidance/participation/editions/")
    assert found(text, audience, place, other_day) == []


@pytest.mark.parametrize("text", ENDS)
def test_the_end_of_an_agreement_is_not_said_to_end_the_exchange(text: str) -> None:
    [finding] = of(found(text, GOVERNOR, "IL", "2011-05-10"), Against.GUIDANCE)
    assert (finding.verdict, finding.provision, finding.in_force) == ("contradicts", "federal-exchange", "automatic")


@pytest.mark.parametrize("text", GOES_ON)
def test_nothing_is_found_where_the_exchange_is_said_to_go_on(text: str) -> None:
    assert found(text, GOVERNOR, "IL", "2011-05-10") == []


@pytest.mark.parametrize("text", TWO_LEVELS)
def test_two_levels_in_one_text_contradict_each_other_and_the_guidance(text: str) -> None:
    findings = found(text, SHERIFF, "US", "2011-09-01")
    [guidance], [itself] = of(findings, Against.GUIDANCE), of(findings, Against.ITSELF)
    assert (guidance.provision, guidance.stated, guidance.in_force) == (DETAINERS, "mandatory", "optional")
    assert (itself.provision, itself.source.url) == (DETAINERS, None)
    assert itself.source.passage in text


@pytest.mark.parametrize("text", A_REQUEST)
def test_a_detainer_may_be_called_a_request(text: str) -> None:
    assert found(text, SHERIFF, "US", "2011-09-01") == []


def test_a_draft_differs_from_what_was_told_before_to_the_same_kind() -> None:
    text = "Counties near you were allowed to stay out, and so may you."
    findings = found(text, SHERIFF, "VA", "2011-02-26")
    assert [each.provision for each in of(findings, Against.GUIDANCE)] == [DECLINE]
    [earlier] = of(findings, Against.STATEMENT)
    assert earlier.source.passage == "Declining activation is not offered."
    assert (earlier.source.url or "").startswith("/faqs/")
    assert str(earlier.source.published_at) < "2011-02-26"


def test_a_draft_of_which_no_level_is_known_differs_by_its_words() -> None:
    [finding] = found("The state bureau decides the terms for its counties.", COUNTY, "IL", "2010-11-09")
    assert (finding.against, finding.stated) == (Against.STATEMENT, None)
    assert finding.source.passage == "The state bureau does not decide the terms for the county."


def test_without_a_kind_a_draft_is_compared_with_each_that_has_an_obligation() -> None:
    findings = of(found("The program is voluntary until 2013.", None, "CO", "2011-01-10"), Against.GUIDANCE)
    assert {(each.provision, each.audience) for each in findings} == {(DECLINE, "state"), (DECLINE, "local")}


def test_what_guidance_does_not_address_is_unsupported() -> None:
    [finding] = found("You may stay out.", SHERIFF, "US", "2010-01-10")
    assert (finding.verdict, finding.in_force, finding.source.published_at) == ("unsupported", "not_addressed", None)


def test_a_condition_that_is_left_out_is_missed() -> None:
    [finding] = of(found("You must sign an MOA.", BUREAU, "US", "2010-10-10"), Against.GUIDANCE)
    assert (finding.verdict, finding.stated, finding.in_force) == ("condition_missing", "mandatory", "conditional")


@pytest.mark.parametrize("text", INNOCENT)
def test_nothing_is_found_in_what_is_so_or_states_nothing(text: str) -> None:
    assert found(text, SHERIFF, "US", "2010-10-10") == []
