"""The day as a chart: what was planned, what was delivered, when it was recorded."""

from __future__ import annotations

from exercise_bank.exercise import ItemSet
from exports.chart import Bar, Chart, Lane, Shade
from exports.source import Source, minutes
from models.day.timeline import ItemState
from models.local_time import MINUTE_MS, hour_minute


def numbered(source: Source) -> dict[str, str]:
    """The number of each item of work, by item id: "1", "2", … in the order of the day."""
    work = [state.item.id for state in source.day.timeline.states if state.item.set.is_work]
    return {item: str(index) for index, item in enumerate(work, 1)}


LEGEND = (
    "Light: work. Dark: personal work. Hatched: break. Crossed: pause. Line: recorded. "
    "Numbers as in the table."
)


def day_chart(source: Source) -> Chart:
    """Planned over delivered over recorded, with the numbers of the table of exercises."""
    numbers = numbered(source)
    states = source.day.timeline.states
    planned = tuple(
        Bar(state.item.start, state.item.end, _shade(state), numbers.get(state.item.id, ""))
        for state in states
        if not state.added
    )
    delivered = tuple(
        bar for state in states for bar in _runs(source, state, numbers.get(state.item.id, ""))
    )
    lanes = [Lane("planned", planned), Lane("delivered", (*delivered, *_pauses(source)))]
    if recorded := _recorded(source):
        lanes.append(Lane("recorded", recorded))
    bars = [bar for lane in lanes for bar in lane.bars]
    start = min((bar.start for bar in bars), default=600)
    end = max((bar.end for bar in bars), default=930)
    return Chart(int(start // 30 * 30), int(-(-end // 30) * 30), tuple(lanes), _alt(source))


def _shade(state: ItemState) -> Shade:
    if not state.item.set.is_work:
        return "break"
    return "personal" if state.item.set is ItemSet.PERSONAL else "work"


def _minute(source: Source, at: int) -> float:
    """Minutes since local midnight of the session's day."""
    return (at - source.day.wall(0)) / MINUTE_MS


def _runs(source: Source, state: ItemState, number: str) -> list[Bar]:
    return [
        Bar(
            _minute(source, run.started),
            _minute(source, max(source.now, run.started) if run.ended is None else run.ended),
            _shade(state),
            number,
        )
        for run in state.runs
    ]


def _pauses(source: Source) -> list[Bar]:
    return [
        Bar(
            _minute(source, pause.since),
            _minute(source, source.now if pause.until is None else pause.until),
            "pause",
        )
        for pause in source.day.timeline.pauses
    ]


def _recorded(source: Source) -> tuple[Bar, ...]:
    ended = source.day.timeline.ended
    end = source.now if ended is None else ended
    return tuple(
        Bar(
            _minute(source, recording.since),
            _minute(source, end if recording.until is None else recording.until),
            "line",
        )
        for recording in source.day.recordings
    )


def _alt(source: Source) -> str:
    """The chart in words: each item with planned and actual times."""
    told = []
    for state in source.day.timeline.states:
        plan = "" if state.added else f"planned {hour_minute(state.item.start)}, "
        if state.runs:
            worked = minutes(source.day.timeline.worked_ms(state, source.now))
            what = f"started {source.clock(state.runs[0].started)}, {worked} of "
            what += f"{state.item.planned} minutes"
        else:
            what = {"pending": "not run"}.get(state.status, state.status)
        told.append(f"{state.item.title}: {plan}{what}")
    return "Time line of the day, planned and delivered. " + "; ".join(told) + "."
