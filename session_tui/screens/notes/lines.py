"""What is looked for, in words; and where a time of day is on the recording."""

from __future__ import annotations

from models.day.day import Day
from models.day.observation import offset_ms
from models.local_time import MINUTE_MS
from session_tui.lines import Line, Piece, line
from session_tui.screens.live.day_pane import item_title
from session_tui.screens.notes.finding import Wanted
from session_tui.screens.observe.notes import offset_text


def looked_line(day: Day, looked: Wanted) -> Line:
    """What was understood of what is looked for."""
    if looked.everything:
        return line("find: a head as you write it (3+sr), words, a time (12:07), by:AQ", "past")
    parts: list[str] = []
    if looked.reading.head:
        # A head without who is about anyone here, not about the group alone.
        said = looked.reading.understood.removesuffix(" · mark")
        parts.append(said.removeprefix("group · "))
    if looked.by:
        parts.append(f"by {looked.by}")
    if looked.words:
        parts.append(" ".join(f"“{word}”" for word in looked.words))
    if state := day.timeline.state(looked.item) if looked.item else None:
        parts.append(item_title(day, state))
    pieces: list[Piece] = [("→ ", "past"), (" · ".join(parts), "head")]
    if looked.at is not None:
        joint = " · " if parts else ""
        pieces.append((f"{joint}{moment_text(day, looked.at)}", "now"))
    return tuple(pieces)


def moment_text(day: Day, at: int) -> str:
    """A moment (ms): "12:07, personal work, minute 12, recording disc 3 01:22:40"."""
    parts = [day.clock(at)]
    if found := day.timeline.at(at):
        parts += [item_title(day, found[0]), f"minute {found[1]}"]
    if day.recordings:
        # A minute has sixty seconds: the first of them that was recorded says where to look.
        inside = (offset_ms(day.recordings, at + ms) for ms in range(0, MINUTE_MS, 1000))
        played = next((one for one in inside if one is not None), None)
        said = (
            " ".join(filter(None, ("recording", played[0], offset_text(played[1]))))
            if played
            else ""
        )
        parts.append(said or "not recorded then")
    return ", ".join(parts)
