"""The marks whose words are still to come, as lines."""

from __future__ import annotations

from models.day.day import Day
from models.day.observation import Note, note_item
from session_tui.lines import Line, Weight, fit, line
from session_tui.note_head import head_of
from session_tui.screens.live.day_pane import item_title

TIME, HEAD = 7, 10


def marks_lines(day: Day, marks: tuple[Note, ...], chosen: str, cells: int) -> list[Line]:
    """One line a mark: its moment, its head, the exercise and the minute into it."""
    if not marks:
        return [line("Every mark has its words.", "now")]
    return [_mark(day, mark, mark.id == chosen, cells) for mark in marks]


def _mark(day: Day, mark: Note, chosen: bool, cells: int) -> Line:
    weight: Weight = "now" if chosen else "past"
    whom = head_of(mark.what, day.roster) or "group"
    return (
        ("› " if chosen else "  ", "accent"),
        (fit(day.clock(mark.at), TIME), weight),
        (fit(whom, HEAD), "head"),
        (fit(moment(day, mark), max(10, cells - TIME - HEAD - 2)), weight),
    )


def moment(day: Day, mark: Note) -> str:
    """Where in the day a mark was made: the exercise and the minute into it."""
    found = note_item(mark, day.timeline)
    state = day.timeline.state(found[0]) if found else None
    if found is None or state is None:
        return "outside the exercises"
    return f"{item_title(day, state)}, minute {found[1]}"


def marks_of(notes: tuple[Note, ...], me: str) -> tuple[Note, ...]:
    """One's own marks first, each in the order of the day."""
    return tuple(sorted(notes, key=lambda mark: mark.by != me))
