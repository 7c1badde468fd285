"""A chart of the day as a neutral value, and the one SVG that PDF and HTML both show.

Shades are opacities of the current colour, so that the chart reads on paper, in black and white,
on a light and on a dark screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from models.local_time import hour_minute

Shade = Literal["work", "personal", "break", "pause", "line"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a lane: from, to (minutes since local midnight), what it is, its number."""

    start: float
    end: float
    shade: Shade
    label: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of bars."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Lanes over one clock, from `start` to `end` (minutes since local midnight).

    Bars of the same label in the first two lanes are joined, so that drift can be seen.
    `alt` says in words what the chart shows.
    """

    start: int
    end: int
    lanes: tuple[Lane, ...]
    alt: str


WIDTH = 680
_LEFT = 72
_RIGHT = 20
_BAR = 26
_GAP = 24
_AXIS = 24
_FONT = 14


def svg(chart: Chart) -> str:
    """The chart as an SVG image, `WIDTH` units wide; 4 units are a millimetre on paper."""
    tops = [_AXIS + 8 + index * (_BAR + _GAP) for index in range(len(chart.lanes))]
    height = tops[-1] + _BAR + 4 if tops else _AXIS
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="Libertinus Serif, Georgia, serif" font-size="{_FONT}">',
        _PATTERNS,
        *_axis(chart, height),
        *_joins(chart, tops),
    ]
    for lane, top in zip(chart.lanes, tops, strict=True):
        middle = top + _BAR / 2 + _FONT * 0.34
        parts.append(
            f'<text x="0" y="{middle:.1f}" fill="currentColor">{escape(lane.title)}</text>'
        )
        for bar in lane.bars:
            parts.extend(_bar(chart, bar, top))
    return "".join([*parts, "</svg>"])


_PATTERNS = (
    '<defs><pattern id="break" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<path d="M0 5 5 0" stroke="currentColor" stroke-opacity=".45" stroke-width=".8"/></pattern>'
    '<pattern id="pause" width="3" height="3" patternUnits="userSpaceOnUse">'
    '<path d="M0 0 3 3M0 3 3 0" stroke="currentColor" stroke-width=".7"/></pattern></defs>'
)

_FILLS: dict[Shade, str] = {
    "work": 'fill="currentColor" fill-opacity=".14"',
    "personal": 'fill="currentColor" fill-opacity=".32"',
    "break": 'fill="url(#break)"',
    "pause": 'fill="url(#pause)"',
    "line": 'fill="currentColor" fill-opacity=".75"',
}


def _x(chart: Chart, minute: float) -> float:
    span = max(1, chart.end - chart.start)
    inside = min(max(minute, chart.start), chart.end) - chart.start
    return _LEFT + inside / span * (WIDTH - _LEFT - _RIGHT)


def _axis(chart: Chart, height: int) -> list[str]:
    """Hairlines on the half hours; the hours have their time."""
    drawn = []
    step = 30 if chart.end - chart.start <= 720 else 120
    first = -(-chart.start // step) * step
    for minute in range(first, chart.end + 1, step):
        x = _x(chart, minute)
        whole = minute % (2 * step) == 0
        opacity = ".35" if whole else ".15"
        drawn.append(
            f'<path d="M{x:.1f} {_AXIS}V{height}" stroke="currentColor" '
            f'stroke-opacity="{opacity}" stroke-width=".8"/>'
        )
        if whole:
            drawn.append(
                f'<text x="{x:.1f}" y="{_AXIS - 8}" fill="currentColor" '
                f'text-anchor="middle">{hour_minute(minute)}</text>'
            )
    return drawn


def _joins(chart: Chart, tops: list[int]) -> list[str]:
    if len(chart.lanes) < 2:
        return []
    below: dict[str, Bar] = {}
    for bar in chart.lanes[1].bars:
        if bar.label:
            below.setdefault(bar.label, bar)
    return [
        f'<path d="M{_x(chart, bar.start):.1f} {tops[0] + _BAR}'
        f'L{_x(chart, other.start):.1f} {tops[1]}" stroke="currentColor" '
        'stroke-opacity=".6" stroke-width=".9"/>'
        for bar in chart.lanes[0].bars
        if bar.label and (other := below.get(bar.label))
    ]


def _bar(chart: Chart, bar: Bar, top: int) -> list[str]:
    left, right = _x(chart, bar.start), _x(chart, bar.end)
    wide = max(0.8, right - left)
    thin = bar.shade == "line"
    y, high = (top + _BAR / 2 - 3, 6) if thin else (top, _BAR)
    edge = "" if thin or bar.shade == "pause" else ' stroke="currentColor" stroke-width=".8"'
    drawn = [
        f'<rect x="{left:.1f}" y="{y}" width="{wide:.1f}" height="{high}" '
        f"{_FILLS[bar.shade]}{edge}/>"
    ]
    if bar.label and wide >= 8 * len(bar.label):
        drawn.append(
            f'<text x="{left + wide / 2:.1f}" y="{top + _BAR / 2 + _FONT * 0.34:.1f}" '
            f'fill="currentColor" text-anchor="middle">{escape(bar.label)}</text>'
        )
    return drawn
