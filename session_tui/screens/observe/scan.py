"""A scan round: the men in the room in the order of their seats, one after the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.acts.noting import write_note
from models.day.quick_line import read_line
from session_tui.ask import Ask
from session_tui.note_keeping import Who, note_of

if TYPE_CHECKING:
    from session_tui.app import SessionApp


async def scan_round(app: SessionApp) -> None:
    """Ask of each man what is seen: words are a note, Enter is nothing, Esc ends the round.

    A note's moment is that of the look. For a worker.
    """
    day = app.desk.day
    assert day is not None
    here = [member for member, man in day.attendance.men.items() if man.here == "in"]
    if not here:
        app.tell("Nobody is in the room.")
    for member in sorted(here, key=day.roster.seat):
        seat, looked = day.roster.seat_sign(member), app.desk.now()
        question = f"Look at {seat}: what is seen? Enter alone is nothing."
        text = await app.push_screen_wait(
            Ask(question, words="what he says or does", field=f"scan:{member}")
        )
        if text is None:
            return
        if text:
            # The space before it makes the line words alone: whom it is about is known.
            said = note_of(day, read_line(f" {text}"), app.desk.new_id(), Who("members", (member,)))
            await app.do(partial(write_note, day, said, looked))
