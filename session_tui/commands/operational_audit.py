"""`session-tui operational-audit --to FOLDER`: write how sessions were staffed and written up."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING

from session_tui.commands.database import answer
from session_tui.commands.opening import check_allowed, now, opened_home, record_of, unlocked
from session_tui.commands.output import put

if TYPE_CHECKING:
    from exports.document import Document
    from models.home import Home
    from models.keys.keyring import Keyring

ZONE = "Europe/London"


def run(arguments: Namespace) -> int:
    """Write it and print where it is."""
    from exercise_bank.bank import load_bank
    from exports.write import export_document

    home = opened_home(arguments)
    keyring, _ = unlocked(home)
    document = audit_of(home, keyring, arguments)
    style = load_bank(arguments.bank).service.documents
    kind, folder = arguments.format, arguments.to
    put([str(export_document(document, "operational-audit", kind, folder, style))])
    return 0


def audit_of(home: Home, keyring: Keyring, arguments: Namespace) -> Document:
    """The audit of the dates meant, a year where none are. Stop where the role forbids it."""
    from exercise_bank.bank import load_bank
    from exports.operational_audit import AuditSource, operational_audit
    from models.database.auditing import a_year_to, audited_sessions
    from models.group.audited_beside import audited_beside
    from models.local_time import date_of

    until = arguments.until or date.fromisoformat(date_of(now(), ZONE))
    since = arguments.since or a_year_to(until)
    span = (since.isoformat(), until.isoformat())
    service = load_bank(arguments.bank).service
    with record_of(home, keyring) as record:
        check_allowed(record, "operational-audit")
        team, heads = record.team(), record.heads()
        made_by = team.staff_name(record.staff)
        beside = audited_beside(
            record.team_facts(),
            team,
            {group: record.group_facts(group) for group in team.groups},
            span,
            every_days=service.supervision.every_days,
            reader=record.staff,
        )
    sessions = tuple(answer(home, keyring, lambda db: audited_sessions(db, *span)))
    most = service.group.most
    source = AuditSource(sessions, *span, service.hours, most, now(), made_by, heads, beside)
    return operational_audit(source)
