"""Handing out from a screen: which format, which folder, and where the file now is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from session_tui.ask import Ask, Choice, words_of
from session_tui.replaced import confirmed

if TYPE_CHECKING:
    from exports.document import Document
    from exports.write import DocumentFormat, RegisterFormat, SessionFormat
    from models.day.day import Day
    from models.trail_entry import Use
    from session_tui.app import SessionApp

T = TypeVar("T")

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
    from exports.session_note import session_note
    from exports.write import export_session

    return await _hand_out(
        app,
        "session note",
        Ask("The session note as:", FORMATS),
        lambda: app.desk.source(day),
        session_note,
        lambda source, kind, folder: export_session(source, cast("SessionFormat", kind), folder),
    )


async def hand_out_offender_manager_note(app: SessionApp, day: Day, member: str) -> Path | None:
    """Ask for the format and the folder and write the note to this man's offender manager."""
    from exports.om_note import offender_manager_note
    from exports.write import export_offender_manager_note as export

    seat = day.roster.seat_sign(member)
    return await _hand_out(
        app,
        "note to the offender manager",
        Ask(f"The note to the offender manager of seat {seat} as:", NOTE_FORMATS),
        lambda: app.desk.source(day),
        lambda source: offender_manager_note(source, member),
        lambda source, kind, folder: export(source, member, cast("DocumentFormat", kind), folder),
    )


async def hand_out_register(app: SessionApp, day: Day) -> Path | None:
    """Ask for the format and the folder and write the attendance register."""
    from exports.attendance_register import attendance_register
    from exports.write import export_attendance_register as export

    return await _hand_out(
        app,
        "attendance register",
        Ask("The attendance register as:", REGISTER_FORMATS),
        lambda: app.desk.source(day),
        attendance_register,
        lambda source, kind, folder: export(source, cast("RegisterFormat", kind), folder),
    )


async def hand_out_document(app: SessionApp, document: Document, what: str) -> Path | None:
    """Ask for the format and the folder and write a document that was made already.

    `what` is its name: "thread", "operational audit", "supervision record".
    """
    from exports.write import export_document

    style = app.desk.bank.service.documents
    return await _hand_out(
        app,
        what,
        Ask(f"The {what} as:", NOTE_FORMATS),
        lambda: document,
        lambda made: made,
        lambda made, kind, folder: export_document(
            made, what.replace(" ", "-"), cast("DocumentFormat", kind), folder, style
        ),
    )


async def _hand_out(
    app: SessionApp,
    what: str,
    asked: Ask,
    made_from: Callable[[], T],
    document: Callable[[T], Document],
    write: Callable[[T, str, Path], Path],
) -> Path | None:
    """Ask as what and where to, then write it as the record is by then; None where it was left.

    What was replaced in it is confirmed before.
    """
    kind = await words_of(app, asked)
    folder = await ask_folder(app) if kind else None
    if folder is None:
        return None
    source = await app.desk.run(made_from)
    if not await confirmed(app, lambda: document(source)):
        return None
    return await write_out(app, what, lambda: write(source, kind, folder), source)


async def hand_out_concern(app: SessionApp, day: Day, concern: str) -> Path | None:
    """Ask for the folder and write the one-page note of a concern, as PDF."""
    from exports.concern_note import concern_note

    folder = await ask_folder(app)
    if folder is None:
        return None
    source = await app.desk.run(lambda: app.desk.source(day))
    if not await confirmed(app, lambda: concern_note(source, concern)):
        return None

    def write() -> Path:
        from exports.write import export_concern_note

        return export_concern_note(source, concern, "pdf", folder)

    return await write_out(app, "concern note", write, source)


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


async def write_out(
    app: SessionApp, what: str, write: Callable[[], Path], source: object
) -> Path | None:
    """Write off the screen's thread, say that it is being made, and then where it is.

    The trail has it first: `source` is what it is made from. What can't be kept there, or
    written, is said in one sentence.
    """
    from models.record_error import RecordError

    app.tell(f"making the {what} …")
    try:
        await app.desk.run(lambda: app.desk.note_use(_disclosed(app, what, source)))
        path = await asyncio.to_thread(write)
    except RecordError as trouble:
        app.tell(str(trouble))
        return None
    app.tell(f"{what} written: {path.name}, in {path.parent}")
    return path


def _disclosed(app: SessionApp, what: str, source: object) -> Use:
    """What the trail says of a document: of which session, else of which group."""
    from exports.source import Source
    from models.trail_entry import Use

    if isinstance(source, Source):
        about = source.day.about
        return Use("disclosure", what, about.group, about.session)
    return Use("disclosure", what, app.desk.group)
