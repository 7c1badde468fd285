"""Doing an act of the running day: what it changed is painted once it is on the disk.

What the screen is to show is worked out while the disk is waited for. Where the disk takes long, it
is painted before, and the title says "saving…".
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.acts import Act
    from session_tui.app import SessionApp
    from session_tui.desk import Said

HELD_S = 0.05
"""So long the screen waits for the disk: less than is felt (ours)."""

Hear = Callable[["Said"], object]


async def do(app: SessionApp, make: Callable[[], Act], also: Callable[[], str]) -> bool:
    """Make an act, record it, show what it did; or say why it can't be. Whether it was.

    `also` says, once it is done, what is told with it.
    """
    from models.acts import Refused
    from models.acts.reviewing import check_lock
    from models.record_error import RecordError

    desk, pressed = app.desk, app.desk.now()
    try:
        act = make()
        if desk.day is not None:
            check_lock(desk.day, act.entries)
        await _recorded(
            app, lambda hear: desk.say(act, pressed, hear), lambda said: said.line + also()
        )
    except (Refused, RecordError) as why:
        app.tell(str(why))
        return False
    return True


async def turn_back(app: SessionApp, turn: Callable[[Hear], Said]) -> None:
    """Take an act back, or do it again; or say why that can't be."""
    from models.acts import Refused
    from models.record_error import RecordError

    if app.desk.day is None or not app.desk.unlocked:
        return
    try:
        await _recorded(app, turn, lambda said: said.line)
    except (Refused, RecordError) as why:
        app.tell(str(why))


async def _recorded(
    app: SessionApp, turn: Callable[[Hear], Said], says: Callable[[Said], str]
) -> None:
    """Have the record's thread do it; draw meanwhile, and let it be painted afterwards."""
    desk, loop = app.desk, asyncio.get_running_loop()
    before = (desk.not_saved, desk.saving)
    heard: asyncio.Future[Said] = loop.create_future()
    writing = asyncio.wrap_future(
        desk.soon(lambda: turn(lambda said: loop.call_soon_threadsafe(heard.set_result, said)))
    )

    async def heard_within(seconds: float | None) -> bool:
        await asyncio.wait((heard, writing), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if heard.done():
            app.tell(says(heard.result()))
        return heard.done()

    try:
        with app.batch_update():
            told = await heard_within(HELD_S)
            if told:
                await asyncio.wait((writing,), timeout=HELD_S)
        if late := not writing.done():
            desk.saving = True
            app.told()
        if not told:
            await heard_within(None)
        await writing
    finally:
        writing.cancel()
    if desk.unlocked:
        desk.see_what_waits()
    if late or (desk.not_saved, desk.saving) != before:
        app.told()
    for screen in app.screen_stack[-1:]:  # none while the program ends
        screen.check_idle()  # a batch that ends prompts the app alone
