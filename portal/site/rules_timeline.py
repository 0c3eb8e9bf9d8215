"""The picture of a provision's history: for each audience a band of levels, under the editions, on one scale of days.

The picture is computed here, down to the last coordinate, and drawn twice, for a wide and for a narrow page, so that
its words are never smaller than the page's. The template only prints numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from typing import Final

from portal.common.formatting import worded_date
from portal.guidance.rules_levels import AppliedLevel


@dataclass(frozen=True, kw_only=True)
class Span:
    """What held for an audience on a run of days: both its days included, the last None while it lasts."""

    level: AppliedLevel
    words: str
    first: date
    last: date | None


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One audience and what held for it, in order; days that no span covers stay empty, for nothing was in force."""

    name: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True)
class Start:
    """The first day on which an edition governs."""

    number: int
    on: date


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The measures of a picture, in units of its view box; a unit is a CSS pixel where the picture has its full width.

    Args:
        width: Of the whole picture.
        left: Where the scale of days begins.
        right: Where it ends.
        names_above: The audience's name stands above its band, not beside it.
        band: The height of a band.
        step: From one band to the next.
        inset: From the edge of a band to its sign.
        sign: The size of a sign.
        letter: The mean width of a letter in a band, measured in Source Sans Bold at the size the style sheet sets.
    """

    width: int
    left: float
    right: float
    names_above: bool
    band: int
    step: int
    inset: int
    sign: int
    letter: float


WIDE: Final = Frame(width=960, left=214, right=944, names_above=False, band=30, step=44, inset=8, sign=16, letter=6.9)
NARROW: Final = Frame(width=320, left=8, right=313, names_above=True, band=28, step=58, inset=4, sign=14, letter=6.2)

# The mean width of a letter in an edition's label, measured in the same way.
LABEL_LETTER: Final = 6.3
TOP: Final = 14
LABEL_HEIGHT: Final = 36
DATE_BELOW: Final = 17
GAP: Final = 6
NAME_ABOVE: Final = 8
BASELINE: Final = 5
FOOT: Final = 24
AHEAD: Final = timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class Label:
    """Words at a place; `anchor` is SVG's text-anchor."""

    x: float
    y: float
    anchor: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Tick:
    """The line at which an edition begins to govern, with its name and its date."""

    x: float
    y1: float
    y2: float
    name: Label
    day: Label


@dataclass(frozen=True, kw_only=True)
class Band:
    """A run of days of one level; sign and words are None where the run is too short to hold them."""

    level: AppliedLevel
    x: float
    y: float
    width: float
    height: float
    sign: tuple[float, float] | None
    words: Label | None


@dataclass(frozen=True, kw_only=True)
class Row:
    """An audience's name and its bands."""

    name: Label
    bands: tuple[Band, ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Everything the template prints; all in units of the view box, from the upper left."""

    width: int
    height: float
    sign_size: int
    first: date
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    today: Tick


@dataclass(frozen=True, kw_only=True)
class _Scale:
    frame: Frame
    first: date
    last: date

    def x(self, day: date) -> float:
        days = max((self.last - self.first).days, 1)
        share = (min(max(day, self.first), self.last) - self.first).days / days
        return round(self.frame.left + share * (self.frame.right - self.frame.left), 1)


def draw_timeline(lanes: Sequence[Lane], starts: Sequence[Start], *, today: date, frame: Frame) -> Picture:
    """Lay out the history of a provision.

    Args:
        lanes: The audiences, in the order in which they stand below one another.
        starts: The editions by the day from which they govern, earliest first; at least one.
        today: The day marked as the one asked about. What begins after it is drawn too.
        frame: The measures, `WIDE` or `NARROW`.

    Raises:
        ValueError: There is no edition, and so no history.
    """
    if not starts:
        message = "A timeline needs at least one edition."
        raise ValueError(message)
    scale = _scale(starts, today, frame)
    places = _label_places(starts, scale)
    top = TOP + LABEL_HEIGHT * (1 + max(row for row, _ in places)) + (0 if not frame.names_above else GAP)
    bottom = top + frame.step * len(lanes)
    return Picture(
        width=frame.width,
        height=bottom + FOOT,
        sign_size=frame.sign,
        first=scale.first,
        ticks=tuple(_tick(start, place, scale, bottom) for start, place in zip(starts, places, strict=True)),
        rows=tuple(_row(lane, top + index * frame.step, scale) for index, lane in enumerate(lanes)),
        today=_today(today, scale, top, bottom),
    )


def _scale(starts: Sequence[Start], today: date, frame: Frame) -> _Scale:
    first, latest = starts[0].on, starts[-1].on
    last = latest + AHEAD if latest >= today else today
    return _Scale(frame=frame, first=min(first, today), last=last)


def _label_places(starts: Sequence[Start], scale: _Scale) -> list[tuple[int, str]]:
    """Find each edition's label a row and a side of its line, the highest row first, so that no two overlap."""
    taken: list[list[tuple[float, float]]] = []
    places = []
    for start, following in zip_longest(starts, starts[1:]):
        row, anchor, extent = next(_free_places(start, following, scale, taken))
        if row == len(taken):
            taken.append([])
        taken[row].append(extent)
        places.append((row, anchor))
    return places


def _free_places(
    start: Start, following: Start | None, scale: _Scale, taken: Sequence[Sequence[tuple[float, float]]]
) -> Iterator[tuple[int, str, tuple[float, float]]]:
    x = scale.x(start.on)
    length = len(worded_date(start.on)) * LABEL_LETTER + GAP
    sides = [("start", (x, x + length)), ("end", (x - length, x))]
    # A label whose neighbor begins beneath it looks to the left first, and leaves the neighbor the right.
    crowded = following is not None and scale.x(following.on) < x + length
    fitting = [side for side in (reversed(sides) if crowded else sides) if _fits(side[1], scale.frame)]
    for row in range(len(taken) + 1):
        others = taken[row] if row < len(taken) else ()
        for anchor, (low, high) in fitting:
            if all(high <= left or low >= right for left, right in others):
                yield row, anchor, (low, high)


def _fits(extent: tuple[float, float], frame: Frame) -> bool:
    return extent[0] >= 0 and extent[1] <= frame.width


def _tick(start: Start, place: tuple[int, str], scale: _Scale, bottom: float) -> Tick:
    row, anchor = place
    x, y = scale.x(start.on), TOP + row * LABEL_HEIGHT
    beside = x + GAP if anchor == "start" else x - GAP
    return Tick(
        x=x,
        y1=y - TOP + GAP,
        y2=bottom,
        name=Label(x=round(beside, 1), y=y, anchor=anchor, words=f"Edition {start.number}"),
        day=Label(x=round(beside, 1), y=y + DATE_BELOW, anchor=anchor, words=worded_date(start.on)),
    )


def _today(today: date, scale: _Scale, top: float, bottom: float) -> Tick:
    x = scale.x(today)
    anchor = "end" if x > scale.frame.width / 2 else "start"
    label = Label(x=x, y=bottom + FOOT - GAP, anchor=anchor, words=worded_date(today))
    return Tick(x=x, y1=top - GAP, y2=bottom + GAP, name=label, day=label)


def _row(lane: Lane, top: float, scale: _Scale) -> Row:
    frame = scale.frame
    y = top + frame.step - frame.band - GAP if frame.names_above else top
    name_y = y - NAME_ABOVE if frame.names_above else y + frame.band / 2 + BASELINE
    name = Label(x=frame.left if frame.names_above else 0, y=name_y, anchor="start", words=lane.name)
    return Row(name=name, bands=tuple(_band(span, y, scale) for span in lane.spans if span.first <= scale.last))


def _band(span: Span, y: float, scale: _Scale) -> Band:
    frame = scale.frame
    x = scale.x(span.first)
    end = scale.x(span.last + timedelta(days=1)) if span.last else scale.frame.right
    width = round(max(end - x - 1, 1), 1)
    needed = frame.sign + 2 * frame.inset
    wordy = needed + len(span.words) * frame.letter <= width
    sign_x = x + frame.inset if wordy else x + (width - frame.sign) / 2
    sign = (round(sign_x, 1), y + (frame.band - frame.sign) / 2) if width >= frame.sign else None
    words_x = round(x + frame.inset + frame.sign + GAP, 1)
    words = Label(x=words_x, y=y + frame.band / 2 + BASELINE, anchor="start", words=span.words) if wordy else None
    return Band(level=span.level, x=x, y=y, width=width, height=frame.band, sign=sign, words=words)
