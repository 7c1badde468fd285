"""The day's items as lines: what ran, what runs, when the rest will."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from models.day.day import Day
from models.day.forecast import Expected, Forecast
from models.day.timeline import ItemState
from models.local_time import MINUTE_MS
from session_tui.lines import Line, Piece, Weight, fit

LEAST_TITLE = 6
"""Cells of a title that say at least which item it is."""

ROOMY = 56
"""From so many cells on, each item's earliest and latest start stand beside it."""

BETWEEN = 13

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
    """One line an item, scrolled so that what runs (or is chosen) stays in sight.

    What stays free before a fixed start has a line too, and so has the end.
    """
    return [shown for shown, _ in day_rows(day, forecast, now, cells, rows, chosen)]


def day_rows(
    day: Day, forecast: Forecast, now: int, cells: int, rows: int, chosen: str
) -> list[tuple[Line, str]]:
    """The same lines, each with the item (id) that it is of, or ""."""
    rows_of = {row.item: row for row in forecast.rows}
    states = day.timeline.states
    ends = [_minutes(day, state, now) for state in states]
    ran, more = (max((len(end[part]) for end in ends), default=0) for part in (0, 1))
    lines: list[Line] = [_heading(ran + more, cells)] if cells >= ROOMY else []
    places: dict[str, int] = {}
    for state, end in zip(states, ends, strict=True):
        row = rows_of.get(state.item.id)
        if row and state.status == "pending" and row.free_ms >= MINUTE_MS:
            lines.append(_free(day, row.start - row.free_ms, row.free_ms, cells))
        places[state.item.id] = len(lines)
        lines.append(_item_line(day, state, row, _end(*end, ran, more), cells, chosen))
    if forecast.spare_ms >= MINUTE_MS:
        lines.append(_free(day, forecast.end - forecast.spare_ms, forecast.spare_ms, cells))
    lines.append(((fit(_last(day, forecast, cells), cells), "past"),))
    place = places.get(_focus(states, chosen), 0)
    first = max(0, min(place - rows // 2, len(lines) - rows))
    items = {at: item for item, at in places.items()}
    of = [(one, items.get(at, "")) for at, one in enumerate(lines)]
    return of[first : first + rows]


def _free(day: Day, since: int, ms: int, cells: int) -> Line:
    """What stays free before a fixed start or the end."""
    return ((fit(f"  {day.clock(since)} {round(ms / MINUTE_MS)} min free", cells), "past"),)


def _heading(end_cells: int, cells: int) -> Line:
    """What the columns of times are, where there are so many that one may wonder."""
    columns = f"{'between':>{BETWEEN}}  {' min':<{end_cells + 1}}"
    return ((fit("  starts", cells - len(columns)) + columns, "past"),)


def _last(day: Day, forecast: Forecast, cells: int) -> str:
    """When the day will end; beside it when it should, or was agreed to, where that differs."""
    agreed = f"agreed {day.clock(day.run_on.until)}" if day.run_on else ""
    late = abs(forecast.late_ms) >= MINUTE_MS
    planned = f" ({agreed or day.clock(forecast.planned_end)})" if late else ""
    whole = f"  {day.clock(forecast.end)} end of the day{planned}"
    return whole if len(whole) <= cells else whole.replace("end of the day", "the end")


def _focus(states: Sequence[ItemState], chosen: str) -> str:
    """The item that stays in sight: the chosen one, what runs, or what ran last."""
    items = [state.item.id for state in states]
    running = next((state.item.id for state in states if state.running), "")
    ran = next((state.item.id for state in reversed(states) if state.runs), "")
    return next((item for item in (chosen, running, ran) if item in items), "")


def _item_line(
    day: Day,
    state: ItemState,
    row: Expected | None,
    end: str,
    cells: int,
    chosen: str,
) -> Line:
    begin = day.clock(row.start if row else day.wall(state.item.start))
    sign = "‖" if state.running and day.timeline.paused else SIGNS[state.status]
    between = _between(day, state, row) + "  " if cells >= ROOMY else ""
    room = cells - 8 - len(between) - len(end) - 1
    weight: Weight = _weight(state, chosen)
    soft: Weight = weight if weight in ("chosen", "now") else "past"
    pieces: list[Piece] = [
        (f"{sign} ", "accent" if state.running and weight != "chosen" else weight),
        (f"{begin} ", "past" if weight == "normal" else weight),
        (_fitting(_title(day, state), _after_title(day, state, row, room), room), weight),
        (between, soft),
        (" " + end, soft),
    ]
    return tuple(pieces)


def _between(day: Day, state: ItemState, row: Expected | None) -> str:
    """The earliest and the latest start of what is to come, where there is room for them."""
    if row is None or state.status != "pending" or row.earliest == row.latest:
        return " " * BETWEEN
    return f"{f'{day.clock(row.earliest)}–{day.clock(row.latest)}':>{BETWEEN}}"


def _fitting(title: str, after: str, room: int) -> str:
    """The title cut so that what stands after it stays in sight."""
    whole = title + after
    if cell_len(whole) <= room or cell_len(after) + LEAST_TITLE > room:
        return fit(whole, room)
    return fit(title, room - cell_len(after)) + after


def _after_title(day: Day, state: ItemState, row: Expected | None, room: int) -> str:
    """The part, and what is special: fixed, may go, cut short, skipped, carried over.

    A fixed start that can't be kept says when it should be.
    """
    item = state.item
    if item.fixed and state.status == "pending" and row and row.late_ms >= MINUTE_MS:
        clash = f" (fixed {day.clock(day.wall(item.start))})"
        fits = cell_len(_title(day, state) + clash) <= room
        return clash if fits else clash.replace("fixed ", "")
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
