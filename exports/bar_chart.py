"""Bars below one another: a share or a number for each month or group, and the one SVG of it."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape


@dataclass(frozen=True, slots=True)
class Measure:
    """One bar: what it is of, how long it is (0 to 1, None: nothing to show), what it says."""

    label: str
    share: float | None
    says: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Measures below one another. `alt` says in words what they show."""

    title: str
    measures: tuple[Measure, ...]
    alt: str


WIDTH = 680
_LEFT, _RIGHT, _TOP = 120, 130, 26
_ROW, _BAR = 22, 14
_FONT = 14


def bar_svg(chart: BarChart) -> str:
    """The chart as an SVG image, `WIDTH` units wide, in the current colour alone."""
    height = _TOP + _ROW * len(chart.measures) - 4
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="Libertinus Serif, Georgia, serif" font-size="{_FONT}">',
        f'<text x="0" y="16" fill="currentColor" font-weight="bold">{escape(chart.title)}</text>',
    ]
    for row, measure in enumerate(chart.measures):
        parts += _measure(measure, _TOP + row * _ROW)
    return "".join([*parts, "</svg>"])


def _measure(measure: Measure, top: int) -> list[str]:
    room, base = WIDTH - _LEFT - _RIGHT, top + _BAR - 2
    drawn = [f'<text x="0" y="{base}" fill="currentColor">{escape(measure.label)}</text>']
    if measure.share is not None:
        wide = min(max(measure.share, 0), 1) * room
        drawn += [
            f'<rect x="{_LEFT}" y="{top}" width="{room}" height="{_BAR}" fill="none" '
            'stroke="currentColor" stroke-opacity=".35" stroke-width=".8"/>',
            f'<rect x="{_LEFT}" y="{top}" width="{wide:.1f}" height="{_BAR}" '
            'fill="currentColor" fill-opacity=".32"/>',
        ]
    says = escape(measure.says)
    x = _LEFT + room + 10
    return [*drawn, f'<text x="{x}" y="{base}" fill="currentColor">{says}</text>']
