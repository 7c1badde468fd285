"""`session-tui export SESSION --format F --to FOLDER`: write a session's documents.

What was replaced in them is listed, and asked about, before anything is written.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.commands.export_sealed import listed, written
from session_tui.commands.opening import (
    check_allowed,
    note_use,
    now,
    opened_home,
    record_of,
    unlocked,
)
from session_tui.commands.output import put
from session_tui.commands.replaced import replaced_accepted
from session_tui.commands.restricted import check_names, check_open
from session_tui.commands.sessions import session_meant
from session_tui.commands.trouble import Stop

if TYPE_CHECKING:
    from exports.document import Document
    from exports.source import Source
    from models.entries.group import SessionOpened
    from models.group.people import Team
    from models.record import Record
    from models.trail_entry import Use


def run(arguments: Namespace) -> int:
    """Write it and print where it is."""
    from exercise_bank.bank import load_bank
    from exports.source import Source

    _check_format(arguments)
    bank = load_bank(arguments.bank)
    home = opened_home(arguments)
    keyring, _ = unlocked(home)
    with record_of(home, keyring) as record:
        check_allowed(record, "export")
        team = record.team()
        about = session_meant(_sessions(record, team), arguments.session)
        day = record.day(about.group, about.session)
        source = Source(day, team, bank, now(), record.staff, record.heads(), arguments.names)
    if arguments.names:
        check_names(day.facts, team, record.staff)
    sealed = arguments.format == "sealed"
    document = listed(source, arguments) if sealed else _made(source, arguments)
    if not replaced_accepted(document, arguments):
        return 0
    note_use(home, keyring, _used(source, arguments))
    if sealed:
        put(written(source, home.team.hex(), arguments))
    else:
        put([str(_written(source, document, arguments))])
    return 0


def _used(source: Source, arguments: Namespace) -> Use:
    """What the trail says of it."""
    from models.trail_entry import Use

    about = source.day.about
    man = source.day.roster.by_seat(arguments.seat or 0)
    return Use(
        used="disclosure",
        what="sealed session"
        if arguments.format == "sealed"
        else arguments.document.replace("-", " "),
        group=about.group,
        session=about.session,
        men=(man.member,) if man and arguments.seat else (),
        recipient=arguments.recipient or "",
        why=arguments.why or "",
    )


def _check_format(arguments: Namespace) -> None:
    """Stop where this document doesn't come in this format."""
    from session_tui.cli import DOCUMENTS

    which, kind = arguments.document, arguments.format
    if kind not in DOCUMENTS[which]:
        raise Stop(f"{which} comes as {', '.join(DOCUMENTS[which])}, not as {kind}.", 2)


def _made(source: Source, arguments: Namespace) -> Document:
    """The document that is asked for; Stop where nobody says about whom it is."""
    which = arguments.document
    if which == "session-note":
        from exports.session_note import session_note

        return session_note(source)
    if which == "attendance-register":
        from exports.attendance_register import attendance_register

        return attendance_register(source)
    if which == "day-sheet":
        from exports.day_sheet import day_sheet

        return day_sheet(source)
    from exports.om_note import offender_manager_note

    man = source.day.roster.by_seat(arguments.seat or 0)
    if man is None:
        raise Stop("Say about whom: --seat and the number of his seat.", 2)
    check_open(source.day.facts, source.team, man.member, source.made_by)
    return offender_manager_note(source, man.member)


def _written(source: Source, document: Document, arguments: Namespace) -> Path:
    """Write it, or the whole session as JSON; gives its path."""
    from exports.write import export_document, export_session, file_name

    which, kind, folder = arguments.document, arguments.format, arguments.to
    if kind == "json":
        return export_session(source, kind, folder)
    if which == "attendance-register":
        which = "register"
    seat = arguments.seat if which == "offender-manager-note" else 0
    style = source.bank.service.documents
    return export_document(document, file_name(which, source, seat), kind, folder, style)


def _sessions(record: Record, team: Team) -> list[SessionOpened]:
    from models.group.people import fold_sessions

    return [one for group in team.groups for one in fold_sessions(record.group_facts(group))]
