"""The one place where a document touches the disk: whole, private, never over another file."""

from __future__ import annotations

import errno
import os
import re
import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from exercise_bank.component import Component, component_of, unit_of
from exports.document import Document
from exports.safe_text import one_line
from exports.source import Source
from models.platform import sync_file, sync_folder
from models.record_error import RecordError

if TYPE_CHECKING:
    from exercise_bank.document_style import DocumentStyle
    from exports.block_plan import PlannedBlock

DocumentFormat = Literal["md", "html", "pdf", "docx", "txt"]
SessionFormat = Literal["md", "html", "pdf", "docx", "txt", "json"]
PlanFormat = Literal["pdf", "docx", "html", "md", "txt", "xlsx", "csv", "ics"]
RegisterFormat = Literal["md", "html", "pdf", "docx", "txt", "csv", "xlsx"]

_TEXTS = ("md", "html", "csv", "txt")
_MOST_NAMES = 1000
_LEFT_BEHIND_SECONDS = 60
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


class NotWritten(RecordError):
    """The document wasn't written; the message says why and what to do."""


def export_session(source: Source, kind: SessionFormat, folder: Path) -> Path:
    """Write the session note (or, as JSON, the whole session) into `folder`; gives its path.

    The folder is made when missing. A file of that name is never written over: the new one gets
    a number. Raises NotWritten.
    """
    if kind == "json":
        from exports.json import to_json

        return _write(folder, file_name("session", source), kind, to_json(source).encode("ascii"))
    from exports.session_note import session_note

    return _write(
        folder,
        file_name("session-note", source),
        kind,
        render(_dressed(session_note(source), source), kind),
    )


def export_day_sheet(source: Source, kind: DocumentFormat, folder: Path) -> Path:
    """Write the day sheet into `folder`, as `export_session` does."""
    from exports.day_sheet import day_sheet

    return _write(
        folder,
        file_name("day-sheet", source),
        kind,
        render(_dressed(day_sheet(source), source), kind),
    )


def export_concern_note(source: Source, concern: str, kind: DocumentFormat, folder: Path) -> Path:
    """Write the note of the concern of this id into `folder`, as `export_session` does.

    Raises NotWritten also where the session has no such concern.
    """
    from exports.concern_note import concern_note

    try:
        note = concern_note(source, concern)
    except LookupError:
        raise NotWritten("This session has no such concern: nothing was written.") from None
    made = render(_dressed(note, source), kind)
    return _write(folder, file_name("concern-note", source), kind, made)


def export_sealed_session(
    source: Source, team: str, recipient: str, words: str, folder: Path
) -> Path:
    """Write the session as a file that opens with these words, as `export_session` does.

    `team` is the team's public key (hex), `recipient` who gets it.
    """
    from exports.session_file import sealed_session
    from models.ids import new_id

    raw = sealed_session(source, new_id(source.now), team, recipient, words)
    return _write(folder, file_name("session", source), "sealed", raw)


def export_attendance_register(source: Source, kind: RegisterFormat, folder: Path) -> Path:
    """Write the attendance register into `folder`, as `export_session` does."""
    from exports.attendance_register import attendance_register

    register = _dressed(attendance_register(source), source)
    return _write(folder, file_name("register", source), kind, render(register, kind))


def export_document(
    document: Document,
    name: str,
    kind: DocumentFormat | RegisterFormat,
    folder: Path,
    style: DocumentStyle,
    words: str = "",
) -> Path:
    """Write a document into `folder` as `export_session` does; its name says nobody's.

    `style` is how the service's documents look. With `words` it is sealed: a PDF that opens with
    them alone.
    """
    from exports.dressed import dressed

    data = render(dressed(document, style), kind)
    if words:
        from exports.sealing import sealed

        if kind != "pdf":
            raise NotWritten("Only a PDF can be sealed: nothing was written; choose pdf.")
        data = sealed(data, words)
    return _write(folder, name, kind, data)


def export_offender_manager_note(
    source: Source, member: str, kind: DocumentFormat, folder: Path
) -> Path:
    """Write the note to this man's offender manager into `folder`, as `export_session` does.

    The file's name holds his seat, no initials. Raises NotWritten also where he isn't of the day.
    """
    from exports.om_note import offender_manager_note

    try:
        note = offender_manager_note(source, member)
    except LookupError:
        raise NotWritten("This session has no such man: nothing was written.") from None
    name = file_name("offender-manager-note", source, source.day.roster.seat(member))
    return _write(folder, name, kind, render(_dressed(note, source), kind))


def export_block_plan(planned: PlannedBlock, kind: PlanFormat, folder: Path) -> Path:
    """Write the plan of a block into `folder`, as `export_session` does.

    As pdf, docx, html, md or txt the page for the wall; as xlsx or csv a row an item, which the
    import reads back; as ics a calendar for staff. The name begins with the block, so that the
    import knows it.
    """
    from exports.block_plan import plan_table, wall_plan
    from exports.calendar import to_ics

    first = planned.days[0].date.isoformat() if planned.days else ""
    name = f"block{planned.block}-plan-{first}"
    if kind == "ics":
        return _write(folder, name, kind, to_ics(planned))
    document = plan_table(planned) if kind in ("xlsx", "csv") else wall_plan(planned)
    return _write(folder, name, kind, render(document, kind))


def file_name(what: str, source: Source, seat: int = 0) -> str:
    """The name, without its ending, of a document of a session; it says a seat, never who."""
    about = source.day.about
    date = re.sub(r"[^0-9-]", "", about.date)[:10]
    component = component_of(about.block)
    part = f"block{about.block}"
    if component is not Component.CORE:
        part = component.value.lower().replace(" ", "-")
    name = f"{what}-{date}-{part}-{unit_of(about.block)}{about.day}"
    return f"{name}-seat{seat}" if seat > 0 else name


def render(document: Document, kind: DocumentFormat | RegisterFormat) -> bytes:
    """The document as the bytes of a file of this kind; as csv or xlsx, its tables alone.

    Raises NotWritten where it can't be made.
    """
    if kind in _TEXTS:
        return _text(document, kind).encode()
    if kind == "docx":
        from exports.word import to_docx

        return to_docx(document)
    if kind == "xlsx":
        from exports.sheets import to_xlsx

        return to_xlsx(document)
    from exports.pdf import PdfUnavailable, to_pdf

    try:
        return to_pdf(document)
    except PdfUnavailable as error:
        raise NotWritten(str(error)) from None


def _text(document: Document, kind: str) -> str:
    if kind == "md":
        from exports.markdown import to_markdown

        return to_markdown(document)
    if kind == "html":
        from exports.html import to_html

        return to_html(document)
    if kind == "csv":
        from exports.sheets import to_csv

        return to_csv(document)
    from exports.text import to_text

    return to_text(document)


def _dressed(document: Document, source: Source) -> Document:
    from exports.dressed import dressed

    return dressed(document, source.bank.service.documents)


def _write(folder: Path, name: str, ending: str, data: bytes) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(folder)
        beside = folder / f".session-tui-{secrets.token_hex(6)}.part"
        try:
            _fill(beside, data)
            path = _take_name(beside, folder, name, ending)
        finally:
            beside.unlink(missing_ok=True)
        sync_folder(folder)
    except OSError as error:
        raise NotWritten(_says(error, folder)) from None
    return path


def _sweep(folder: Path) -> None:
    """Remove what a program that was killed while writing left here."""
    for left in folder.glob(".session-tui-*.part"):
        try:
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND_SECONDS:
                left.unlink(missing_ok=True)
        except OSError:  # somebody else's, or gone already
            continue


def _fill(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb", closefd=False) as file:
            file.write(data)
        sync_file(descriptor)
    finally:
        os.close(descriptor)


def _take_name(beside: Path, folder: Path, name: str, ending: str) -> Path:
    """Give the finished file the first name that is free."""
    for number in range(1, _MOST_NAMES):
        path = folder / (f"{name}.{ending}" if number == 1 else f"{name}-{number}.{ending}")
        try:
            os.link(beside, path)
        except FileExistsError:
            continue
        except OSError:
            # No hard links there (a FAT stick): look, then rename; only a second export of the
            # same session in the same instant could come between.
            if path.exists():
                continue
            os.replace(beside, path)
        return path
    where = one_line(str(folder))
    raise NotWritten(f"{where} holds too many files of this session: choose another folder.")


def _says(error: OSError, folder: Path) -> str:
    where = one_line(str(folder))
    why, way = f"{where}: {error.strerror or 'the disk refused'}", "choose another folder"
    if error.errno in _FULL:
        why, way = f"The disk of {where} is full", "free some space, or choose another folder"
    elif error.errno in _CLOSED:
        why = f"{where} can't be written to"
    elif isinstance(error, FileExistsError | NotADirectoryError):
        why = f"{where} is no folder"
    return f"{why}: nothing was written; {way}."
