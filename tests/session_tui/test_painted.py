"""A row as it is sent stands on a terminal as Textual's own way of sending it does."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from session_tui.painted import Painted, Row

COLOURS = st.sampled_from([None, *map(Color.parse, ("#102030", "#f0e0d0", "#30c060"))])
STYLES = st.none() | st.builds(
    lambda ink, ground, bold: Style(color=ink, bgcolor=ground, bold=bold),
    COLOURS,
    COLOURS,
    st.sampled_from([None, True, False]),
)
SEGMENTS = st.builds(Segment, st.text("ab é│", min_size=1, max_size=4), STYLES)
PARTS = st.lists(st.lists(SEGMENTS, max_size=4), max_size=5)
RESET = "\x1b[0m"
SYSTEMS = ("truecolor", "256", "standard")


def console_of(system: str) -> Console:
    console = Console(color_system="truecolor", force_terminal=True)
    console._color_system = ColorSystem[system.upper().replace("256", "EIGHT_BIT")]
    return console


def shown(sent: str) -> list[tuple[object, ...]]:
    """Each cell of a terminal that was in bold red before: what stands there, and how."""
    screen = pyte.Screen(90, 1)
    pyte.Stream(screen).feed(f"\x1b[1;31;42m{sent}X")
    return [tuple(screen.buffer[0][x]) for x in range(90)]


@given(PARTS, st.sampled_from(SYSTEMS))
def test_a_row_looks_as_textual_would_have_it(parts: list[list[Segment]], system: str) -> None:
    flat = [segment for part in parts for segment in part]
    cells = sum(len(segment.text) for segment in flat)
    console = console_of(system)
    # Textual resets after each styled segment, and leaves as it was what has no style at all.
    plain = Strip([Segment(text, style or Style()) for text, style, _ in flat], cells)
    mine = Row([Painted(part) for part in parts], cells)
    assert mine.text == plain.text
    assert shown(mine.render(console)) == shown(f"{RESET}{plain.render(console)}")


def test_a_part_that_stands_in_two_rows_is_sent_whole_in_each() -> None:
    green, red = Style(color="green", bold=True), Style(color="red")
    console = console_of("truecolor")
    part = Painted([Segment("ab", green)])
    for before in (green, red):
        first = Segment("x", before)
        row = Row([Painted([first]), part], 3)
        plain = Strip([first, Segment("ab", green)], 3)
        assert shown(row.render(console)) == shown(f"{RESET}{plain.render(console)}")
