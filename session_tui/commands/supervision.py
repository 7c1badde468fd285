"""`session-tui report supervision-record|next-supervision|audit-pack`: the supervisor's papers."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from session_tui.commands.database import answer
from session_tui.commands.opening import check_allowed, now, record_of
from session_tui.commands.trouble import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.document import Document
    from exports.source import Source
    from models.database.supervising import TakenPart
    from models.home import Home
    from models.keys.keyring import Keyring
    from models.record import Record


def paper(
    home: Home, keyring: Keyring, arguments: Namespace, days: Sequence[Source] = ()
) -> Document:
    """The paper that `arguments` names; `days` are the sessions of an audit pack.

    LookupError where there is nothing to make it of; Stop where it isn't for this person.
    """
    from models.database.supervising import took_part
    from session_tui.commands.operational_audit import audit_of

    with record_of(home, keyring) as record:
        check_allowed(record, "report")
        if arguments.what == "audit-pack":
            everybody = _supervised_by_me(record)
        else:
            everybody = [_person(record, arguments.staff)]
    parts = answer(home, keyring, lambda db: {one: took_part(db, one) for one in everybody})
    operational = audit_of(home, keyring, arguments) if arguments.what == "audit-pack" else None
    with record_of(home, keyring) as record:
        if operational is not None:
            return _pack(record, arguments, days, operational, parts)
        ((staff, part),) = parts.items()
        if arguments.what == "next-supervision":
            return _next(record, arguments, staff, part)
        return _record(record, arguments, staff, part)


def _supervised_by_me(record: Record) -> list[str]:
    """Those who deliver, for a supervisor. Stop for anybody else."""
    from models.roles import DELIVER

    team = record.team()
    if team.staff[record.staff].role != "supervisor":
        raise Stop("An audit pack holds supervision records: a supervisor makes it.")
    return [one for one in team.at_work if team.staff[one].role in DELIVER]


def _person(record: Record, said: str | None) -> str:
    """Whose supervision: named by name, oneself where nobody is. Stop."""
    team = record.team()
    if not said:
        return record.staff
    wanted = said.strip().casefold()
    found = [one for one, person in team.staff.items() if person.name.casefold().startswith(wanted)]
    if len(found) != 1:
        raise Stop("Say whose with --staff and the name, as session-tui staff list has it.", 2)
    (staff,) = found
    if staff != record.staff and team.staff[record.staff].role != "supervisor":
        raise Stop("A supervision record is for the supervised and his supervisors alone.")
    return staff


def _record(
    record: Record, arguments: Namespace, staff: str, parts: Sequence[TakenPart]
) -> Document:
    from exercise_bank.bank import load_bank
    from exports.supervision_record import supervision_record
    from exports.supervision_source import Made, supervision_source, which
    from models.group.people import fold_roster

    team = record.team()
    source = supervision_source(
        staff,
        record.team_facts(),
        team,
        (fold_roster(record.group_facts(group)) for group in team.groups),
        {part.session: which(part) for part in parts},
        load_bank(arguments.bank).service.supervision,
        Made(now(), record.staff, record.heads()),
    )
    return supervision_record(source)


def _next(record: Record, arguments: Namespace, staff: str, parts: Sequence[TakenPart]) -> Document:
    from exercise_bank.bank import load_bank
    from exports.source import Source
    from exports.supervision_meeting import supervision_meeting
    from models.group.supervision import supervised

    team, bank, heads = record.team(), load_bank(arguments.bank), record.heads()
    last = supervised(record.team_facts(), staff).last
    days = [record.day(part.group, part.session) for part in parts if part.date >= last]
    sources = [Source(day, team, bank, now(), record.staff, heads, arguments.names) for day in days]
    return supervision_meeting(sources, staff)


def _pack(
    record: Record,
    arguments: Namespace,
    days: Sequence[Source],
    operational: Document,
    parts: dict[str, list[TakenPart]],
) -> Document:
    from exports.audit_pack import audit_pack
    from models.local_time import date_of
    from models.streams import TRAIL_STREAM
    from models.trail import steps
    from session_tui.commands.operational_audit import ZONE

    supervision = [_record(record, arguments, one, part) for one, part in parts.items()]
    left = [
        one
        for one in steps(record.entries([TRAIL_STREAM]))
        if _within(date_of(one.at, ZONE), arguments)
    ]
    return audit_pack(days, operational, supervision, left)


def _within(on: str, arguments: Namespace) -> bool:
    """Whether a date (ISO) is among those asked for."""
    since, until = arguments.since, arguments.until
    return (not since or since.isoformat() <= on) and (not until or on <= until.isoformat())
