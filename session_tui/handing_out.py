"""Handing out from a screen: which format, which folder, and where the file now is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.ask import Ask, Choice

if TYPE_CHECKING:
    from models.day import Day
    from session_tui.app import SessionApp

FORMATS = (
    Choice("p", "PDF", "pdf"),
    Choice("m", "Markdown", "md"),
    Choice("h", "HTML", "html"),
    Choice("j", "JSON", "json"),
)


async def hand_out_session(app: SessionApp, day: Day) -> Path | None:
    """Ask for format and folder and write the session note. None where it was left."""
    from exports.write import export_session

    chosen = await app.push_screen_wait(Ask("The session note as:", FORMATS))
    if not chosen:
        return None
    folder = await ask_folder(app)
    if folder is None:
        return None
    app.tell("making the session note …")
    desk = app.desk
    return await write_out(app, lambda: export_session(desk.source(day), chosen, folder))
