"""The chosen item, for the middle pane: its minutes, when it is expected, what keeps it there."""

from __future__ import annotations

from dataclasses import dataclass

from models.day.day import Day
from models.day.forecast import Expected, Forecast
from models.day.timeline import ItemState
from models.local_time import MINUTE_MS
from session_tui.lines import Line, line, spread, width, wrap
from session_tui.screens.live.day_pane import item_title

INDENT = 9


@dataclass(frozen=True, slots=True)
class ChosenItem:
    """What is chosen in the day, and what it usually takes here (0: not known)."""

    state: ItemState
    usual: int


def chosen_lines(day: Day, chosen: ChosenItem, forecast: Forecast, cells: int) -> list[Line]:
    """A few labelled lines: minutes least and most, expected start and the window for it."""
    state = chosen.state
    title, label = line(item_title(day, state), "now"), line(state.item.set.label, "past")
    roomy = width(title) + width(label) + 2 <= cells
    lines: list[Line] = [spread(title, label, cells) if roomy else title]
    for name, text in _told(day, chosen, forecast.row(state.item.id)):
        first, *rest = wrap(text, max(10, cells - INDENT)) or [()]
        lines.append(((f"{name:<{INDENT}}", "head"), *first))
        lines += [((" " * INDENT, "normal"), *more) for more in rest]
    return lines


def _told(day: Day, chosen: ChosenItem, row: Expected | None) -> list[tuple[str, str]]:
    state = chosen.state
    told = [("minutes", _minutes(chosen))]
    if state.runs:
        told.append(("ran", _ran(day, state)))
    elif row is None or state.dropped:
        told.append(("is", f"{state.status}: {state.reason}" if state.reason else state.status))
    else:
        told.append(("starts", _starts(day, row)))
        if row.earliest != row.latest:
            told.append(("between", f"{day.clock(row.earliest)} and {day.clock(row.latest)}"))
        if state.item.fixed:
            told.append(("fixed", _fixed(day, row)))
    return told


def _minutes(chosen: ChosenItem) -> str:
    state = chosen.state
    item = state.item
    changed = f", planned {item.planned}" if state.change else ""
    usual = f", usually {chosen.usual}" if chosen.usual else ""
    return f"{state.minutes} ({item.minimum} to {max(item.maximum, item.planned)}){changed}{usual}"


def _starts(day: Day, row: Expected) -> str:
    late = round(row.late_ms / MINUTE_MS)
    if not late:
        return f"{day.clock(row.start)}, as planned"
    when = f"{abs(late)} min {'later' if late > 0 else 'earlier'}"
    return f"{day.clock(row.start)}, {when} than planned"


def _fixed(day: Day, row: Expected) -> str:
    at = day.clock(row.planned_start)
    if row.late_ms >= MINUTE_MS:
        return f"at {at}: clashes, {round(row.late_ms / MINUTE_MS)} min too late"
    free = round(row.free_ms / MINUTE_MS)
    return f"at {at}, {free} min free before it" if free else f"at {at}"


def _ran(day: Day, state: ItemState) -> str:
    stretches = []
    for run in state.runs:
        until = day.clock(run.ended) if run.ended is not None else "now"
        late = ", entered late" if run.late else ""
        stretches.append(f"{day.clock(run.started)} to {until}{late}")
    why = state.reason or state.overrun_reason
    return "; ".join(stretches) + (f" ({why})" if why else "")
