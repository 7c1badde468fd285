"""The day's items as lines: what ran, what runs, when the rest will."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from models.day import Day
from models.forecast import Expected, Forecast
from models.local_time import MINUTE_MS
from models.timeline import ItemState
from session_tui.lines import Line, Piece, Weight, fit

LEAST_TITLE = 6
"""Cells of a title that say at least which item it is."""

SIGNS = {
    "pending": " ",
    "running": "▶",
    "done": "✓",
    "cut": "✓",
    "skipped": "×",
    "carried": "→",
}


def day_lines(
    day: Day, forecast: Forecast, now: int, cells: int, rows: int, chosen: str
) -> list[Line]:
    """One line an item, scrolled so that what runs (or is chosen) stays in sight."""
    rows_of = {row.item: row for row in forecast.rows}
    states = day.timeline.states
    ends = [_minutes(day, state, now) for state in states]
    ran, more = (max((len(end[part]) for end in ends), default=0) for part in (0, 1))
    lines = [
        _item_line(day, state, rows_of, _end(*end, ran, more), cells, chosen)
        for state, end in zip(states, ends, strict=True)
    ]
    lines.append(((fit(f"  {day.clock(forecast.end)} end of the day", cells), "past"),))
    focus = _focus(states, chosen)
    first = max(0, min(focus - rows // 2, len(lines) - rows))
    return lines[first : first + rows]


def _focus(states: Sequence[ItemState], chosen: str) -> int:
    places = {state.item.id: place for place, state in enumerate(states)}
    running = next((state.item.id for state in states if state.running), "")
    for item in (chosen, running):
        if item in places:
            return places[item]
    return max((i for i, state in enumerate(states) if state.runs), default=0)


def _item_line(
    day: Day,
    state: ItemState,
    rows: dict[str, Expected],
    end: str,
    cells: int,
    chosen: str,
) -> Line:
    row = rows.get(state.item.id)
    begin = day.clock(row.start if row else day.wall(state.item.start))
    sign = "‖" if state.running and day.timeline.paused else SIGNS[state.status]
    room = cells - 8 - len(end) - 1
    weight: Weight = _weight(state, chosen)
    pieces: list[Piece] = [
        (f"{sign} ", "accent" if state.running and weight != "chosen" else weight),
        (f"{begin} ", "past" if weight == "normal" else weight),
        (_fitting(_title(day, state), _after_title(state), room), weight),
        (" " + end, weight if weight in ("chosen", "now") else "past"),
    ]
    return tuple(pieces)


def _fitting(title: str, after: str, room: int) -> str:
    """The title cut so that what stands after it stays in sight."""
    whole = title + after
    if cell_len(whole) <= room or cell_len(after) + LEAST_TITLE > room:
        return fit(whole, room)
    return fit(title, room - cell_len(after)) + after


def _after_title(state: ItemState) -> str:
    """The part, and what is special: fixed, may go, cut short, skipped, carried over."""
    item = state.item
    part = f" {item.part}/{item.parts}" if item.parts > 1 else ""
    if state.status == "pending":
        return part + (" (fixed)" if item.fixed else " (may go)" if item.optional else "")
    return part + (f" {state.status}" if state.status in ("cut", "skipped", "carried") else "")


def item_title(day: Day, state: ItemState) -> str:
    """An item's title, with the seat of the man whose personal work it is, and its part."""
    item = state.item
    return (
        f"{_title(day, state)} {item.part}/{item.parts}" if item.parts > 1 else _title(day, state)
    )


def _title(day: Day, state: ItemState) -> str:
    member = state.item.member
    seat = f"{day.roster.seat_sign(member)} · " if member else ""
    return seat + state.item.title


def _weight(state: ItemState, chosen: str) -> Weight:
    if state.item.id == chosen:
        return "chosen"
    if state.running:
        return "now"
    if state.status in ("done", "cut", "skipped", "carried"):
        return "past"
    return "normal" if state.item.set.is_work else "soft"


def _end(ran: str, more: str, ran_cells: int, more_cells: int) -> str:
    """The two right columns, each number under the others; "/60" stays with its minutes."""
    beside = more.ljust(more_cells) if more.startswith("/") else more.rjust(more_cells)
    return ran.rjust(ran_cells) + beside


def _minutes(day: Day, state: ItemState, now: int) -> tuple[str, str]:
    """The two right columns: minutes, then of how many, or the difference from the plan."""
    if state.running:
        return str(day.timeline.worked_ms(state, now) // MINUTE_MS), f"/{state.minutes}"
    if state.runs:
        ran = round(day.timeline.worked_ms(state, now) / MINUTE_MS)
        difference = ran - state.item.planned
        return str(ran), f" {difference:+d}" if difference else ""
    return ("–" if state.status in ("skipped", "carried") else str(state.minutes)), ""
