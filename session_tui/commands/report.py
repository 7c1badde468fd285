"""`session-tui report WHAT --to FOLDER`: documents over several sessions, of one man or of all.

What was replaced in them is listed, and asked about, before anything is written.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from session_tui.commands.opening import (
    check_allowed,
    note_use,
    now,
    opened_home,
    record_of,
    unlocked,
)
from session_tui.commands.output import many, put
from session_tui.commands.replaced import replaced_accepted
from session_tui.commands.restricted import check_names, check_open
from session_tui.commands.supervision import paper
from session_tui.commands.trouble import Stop
from session_tui.commands.writing import group_meant

if TYPE_CHECKING:
    from exports.document import Document
    from exports.source import Source
    from models.entries.group import MemberAdded
    from models.record import Record
    from models.trail_entry import Use

ALL = "all"
OF_EVERY_GROUP = ("research-data-set", "audit-pack")
"""What is of all groups unless one is named."""
OF_SUPERVISION = ("supervision-record", "next-supervision")
OF_ONE_MAN = ("thread", "treatment-report", "subject-access-pack")


def run(arguments: Namespace) -> int:
    """Write it and print where it is; without notes for a treatment report, list them."""
    from exercise_bank.bank import load_bank
    from exports.write import export_document

    if arguments.what == "lifestyle-plan":
        from session_tui.commands import lifestyle_plan

        return lifestyle_plan.run(arguments)
    home = opened_home(arguments)
    keyring, _ = unlocked(home)
    with record_of(home, keyring) as record:
        check_allowed(record, "report")
        days = [] if arguments.what in OF_SUPERVISION else _sources(record, arguments)
    if not days and arguments.what not in OF_SUPERVISION:
        raise Stop("No session is on record there.")
    _check_restricted(days, arguments)
    if arguments.what == "treatment-report" and not arguments.notes:
        note_use(home, keyring, _used(days, arguments)._replace(used="consultation"))
        _offer_notes(days, _member(days, arguments))
        return 0
    try:
        document = (
            paper(home, keyring, arguments, days)
            if arguments.what in (*OF_SUPERVISION, "audit-pack")
            else _made(days, arguments)
        )
    except LookupError as why:
        raise Stop(f"Nothing was written: {why}.") from None
    if not replaced_accepted(document, arguments):
        return 0
    words = seal_words(arguments)
    note_use(home, keyring, _used(days, arguments))
    name = arguments.what
    style = load_bank(arguments.bank).service.documents
    put([str(export_document(document, name, arguments.format, arguments.to, style, words))])
    if words:
        put([f"It opens with: {words}", "Tell him by another way than you send it."])
    return 0


def _check_restricted(days: Sequence[Source], arguments: Namespace) -> None:
    """Stop where a document of one man, or one with names, isn't for this person."""
    for one in {one.day.about.group: one for one in days}.values():
        if arguments.names:
            check_names(one.day.facts, one.team, one.made_by)
    if arguments.what in OF_ONE_MAN:
        member = _member(days, arguments)
        check_open(days[-1].day.facts, days[-1].team, member, days[-1].made_by)


def _sources(record: Record, arguments: Namespace) -> list[Source]:
    """The sessions meant: of the group, the block and the days that were named."""
    from exercise_bank.bank import load_bank
    from exports.source import Source
    from models.group.people import fold_sessions

    team, bank, at = record.team(), load_bank(arguments.bank), now()
    every = arguments.what in OF_EVERY_GROUP and not arguments.group
    groups = list(team.groups) if every else [group_meant(record, arguments.group).group]
    since = arguments.since.isoformat() if arguments.since else ""
    until = arguments.until.isoformat() if arguments.until else "9999"
    sessions = [
        (group, one.session)
        for group in groups
        for one in fold_sessions(record.group_facts(group))
        if since <= one.date <= until and arguments.block in (None, one.block)
    ]
    heads = record.heads()
    read = (record.day(group, session) for group, session in sessions)
    return [
        Source(day, team, bank, at, record.staff, heads, arguments.names)
        for day in read
        if day.timeline.states
    ]


def _made(days: Sequence[Source], arguments: Namespace) -> Document:
    from exports.block_report import block_report
    from exports.members_sheet import members_sheet
    from exports.packs import subject_access_pack, supervision_pack
    from exports.research import research_set
    from exports.thread import thread
    from exports.treatment_report import treatment_report

    what = arguments.what
    of_all: dict[str, Callable[[], Document]] = {
        "block-report": lambda: block_report(_one_block(days)),
        "members-sheet": lambda: members_sheet(days[-1]),
        "supervision-pack": lambda: supervision_pack(days),
        "research-data-set": lambda: research_set(days),
    }
    if what in of_all:
        return of_all[what]()
    member = _member(days, arguments)
    if what == "treatment-report":
        return treatment_report(days, member, _picked(days, member, arguments.notes))
    return thread(days, member) if what == "thread" else subject_access_pack(days, member)


def _used(days: Sequence[Source], arguments: Namespace) -> Use:
    """What the trail says of it."""
    from models.trail_entry import Use

    groups = {one.day.about.group for one in days}
    return Use(
        used="disclosure",
        what=arguments.what.replace("-", " "),
        group=groups.pop() if len(groups) == 1 else "",
        men=(_member(days, arguments),) if arguments.seat else (),
        recipient=arguments.recipient or "",
        why=arguments.why or "",
    )


def _one_block(days: Sequence[Source]) -> list[Source]:
    """The sessions of the last run of a block among these."""
    own = [one for one in days if not one.day.about.only] or days
    run = max(own, key=lambda one: one.day.about.date).day.about.block_run
    return [one for one in days if one.day.about.block_run == run]


def _member(days: Sequence[Source], arguments: Namespace) -> str:
    """The man on the seat, on the last day that all were expected."""
    own = [one for one in days if not one.day.about.only] or days
    seats = {man.seat: man.member for man in everybody_of(own[-1])}
    if arguments.seat not in seats:
        raise Stop("Say about whom: --seat and the number of his seat.", 2)
    return seats[arguments.seat]


def everybody_of(day: Source) -> list[MemberAdded]:
    """The men of a day; in a session of one man the others as well, he last."""
    roster = day.day.roster
    others = roster.left.values() if day.day.about.only else ()
    return [*others, *roster.members.values()]


def _offer_notes(days: Sequence[Source], member: str) -> None:
    from exports.treatment_report import pickable
    from models.local_time import long_date

    notes = pickable(days, member)
    put(
        f"{at:>4}  {long_date(source.day.about.date)} {source.clock(note.at)}  {note.what.text}"
        for at, (source, note) in enumerate(notes, 1)
    )
    put([f"{many(len(notes), 'note')}. Pick with --notes 1,4-6, or --notes {ALL}."])


def _picked(days: Sequence[Source], member: str, said: str) -> set[str] | None:
    """The ids of the notes picked by their numbers; None for all of them. Stop."""
    from exports.treatment_report import pickable

    if said == ALL:
        return None
    notes = pickable(days, member)
    picked: set[str] = set()
    for part in said.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if not (first.isdecimal() and (last or first).isdecimal()):
            raise Stop(f"--notes takes numbers such as 1,4-6, or {ALL}.", 2)
        begin, end = int(first), int(last or first)
        if not 1 <= begin <= end <= len(notes):
            raise Stop(f"--notes goes from 1 to {len(notes)}.", 2)
        picked |= {note.what.note for _, note in notes[begin - 1 : end]}
    return picked


def seal_words(arguments: Namespace) -> str:
    """The words that the PDF is to open with; "" where it isn't sealed. Stop."""
    if not arguments.seal:
        return ""
    if arguments.format != "pdf":
        raise Stop("Only a PDF can be sealed: leave --seal or take --format pdf.", 2)
    from session_tui.new_passphrase import random_words

    return random_words()
