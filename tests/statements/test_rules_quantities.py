import pytest

from portal.statements.rules_quantities import Bound, quantities_of


@pytest.mark.parametrize(
    ("text", "kind", "value", "bound"),
    [
        ("within two business days", "time", 2.8, Bound.MOST),
        ("at least 14 days before", "time", 14, Bound.LEAST),
        ("no later than 90 days", "time", 90, Bound.MOST),
        ("may not last more than 48 hours", "time", 2, Bound.MOST),
        ("for three years", "time", 1_095, Bound.NONE),
        ("you have 60 days from then", "time", 60, Bound.MOST),
        ("immediately", "time", 1 / 24, Bound.MOST),
        ("at the end of the month", "time", 30.4, Bound.NONE),
        ("twice a year", "every", 182.5, Bound.NONE),
        ("every two weeks", "every", 14, Bound.NONE),
        ("quarterly", "every", 91.2, Bound.NONE),
        ("over $25,000", "money", 25_000, Bound.LEAST),
        ("41 degrees or below", "count:degre", 41, Bound.MOST),
        ("signed by two technicians", "count:technician", 2, Bound.NONE),
        ("20 percent", "percent", 20, Bound.NONE),
        ("on april 15", "date", 108, Bound.NONE),
        ("since 2011", "year", 2_011, Bound.NONE),
    ],
)
def test_a_quantity_has_a_kind_a_value_and_a_bound(text: str, kind: str, value: float, bound: Bound) -> None:
    [found] = quantities_of(text)
    assert (found.kind, found.bound) == (kind, bound)
    assert found.value == pytest.approx(value, rel=0.01)


def test_two_quantities_that_touch_are_both_read() -> None:
    assert [each.kind for each in quantities_of("a fee of $75 each year")] == ["money", "every"]


def test_three_months_are_ninety_days() -> None:
    [months], [days] = quantities_of("three months"), quantities_of("90 days")
    assert months.equals(days)


def test_offsets_are_those_of_the_whole_text() -> None:
    [found] = quantities_of("within 30 days", offset=100)
    assert (found.start, found.end) == (100, 114)
