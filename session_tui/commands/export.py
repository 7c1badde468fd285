"""`session-tui export SESSION --format F --to FOLDER`: write a session's documents."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.commands.opening import (
    check_allowed,
    note_use,
    now,
    opened_home,
    record_of,
    unlocked,
)
from session_tui.commands.output import put
from session_tui.commands.restricted import check_names, check_open
from session_tui.commands.sessions import session_meant
from session_tui.commands.trouble import Stop

if TYPE_CHECKING:
    from exports.source import Source
    from models.entries.group import SessionOpened
    from models.group.people import Team
    from models.record import Record
    from models.trail_entry import Use


def run(arguments: Namespace) -> int:
    """Write it and print where it is."""
    from exercise_bank.bank import load_bank
    from exports.source import Source

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
    note_use(home, keyring, _used(source, arguments))
    put([str(_written(source, arguments))])
    return 0


def _used(source: Source, arguments: Namespace) -> Use:
    """What the trail says of it."""
    from models.trail_entry import Use

    about = source.day.about
    man = source.day.roster.by_seat(arguments.seat or 0)
    return Use(
        used="disclosure",
        what=arguments.document.replace("-", " "),
        group=about.group,
        session=about.session,
        men=(man.member,) if man and arguments.seat else (),
        recipient=arguments.recipient or "",
        why=arguments.why or "",
    )


def _written(source: Source, arguments: Namespace) -> Path:
    """Write the document that is asked for; gives its path."""
    from exports import write
    from session_tui.cli import DOCUMENTS

    which, kind, folder = arguments.document, arguments.format, arguments.to
    if kind not in DOCUMENTS[which]:
        raise Stop(f"{which} comes as {', '.join(DOCUMENTS[which])}, not as {kind}.", 2)
    if which == "session-note":
        return write.export_session(source, kind, folder)
    if which == "attendance-register":
        return write.export_attendance_register(source, kind, folder)
    if which == "day-sheet":
        return write.export_day_sheet(source, kind, folder)
    man = source.day.roster.by_seat(arguments.seat or 0)
    if man is None:
        raise Stop("Say about whom: --seat and the number of his seat.", 2)
    check_open(source.day.facts, source.team, man.member, source.made_by)
    return write.export_offender_manager_note(source, man.member, kind, folder)


def _sessions(record: Record, team: Team) -> list[SessionOpened]:
    from models.group.people import fold_sessions

    return [one for group in team.groups for one in fold_sessions(record.group_facts(group))]
