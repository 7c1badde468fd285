"""`session-tui report lifestyle-plan --seat N`: a man's own plan, in his words, as a document."""

from __future__ import annotations

from argparse import Namespace
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
from session_tui.commands.replaced import replaced_accepted
from session_tui.commands.report import seal_words
from session_tui.commands.restricted import check_open
from session_tui.commands.trouble import Stop
from session_tui.commands.writing import group_meant

if TYPE_CHECKING:
    from exercise_bank.service import Service
    from exports.lifestyle_plan import LifestyleSource
    from models.record import Record


def run(arguments: Namespace) -> int:
    """Write it and print where it is; what was replaced in it is asked about first."""
    from exercise_bank.bank import load_bank
    from exports.lifestyle_plan import lifestyle_plan_document
    from exports.write import export_document
    from models.trail_entry import Use

    home = opened_home(arguments)
    keyring, _ = unlocked(home)
    service = load_bank(arguments.bank).service
    with record_of(home, keyring) as record:
        check_allowed(record, "report")
        group = group_meant(record, arguments.group).group
        source = _source(record, group, service, arguments)
    if source.plan is None:
        raise Stop("Nothing of his lifestyle plan is on record: his page in the program begins it.")
    document = lifestyle_plan_document(source)
    if not replaced_accepted(document, arguments):
        return 0
    words = seal_words(arguments)
    who, why = arguments.recipient or "", arguments.why or ""
    used = Use("disclosure", "lifestyle plan", group, "", (source.man.member,), who, why)
    note_use(home, keyring, used)
    kind, folder, style = arguments.format, arguments.to, service.documents
    put([str(export_document(document, arguments.what, kind, folder, style, words))])
    if words:
        put([f"It opens with: {words}", "Tell him by another way than you send it."])
    return 0


def _source(record: Record, group: str, service: Service, arguments: Namespace) -> LifestyleSource:
    """What the plan of the man on the seat is made from. Stop where nobody sits there."""
    from exports.lifestyle_source import gather
    from models.group.people import fold_roster

    man = fold_roster(record.group_facts(group)).by_seat(arguments.seat or -1)
    if man is None:
        raise Stop("Say about whom: --seat and the number of his seat.", 2)
    check_open(record.group_facts(group), record.team(), man.member, record.staff)
    return gather(
        record.group_facts,
        record.team(),
        group,
        man.member,
        service,
        now=now(),
        made_by=record.staff,
        heads=record.heads(),
        names=arguments.names,
    )
