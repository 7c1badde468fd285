"""The day's items as lines: what ran, what runs, when the rest will."""

from __future__ import annotations

from collections.abc import Sequence

from models.day import Day
from models.forecast import Expected, Forecast
from models.local_time import MINUTE_MS
from models.timeline import ItemState
from session_tui.lines import Line, Piece, Weight, fit

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
    minutes, more = (max((len(end[part]) for end in ends), default=0) for part in (0, 1))
    lines = [
        _item_line(day, state, rows_of, f"{end[0]:>{minutes}}{end[1]:>{more}}", cells, chosen)
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
    title = item_title(day, state)
    if state.status == "pending":
        title += " (fixed)" if state.item.fixed else " (may go)" if state.item.optional else ""
    weight: Weight = _weight(state, chosen)
    pieces: list[Piece] = [
        (f"{sign} ", "accent" if state.running and weight != "chosen" else weight),
        (f"{begin} ", "past" if weight == "normal" else weight),
        (fit(title, room), weight),
        (" " + end, weight if weight in ("chosen", "now") else "past"),
    ]
    return tuple(pieces)


def item_title(day: Day, state: ItemState) -> str:
    """An item's title, with the seat of the man whose personal work it is, and its part."""
    item = state.item
    title = item.title
    if item.member:
        title = f"{day.roster.seat_sign(item.member)} · {title}"
    return f"{title} {item.part}/{item.parts}" if item.parts > 1 else title


def _weight(state: ItemState, chosen: str) -> Weight:
    if state.item.id == chosen:
        return "chosen"
    if state.running:
        return "now"
    if state.status in ("done", "cut", "skipped", "carried"):
        return "past"
    return "normal" if state.item.set.is_work else "soft"


def _minutes(day: Day, state: ItemState, now: int) -> tuple[str, str]:
    """The two right columns: minutes run and the difference, or planned, or the word for no run."""
    if state.status in ("skipped", "carried") and not state.runs:
        return state.status, ""
    if state.running:
        return f"{day.timeline.worked_ms(state, now) // MINUTE_MS}/{state.minutes}", ""
    if state.runs:
        ran = round(day.timeline.worked_ms(state, now) / MINUTE_MS)
        difference = ran - state.item.planned
        word = {"carried": " →", "cut": " cut"}.get(state.status, "")
        return str(ran), (f" {difference:+d}" if difference else "") + word
    return str(state.minutes), ""
