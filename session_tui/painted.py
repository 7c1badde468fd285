"""A row as the terminal is sent it: of each segment only what differs from the one before.

Textual sends each segment's colours whole and resets after it: of a changed live screen 15 kB,
where 10 kB say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_RESET = "\x1b[0m"
_PLAIN = Style()


class Look(NamedTuple):
    """The attributes, the colour and the ground as a terminal names them; "" where none is set."""

    attributes: str
    ink: str
    ground: str


_UNKNOWN = Look("?", "", "")
"""Before a row's first segment: whatever was sent before."""


class Painted:
    """Segments side by side, and what is sent for them, worked out once."""

    __slots__ = ("_colours", "_first", "_last", "_sent", "segments")

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self._colours: ColorSystem | None = None
        self._first = self._last = _UNKNOWN
        self._sent = ""

    def sent_after(self, before: Look, colours: ColorSystem) -> tuple[str, Look]:
        """What makes a terminal of so many colours show them after this look; the look after it."""
        if self._colours is not colours:
            self._colours = colours
            self._work_out(colours)
        return f"{_change(before, self._first)}{self._sent}", self._last

    def _work_out(self, colours: ColorSystem) -> None:
        sent: list[str] = []
        looks = [_look_of(style or _PLAIN, colours) for _, style, _ in self.segments]
        for (text, _, _), before, its in zip(self.segments, looks[:1] + looks, looks, strict=False):
            sent += (_change(before, its), text)
        self._sent = "".join(sent)
        self._first, self._last = (looks[0], looks[-1]) if looks else (_UNKNOWN, _UNKNOWN)


class Row(Strip):
    """A strip of what was painted already."""

    __slots__ = ("_painted",)

    def __init__(self, painted: Sequence[Painted], cells: int) -> None:
        super().__init__([one for part in painted for one in part.segments], cells)
        self._painted = [part for part in painted if part.segments]

    def render(self, console: Console) -> str:
        """What the terminal is sent for it."""
        if self._render_cache is None:
            colours = console._color_system or ColorSystem.TRUECOLOR  # as Strip.render asks for it
            sent, before = [], _UNKNOWN
            for part in self._painted:
                more, before = part.sent_after(before, colours)
                sent.append(more)
            self._render_cache = f"{''.join(sent)}{_RESET}"
        return self._render_cache


@lru_cache(512)
def _change(before: Look, look: Look) -> str:
    """The sequence from one look to another; all of it where something must be turned off."""
    if before == look:
        return ""
    if before.attributes != look.attributes or not (look.ink and look.ground):
        return f"\x1b[{';'.join(filter(None, ('0', *look)))}m"
    return f"\x1b[{';'.join(new for old, new in zip(before, look, strict=True) if old != new)}m"


@lru_cache(64)
def _look_of(style: Style, colours: ColorSystem) -> Look:
    """How a style looks; of attributes a pane's styles have only boldness."""
    ink, ground = style.color, style.bgcolor
    return Look(
        "1" if style.bold else "",
        ";".join(ink.downgrade(colours).get_ansi_codes()) if ink else "",
        ";".join(ground.downgrade(colours).get_ansi_codes(False)) if ground else "",
    )
