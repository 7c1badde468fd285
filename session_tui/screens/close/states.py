"""When a state that nobody ended was over: one key, or a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.day.day import Day
from models.day.states import Stretch
from session_tui.ask import Ask, Choice
from session_tui.moments import read_moment
from session_tui.state_words import state_words

if TYPE_CHECKING:
    from session_tui.app import SessionApp


async def when_ended(app: SessionApp, stretch: Stretch) -> int | None:
    """The instant (ms) it ended, never before it began; None for Esc. For a worker."""
    day, now = app.desk.day, app.desk.now()
    assert day is not None
    ways = _ways(day, stretch, now)
    zone = day.about.zone

    def check(text: str) -> str:
        said = read_moment(text, now, zone)
        if said.trouble or said.at >= stretch.since:
            return said.trouble
        return f"It began at {day.clock(stretch.since)}: it ended then or later."

    seat = day.roster.seat_sign(stretch.member)
    words = state_words(app.desk.bank.service, stretch.state)
    question = f"{seat} {words} since {day.clock(stretch.since)}: when did it end?"
    choices = [Choice(key, f"{label}, {day.clock(at)}", str(at)) for key, label, at in ways]
    field = f"ended:{stretch.entry}"
    answer = await app.push_screen_wait(
        Ask(question, choices, words="or a time: 11:40", field=field, check=check)
    )
    if not answer:
        return None
    if any(answer == choice.value for choice in choices):
        return int(answer)
    return read_moment(answer, now, zone).at


def _ways(day: Day, stretch: Stretch, now: int) -> list[tuple[str, str, int]]:
    """Key, words and instant of the moments it may have ended: its exercise's end, his going."""
    line, man = day.timeline, day.attendance.men.get(stretch.member)
    ways = []
    if found := line.at(stretch.since):
        runs = [run.ended for run in found[0].runs if run.started <= stretch.since]
        if runs and runs[-1] is not None:
            ways.append(("e", "at the exercise's end", runs[-1]))
    left = man.inside[-1][1] if man and man.inside else None
    if left is not None and left != line.ended:
        ways.append(("l", "as he left", left))
    if line.ended is not None:
        ways.append(("d", "at the day's end", line.ended))
    else:
        ways.append(("n", "now", now))
    return [way for way in ways if way[2] >= stretch.since]
