"""What runs now, for a two-second glance: the time in big digits, its end, the day's end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from textual.renderables.digits import DIGITS, DIGITS3X3_BOLD

from exercise_bank.exercise import Exercise
from models.day.day import Day
from models.day.forecast import Forecast, Running
from models.day.timeline import ItemState
from models.local_time import MINUTE_MS, clock
from session_tui.lines import Line, Weight, line, spread, width, wrap
from session_tui.screens.live.chosen_item import ChosenItem, chosen_lines
from session_tui.screens.live.day_pane import item_title

GAP = 2
DIGIT_CELLS = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the running exercise: the bank's, and its median minutes here (0: not)."""

    exercise: Exercise | None = None
    usual: int = 0


def now_lines(
    day: Day,
    forecast: Forecast,
    now: int,
    cells: int,
    rows: int,
    known: Known,
    chosen: ChosenItem | None = None,
) -> list[Line]:
    """The middle pane: what runs, or what is next, and what is chosen in the day beside it."""
    running = day.timeline.running
    if day.timeline.ended is not None:
        lines = _ended(day, cells)
    elif running is None:
        lines = _before(day, now, cells)
    else:
        assert forecast.running is not None
        lines = _running(day, running, forecast, now, cells, known.usual)
    if chosen is not None:
        lines += [
            *([()] if lines[-1:] != [()] else []),
            *chosen_lines(day, chosen, forecast, cells),
        ]
    elif running is not None and day.timeline.ended is None:
        lines += _about(running, known.exercise, cells)
        if following := day.timeline.following if not running.item.set.is_work else None:
            lines += labelled("Then", item_title(day, following), cells)
    return lines[:rows]


def _running(
    day: Day, state: ItemState, forecast: Forecast, now: int, cells: int, usual: int
) -> list[Line]:
    told = forecast.running
    assert told is not None
    row = forecast.row(state.item.id)
    ends = day.clock(row.end) if row else ""
    title, label = line(item_title(day, state), "now"), line(state.item.set.label, "past")
    roomy = width(title) + width(label) + GAP <= cells
    lines: list[Line] = [spread(title, label, cells) if roomy else title, ()]
    paused = day.timeline.paused
    if paused:
        stood = max(0, now - paused.since)
        lines += big(minutes_seconds(stood), "soft")
        why = f" · {paused.reason}" if paused.reason else ""
        lines += wrap(f"paused since {day.clock(paused.since)}{why}", cells, "accent")
    else:
        lines += _clock_of(told, _of(state, usual), cells)
    lines.append(bar(told, cells))
    lines += _timer(day, now)
    ending = (f"ends {ends}", *day_end(day, forecast))
    told_in_one = "   ".join(ending)
    if len(told_in_one) <= cells:
        return [*lines, line(told_in_one), ()]
    return [*lines, line("   ".join(ending[:2])), line(ending[2]), ()]


def _timer(day: Day, now: int) -> list[Line]:
    timer = day.side_timer
    if timer is None or not timer.shows(now):
        return []
    return [line(timer.says(now), "accent" if now >= timer.until else "now")]


def _clock_of(told: Running, of: str, cells: int) -> list[Line]:
    """How long it runs in big digits, of how many minutes, and what is left."""
    clock = minutes_seconds(told.worked_ms)
    beside = len(clock) * DIGIT_CELLS + GAP + len(of) <= cells
    lines = big(clock, "now", of if beside else "")
    if not beside:
        lines.append(line(of, "past"))
    return [*lines, _phase(told)]


def _of(state: ItemState, usual: int) -> str:
    """Its minutes, and what it usually takes where that is known and differs."""
    learned = f", usually {usual}" if usual and usual != state.minutes else ""
    return f"of {state.minutes} min{learned}"


def _phase(told: Running) -> Line:
    left = told.left_ms
    if told.phase == "over":
        return line(f"••• over by {_minutes(-left)}", "accent")
    if told.phase == "nearly":
        return line(f"•• {_minutes(left)} left, nearly over", "accent")
    if told.phase == "soon":
        return line(f"• {_minutes(left)} left, soon over", "accent")
    return line(f"{_minutes(left)} left", "past")


def day_end(day: Day, forecast: Forecast) -> tuple[str, str]:
    """When the day will end, and how that compares with the plan, in words."""
    late, spare = round(forecast.late_ms / MINUTE_MS), round(forecast.spare_ms / MINUTE_MS)
    against = f"{late} min behind" if late else "on time"
    if spare:
        against = f"{spare} min to spare"
    return f"day ends {day.clock(forecast.end)}", against


def _before(day: Day, now: int, cells: int) -> list[Line]:
    following = day.timeline.following
    if following is None:
        return [line("Nothing is left in the plan.", "now"), line("space ends the day", "past")]
    begun = day.timeline.started is not None
    starts = day.wall(following.item.start)
    lines = [line("Next" if begun else "The day is ready", "head"), ()]
    lines += big(clock(now, day.about.zone), "soft")
    lines += [(), *wrap(item_title(day, following), cells, "now")]
    when = f"planned {day.clock(starts)}, {following.minutes} min"
    return [*lines, line(when), line("space starts it", "past"), *_timer(day, now)]


def _ended(day: Day, cells: int) -> list[Line]:
    ended = day.timeline.ended or 0
    lines = [line(f"The day ended at {day.clock(ended)}.", "now"), ()]
    lines += wrap("f closes it: what is open, the debrief, your signature.", cells)
    return lines


def _about(state: ItemState, exercise: Exercise | None, cells: int) -> list[Line]:
    lines: list[Line] = []
    aim = state.item.aim or (exercise.aim if exercise else "")
    if aim:
        lines += [*labelled("Aim", aim, cells), ()]
    if exercise is None:
        return lines
    for number, step in enumerate(exercise.steps, start=1):
        lines += labelled(f"{number}", f"{step.text} ({step.minutes} min)", cells, 3)
    if exercise.watch_for:
        lines.append(())
        lines.append(line("Watch for", "head"))
        for watch in exercise.watch_for:
            lines += labelled("·", watch, cells, 3)
    return lines


@lru_cache(256)
def labelled(label: str, text: str, cells: int, indent: int = 5) -> tuple[Line, ...]:
    """A label in the margin and the text wrapped beside it: the bank's, drawn every second."""
    wrapped = wrap(text, max(10, cells - indent))
    return tuple(
        ((f"{label if place == 0 else '':<{indent}}", "head"), *pieces)
        for place, pieces in enumerate(wrapped)
    )


def bar(told: Running, cells: int) -> Line:
    """How far the item is through its planned time; past it, the overage in the accent."""
    room = min(cells, 60)
    share = told.worked_ms / max(told.planned_ms, told.worked_ms, 1)
    planned = round(room * min(1.0, told.planned_ms / max(told.worked_ms, told.planned_ms, 1)))
    done = round(room * share)
    if told.phase == "over":
        return (("━" * planned, "soft"), ("━" * (room - planned), "accent"))
    return (("━" * done, "soft"), ("─" * (room - done), "past"))


def big(text: str, weight: Weight, after: str = "") -> list[Line]:
    """Text in digits three rows high, with small words beside the last row."""
    rows = ["", "", ""]
    for char in text:
        place = max(0, DIGITS.find(char)) * 3
        for row in range(3):
            rows[row] += DIGITS3X3_BOLD[place + row].ljust(DIGIT_CELLS)
    last: Line = ((rows[2], weight), (f"  {after}", "past")) if after else ((rows[2], weight),)
    return [((rows[0], weight),), ((rows[1], weight),), last]


def minutes_seconds(ms: int) -> str:
    """Milliseconds as "41:12"; hours only where there are any."""
    seconds = max(0, ms) // 1000
    hours, rest = divmod(seconds, 3600)
    text = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{hours}:{text}" if hours else text


def _minutes(ms: int) -> str:
    """A stretch in words: whole minutes, seconds below two minutes."""
    if ms < 2 * MINUTE_MS:
        return f"{ms // 1000} s"
    return f"{ms // MINUTE_MS} min"
