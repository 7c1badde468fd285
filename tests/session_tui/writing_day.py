"""A day that runs, for the tests of what is written in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.screen import Screen

from models.acts import attending, running
from models.day.day import Day
from models.day.observation import Note
from models.day.quick_line import read_line
from models.entries.observation import NoteWritten
from session_tui.app import SessionApp
from session_tui.desk import Desk
from session_tui.note_keeping import moment_of, note_act, note_of, who_of
from tests.session_tui.hands import HandClock, app_on, settle

NARROW = (80, 24)


def begin(desk: Desk, clock: HandClock) -> Desk:
    """The day begins at ten with all men in the room, seat four apart: he is absent."""
    clock.to(10, 0)
    step = running.next_step(day_of(desk), clock.at)
    assert step.act is not None
    desk.say(step.act)
    desk.say(attending.mark(day_of(desk), man_on(desk, 4), "absent", clock.at, "says ill"))
    desk.say(attending.rest_in(day_of(desk), (), clock.at))
    return desk


def note(desk: Desk, line: str, clock: HandClock, minute: int) -> Note:
    """A note or a mark as a line says it, at this minute past ten."""
    clock.to(10 + minute // 60, minute % 60)
    day, reading = day_of(desk), read_line(line)
    who = who_of(day, reading)
    assert who is not None
    said = note_of(day, reading, desk.new_id(), who)
    desk.say(note_act(day, said, moment_of(day, reading, clock.at)))
    return next(one for one in day_of(desk).notes if one.id == said.note)


def day_of(desk: Desk) -> Day:
    """The day as it stands."""
    assert desk.day is not None
    return desk.day


def man_on(desk: Desk, seat: int) -> str:
    """The id of the man on this seat."""
    man = day_of(desk).roster.by_seat(seat)
    assert man is not None
    return man.member


def notes_of(desk: Desk) -> tuple[NoteWritten, ...]:
    """What the notes of the day say."""
    return tuple(one.what for one in day_of(desk).notes)


@asynccontextmanager
async def on_screen(
    desk: Desk, screen: Screen[None], size: tuple[int, int] = NARROW
) -> AsyncIterator[tuple[SessionApp, Pilot[None]]]:
    """The program with this screen open."""
    app = app_on(desk)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        app.push_screen(screen)
        await settle(pilot)
        yield app, pilot
