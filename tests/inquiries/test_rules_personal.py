"""Social Security numbers and A-numbers, found before anything is kept."""

import pytest

from portal.inquiries.rules_personal import MASK, personal_numbers, without_personal_numbers


@pytest.mark.parametrize(
    "text",
    ["My number is 123-45-6789.", "123 45 6789", "(899\N{EN DASH}12\N{EN DASH}3456)", "ssn:001-01-0001"],
)
def test_a_social_security_number_is_found(text: str) -> None:
    assert personal_numbers(text) == ["a Social Security number"]
    assert MASK in without_personal_numbers(text)
    assert personal_numbers(without_personal_numbers(text)) == []


@pytest.mark.parametrize(
    "text", ["A012345678", "A 012 345 678", "a-12345678", "A#123456789", "A no. 123-456-789", "file A12345678, please"]
)
def test_an_a_number_is_found(text: str) -> None:
    assert personal_numbers(text) == ["an A-number"]
    assert personal_numbers(without_personal_numbers(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "000-12-3456",
        "666-12-3456",
        "912-34-5678",
        "123-00-4567",
        "123-45-0000",
        "Call 312-555-0123 or 1-800-123-4567.",
        "On 2010-10-07, in 50 of 3,141 jurisdictions",
        "8 CFR 287.7 and 8 U.S.C. 1373(c)",
        "Form I-247A, 1234567",
        "DNA12345678",
        "ORI IL0160000",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert personal_numbers(text) == []
    assert without_personal_numbers(text) == text


def test_a_text_that_holds_both_names_both_and_keeps_the_rest() -> None:
    text = "He (A012345678, 123-45-6789) was held."
    assert personal_numbers(text) == ["a Social Security number", "an A-number"]
    assert without_personal_numbers(text) == f"He ({MASK}, {MASK}) was held."
