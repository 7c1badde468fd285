"""Handing out from a screen: which format, which folder, and where the file now is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from session_tui.ask import Ask, Choice, words_of

if TYPE_CHECKING:
    from exports.document import Document
    from exports.write import DocumentFormat, RegisterFormat, SessionFormat
    from models.day import Day
    from session_tui.app import SessionApp

FORMATS = (
    Choice("p", "PDF", "pdf"),
    Choice("w", "Word", "docx"),
    Choice("m", "Markdown", "md"),
    Choice("h", "HTML", "html"),
    Choice("t", "text", "txt"),
    Choice("j", "JSON", "json"),
)
REGISTER_FORMATS = (
    Choice("p", "PDF", "pdf"),
    Choice("w", "Word", "docx"),
    Choice("x", "workbook (XLSX)", "xlsx"),
    Choice("c", "CSV", "csv"),
)
NOTE_FORMATS = tuple(choice for choice in FORMATS if choice.value in ("pdf", "docx", "txt"))
"""What an offender manager's case system and desk take."""


async def hand_out_session(app: SessionApp, day: Day) -> Path | None:
    """Ask for the format and the folder and write the session note; None where it was left."""
    chosen = await words_of(app, Ask("The session note as:", FORMATS))
    if not chosen:
        return None
    folder = await ask_folder(app)
    if folder is None:
        return None
    source = await app.desk.run(lambda: app.desk.source(day))

    def write() -> Path:
        from exports.write import export_session

        return export_session(source, cast("SessionFormat", chosen), folder)

    return await write_out(app, "session note", write)


async def hand_out_offender_manager_note(app: SessionApp, day: Day, member: str) -> Path | None:
    """Ask for the format and the folder and write the note to this man's offender manager."""
    seat = day.roster.seat_sign(member)
    asked = Ask(f"The note to the offender manager of seat {seat} as:", NOTE_FORMATS)
    chosen = await words_of(app, asked)
    folder = await ask_folder(app) if chosen else None
    if folder is None:
        return None
    source = await app.desk.run(lambda: app.desk.source(day))

    def write() -> Path:
        from exports.write import export_offender_manager_note

        kind = cast("DocumentFormat", chosen)
        return export_offender_manager_note(source, member, kind, folder)

    return await write_out(app, "note to the offender manager", write)


async def hand_out_register(app: SessionApp, day: Day) -> Path | None:
    """Ask for the format and the folder and write the attendance register."""
    chosen = await words_of(app, Ask("The attendance register as:", REGISTER_FORMATS))
    folder = await ask_folder(app) if chosen else None
    if folder is None:
        return None
    source = await app.desk.run(lambda: app.desk.source(day))

    def write() -> Path:
        from exports.write import export_attendance_register

        return export_attendance_register(source, cast("RegisterFormat", chosen), folder)

    return await write_out(app, "attendance register", write)


async def hand_out_thread(app: SessionApp, document: Document) -> Path | None:
    """Ask for the format and the folder and write a man's thread."""
    chosen = await words_of(app, Ask("His thread as:", NOTE_FORMATS))
    folder = await ask_folder(app) if chosen else None
    if folder is None:
        return None

    def write() -> Path:
        from exports.write import export_thread

        return export_thread(document, cast("DocumentFormat", chosen), folder)

    return await write_out(app, "thread", write)


async def hand_out_concern(app: SessionApp, day: Day, concern: str) -> Path | None:
    """Ask for the folder and write the one-page note of a concern, as PDF."""
    folder = await ask_folder(app)
    if folder is None:
        return None
    source = await app.desk.run(lambda: app.desk.source(day))

    def write() -> Path:
        from exports.write import export_concern_note

        return export_concern_note(source, concern, "pdf", folder)

    return await write_out(app, "concern note", write)


async def ask_folder(app: SessionApp) -> Path | None:
    """Where to: Enter takes the usual folder; None where it was left."""
    usual = usual_folder(app)
    asked = Ask(f"Into which folder? Enter takes {usual}", words="another folder", field="folder")
    said = await app.push_screen_wait(asked)
    if said is None:
        return None
    return Path(said).expanduser() if said else usual


def usual_folder(app: SessionApp) -> Path:
    """Documents where there is one, else the home folder; a practice day's own folder."""
    if app.desk.practice:
        return app.desk.folder / "documents"
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


async def write_out(app: SessionApp, what: str, write: Callable[[], Path]) -> Path | None:
    """Write off the screen's thread, say that it is being made, and then where it is.

    What can't be written is said in one sentence.
    """
    from exports.write import NotWritten

    app.tell(f"making the {what} …")
    try:
        path = await asyncio.to_thread(write)
    except NotWritten as trouble:
        app.tell(str(trouble))
        return None
    app.tell(f"{what} written: {path}")
    return path
