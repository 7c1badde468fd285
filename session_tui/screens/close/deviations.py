"""Where the day went otherwise than planned, as the record has it: beside the debrief's question.

Nobody need type again what was said when it happened.
"""

from __future__ import annotations

from models.day.day import Day
from models.day.reasons_due import NOTABLE_MINUTES
from models.day.timeline import ItemState
from models.local_time import MINUTE_MS
from session_tui.lines import Line, wrap
from session_tui.screens.live.day_pane import item_title


def deviation_lines(day: Day, cells: int) -> list[Line]:
    """One line an item that was added, dropped, cut, or took notably more or less time."""
    said = [words for state in day.timeline.states if (words := _deviation(day, state))]
    if late := _late_start(day):
        said.insert(0, late)
    if agreed := day.run_on:
        said.append(f"agreed to run on to {day.clock(agreed.until)} ({agreed.reason})")
    return [line for words in said for line in wrap(words, cells, "past", "  ")]


def _late_start(day: Day) -> str:
    """How late the day began, with its reason; "" where that is little."""
    line = day.timeline
    late = ((line.started or 0) - day.planned_start) // MINUTE_MS
    if late < NOTABLE_MINUTES:
        return ""
    return (
        f"began {late} min late{f' ({line.late_start_reason})' if line.late_start_reason else ''}"
    )


def _deviation(day: Day, state: ItemState) -> str:
    """What became of one item, with its reason; "" where it went as planned."""
    parts: list[str] = []
    if state.added:
        parts.append("not in the plan")
    if state.status in ("skipped", "carried", "cut"):
        names = {"skipped": "skipped", "carried": "carried over", "cut": "cut short"}
        parts.append(names[state.status])
    elif minutes := _minutes_off(day, state):
        parts.append(f"{minutes:+d} min")
    if not parts:
        return ""
    why = " ".join(dict.fromkeys(one for one in (state.reason, state.overrun_reason) if one))
    return f"{item_title(day, state)}: {', '.join(parts)}{f' ({why})' if why else ''}"


def _minutes_off(day: Day, state: ItemState) -> int:
    """Minutes it ran over or under its planned ones, once it ended; 0 where that is little."""
    if not state.runs or state.running:
        return 0
    ended = state.runs[-1].ended or 0
    off = round(day.timeline.worked_ms(state, ended) / MINUTE_MS) - state.item.planned
    return off if abs(off) >= NOTABLE_MINUTES else 0
