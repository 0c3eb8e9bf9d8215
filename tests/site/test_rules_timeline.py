"""The picture of a provision's history."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.guidance.rules_levels import AppliedLevel
from portal.site.rules_timeline import (
    LABEL_LETTER,
    NARROW,
    WIDE,
    Frame,
    Label,
    Lane,
    Picture,
    Span,
    Start,
    draw_timeline,
)

FIRST, SECOND, THIRD, FOURTH = date(2009, 9, 30), date(2010, 8, 17), date(2010, 10, 6), date(2011, 8, 5)
TODAY = date(2012, 4, 9)
STARTS = tuple(Start(number=number, on=on) for number, on in enumerate((FIRST, SECOND, THIRD, FOURTH), start=1))
SPANS = (
    Span(level=AppliedLevel.NOT_ADDRESSED, words="Not addressed", first=FIRST, last=date(2010, 8, 16)),
    Span(level=AppliedLevel.OPTIONAL, words="You may decline", first=SECOND, last=date(2010, 10, 5)),
    Span(level=AppliedLevel.PROHIBITED, words="Not offered", first=THIRD, last=None),
)
LANES = (Lane(name="Local law enforcement", spans=SPANS), Lane(name="Governor", spans=SPANS[2:]))
both_frames = pytest.mark.parametrize("frame", [WIDE, NARROW])


def picture(frame: Frame = WIDE, *, today: date = TODAY) -> Picture:
    return draw_timeline(LANES, STARTS, today=today, frame=frame)


def extent(label: Label) -> tuple[float, float]:
    length = len(label.words) * LABEL_LETTER
    return (label.x, label.x + length) if label.anchor == "start" else (label.x - length, label.x)


@both_frames
def test_a_band_begins_at_the_line_of_the_edition_that_sets_its_level(frame: Frame) -> None:
    drawn = picture(frame)
    assert [band.x for band in drawn.rows[0].bands] == [tick.x for tick in drawn.ticks[:3]]


@both_frames
def test_the_scale_is_true_to_days(frame: Frame) -> None:
    drawn = picture(frame)
    per_day = (drawn.ticks[3].x - drawn.ticks[0].x) / (FOURTH - FIRST).days
    assert drawn.ticks[1].x == pytest.approx(drawn.ticks[0].x + per_day * (SECOND - FIRST).days, abs=0.2)


@both_frames
def test_neighboring_bands_touch_and_never_overlap(frame: Frame) -> None:
    bands = picture(frame).rows[0].bands
    for left, right in pairwise(bands):
        assert left.x + left.width == pytest.approx(right.x - 1, abs=0.2)


@both_frames
def test_the_last_band_and_the_line_of_today_end_at_the_right(frame: Frame) -> None:
    drawn = picture(frame)
    last = drawn.rows[0].bands[-1]
    assert (last.x + last.width + 1, drawn.today.x) == pytest.approx((frame.right, frame.right))


def test_a_short_run_keeps_its_sign_and_gives_up_its_words() -> None:
    fifty_days = picture().rows[0].bands[1]
    assert fifty_days.words is None
    assert fifty_days.sign is not None


def test_a_run_too_short_for_a_sign_is_still_drawn() -> None:
    day = Span(level=AppliedLevel.OPTIONAL, words="You may decline", first=SECOND, last=SECOND)
    drawn = draw_timeline((Lane(name="Governor", spans=(day,)),), STARTS, today=TODAY, frame=NARROW)
    band = drawn.rows[0].bands[0]
    assert band.sign is None
    assert band.width >= 1


def test_a_long_run_shows_sign_and_words() -> None:
    band = picture().rows[0].bands[2]
    assert band.sign is not None
    assert band.words is not None
    assert band.words.words == "Not offered"


def test_days_on_which_nothing_was_in_force_stay_empty() -> None:
    after_a_gap = Span(level=AppliedLevel.OPTIONAL, words="You may decline", first=FOURTH, last=None)
    lane = Lane(name="Governor", spans=(SPANS[0], after_a_gap))
    first, second = draw_timeline((lane,), STARTS, today=TODAY, frame=WIDE).rows[0].bands
    assert second.x - (first.x + first.width) > 100


def test_an_edition_still_to_come_is_drawn_after_today() -> None:
    coming = Start(number=5, on=TODAY + timedelta(days=30))
    drawn = draw_timeline(LANES, (*STARTS, coming), today=TODAY, frame=WIDE)
    assert drawn.today.x < drawn.ticks[-1].x < WIDE.right


def test_one_edition_of_today_is_a_picture_too() -> None:
    only = Span(level=AppliedLevel.OPTIONAL, words="You may decline", first=TODAY, last=None)
    drawn = draw_timeline(
        (Lane(name="Governor", spans=(only,)),), (Start(number=1, on=TODAY),), today=TODAY, frame=NARROW
    )
    assert drawn.rows[0].bands[0].width > 0


def test_without_an_edition_there_is_no_history() -> None:
    with pytest.raises(ValueError, match="at least one edition"):
        draw_timeline(LANES, (), today=TODAY, frame=WIDE)


def test_names_stand_beside_the_bands_of_a_wide_page_and_above_those_of_a_narrow_one() -> None:
    wide, narrow = picture(WIDE).rows[0], picture(NARROW).rows[0]
    assert wide.bands[0].y < wide.name.y < wide.bands[0].y + wide.bands[0].height
    assert narrow.name.y < narrow.bands[0].y


def test_editions_close_together_look_away_from_each_other() -> None:
    second, third = picture().ticks[1:3]
    assert (second.name.anchor, third.name.anchor) == ("end", "start")
    assert second.name.y == third.name.y


gaps = st.lists(st.integers(min_value=0, max_value=900), min_size=0, max_size=12)


@both_frames
@given(gaps=gaps)
def test_no_label_overlaps_another_or_leaves_the_picture(frame: Frame, gaps: list[int]) -> None:
    days = [FIRST + timedelta(days=sum(gaps[:index])) for index in range(len(gaps) + 1)]
    starts = [Start(number=number, on=on) for number, on in enumerate(days, start=1)]
    drawn = draw_timeline(LANES, starts, today=days[-1] + timedelta(days=1), frame=frame)
    labels = [(tick.day.y, *extent(tick.day)) for tick in drawn.ticks]
    assert all(low >= 0 and high <= drawn.width for _, low, high in labels)
    for index, (y, low, high) in enumerate(labels):
        same_row = [other for other in labels[index + 1 :] if other[0] == y]
        assert all(high <= left or low >= right for _, left, right in same_row)


@both_frames
@given(gaps=gaps)
def test_every_band_lies_inside_its_row_and_the_picture(frame: Frame, gaps: list[int]) -> None:
    days = [FIRST + timedelta(days=sum(gaps[:index])) for index in range(len(gaps) + 1)]
    starts = [Start(number=number, on=on) for number, on in enumerate(days, start=1)]
    drawn = draw_timeline(LANES, starts, today=days[-1], frame=frame)
    for row in drawn.rows:
        for band in row.bands:
            assert frame.left <= band.x
            assert band.x + band.width <= frame.width
            assert band.y + band.height <= drawn.height
