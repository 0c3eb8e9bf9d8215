"""What is wrong with an inquiry before it is logged; each message names its field."""

from dataclasses import replace
from datetime import date

import pytest

from portal.inquiries.rules_checks import LONGEST_QUESTION, inquiry_issues
from portal.inquiries.rules_content import InquiryContent, Sender
from portal.programs.rules_audiences import AudienceTree
from portal.programs.rules_places import Atlas
from tests.make import AUDIENCES, PLACES

TODAY = date(2012, 4, 9)
ATLAS = Atlas({place.code: place for place in PLACES})
GOOD = InquiryContent(
    channel="letter",
    sender_kind="law-enforcement",
    audience="sheriff",
    place="IL",
    received_on=TODAY,
    questions=("May we opt out?",),
    senders=(Sender(name="Ann Li", email="ann.li@sheriff.example.gov", office="Sheriff"),),
)


def fields(content: InquiryContent) -> dict[str | None, str]:
    return {
        issue.field: issue.message for issue in inquiry_issues(content, AudienceTree(AUDIENCES), ATLAS.places, TODAY)
    }


def test_a_good_one_has_nothing_wrong() -> None:
    assert fields(GOOD) == {}
    assert fields(replace(GOOD, senders=())) == {}


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"sender_kind": ""}, "sender_kind"),
        ({"audience": "martian"}, "audience"),
        ({"place": "ZZ"}, "state"),
        ({"received_on": date(2012, 4, 10)}, "received_on"),
        ({"received_on": date(1920, 1, 1)}, "received_on"),
        ({"questions": ()}, "question"),
        ({"questions": ("?" * 10,)}, "question"),
        ({"questions": ("\N{GRINNING FACE}\N{GRINNING FACE}",)}, "question"),
        ({"questions": ("Why? " * LONGEST_QUESTION,)}, "question"),
        ({"questions": ("Why\x00?",)}, "question"),
        ({"questions": ("Why?",) * 21}, "question"),
        ({"questions": ("His number is 123-45-6789.",)}, "question"),
    ],
)
def test_each_fault_names_its_field(parts: dict[str, object], field: str) -> None:
    assert set(fields(replace(GOOD, **parts))) == {field}  # type: ignore[arg-type]  # the parts are of many types


@pytest.mark.parametrize(
    "email",
    [
        "ann",
        "ann@gov",
        "ann@@agency.gov",
        "ann@agency.gov, bea@agency.gov",
        "ann@agency.gov\r\nBcc: all@agency.gov",
        "ann@agency.gov\nSubject: x",
        "<ann@agency.gov>",
        "a" * 250 + "@agency.gov",
    ],
)
def test_an_address_is_one_address(email: str) -> None:
    assert set(fields(replace(GOOD, senders=(Sender(email=email),)))) == {"email"}


@pytest.mark.parametrize("name", ["Ann\r\nBcc: all@agency.gov", "Ann\nLi", "A" * 201, "Ann\x07"])
def test_a_name_is_one_line(name: str) -> None:
    assert set(fields(replace(GOOD, senders=(Sender(name=name),)))) == {"name"}


def test_a_question_of_a_megabyte_is_refused_by_its_length_alone() -> None:
    found = fields(replace(GOOD, questions=("why " * 250_000,)))
    assert found == {"question": "A question has at most 5,000 characters; this one has 1,000,000."}
