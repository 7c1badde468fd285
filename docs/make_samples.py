"""Makes docs/samples, all documents of an invented group.

Nobody in them exists. Every file is the same each time, byte for byte, and a test holds it so.
"""

from __future__ import annotations

from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from docs.beside_sessions import (
    audit,
    next_meeting,
    plan_for_the_wall,
    plan_of,
    record_of_supervision,
)
from docs.steady_heads import with_steady_heads
from docs.written_beside import Beside
from exercise_bank.bank import load_bank
from exports.attendance_register import attendance_register
from exports.audit_pack import audit_pack
from exports.block_report import block_report
from exports.concern_note import concern_note
from exports.day_sheet import day_sheet
from exports.document import Document
from exports.members_sheet import members_sheet
from exports.om_note import offender_manager_note
from exports.packs import subject_access_pack, supervision_pack
from exports.research import research_set
from exports.session_note import session_note
from exports.source import Source
from exports.thread import thread
from exports.treatment_report import treatment_report
from exports.write import DocumentFormat, RegisterFormat, render
from models.facts import Facts
from models.group.people import fold_sessions
from models.home import Home, open_home
from models.ids import named_id
from models.local_time import instant
from models.reader import open_reader
from models.record import Record
from session_tui.sample.groups import ZONE
from session_tui.sample.home import PASSPHRASE, fill_home

FOLDER = Path(__file__).parent / "samples"
TODAY, SESSIONS, SEAT = "2026-11-25", 4, 3
HEADS = (f"{named_id('sample', 'writer')}:412:{'3fa9c1d2' * 8}",)
"""The chain heads of a made-up record differ each time: these stand for them."""

Kind = DocumentFormat | RegisterFormat


def made(folder: Path) -> list[tuple[str, Document, tuple[Kind, ...]]]:
    """Every document with its file's name and formats."""
    days, team_facts = sources(folder)
    last = days[-2]
    member = _seated(last)
    supervised = record_of_supervision(days, team_facts)
    audited = audit(folder / "home", last, team_facts)
    found: list[tuple[str, Document, tuple[Kind, ...]]] = [
        ("session-note", session_note(last), ("pdf", "docx", "html", "md")),
        ("note-to-the-offender-manager", offender_manager_note(last, member), ("pdf", "txt")),
        ("day-sheet", day_sheet(last), ("pdf",)),
        ("attendance-register", attendance_register(last), ("pdf", "csv", "xlsx")),
        ("thread", thread(days, member), ("pdf",)),
        ("block-report", block_report(days), ("pdf", "docx", "html", "xlsx")),
        ("treatment-report", treatment_report(days, member), ("pdf", "docx")),
        ("members-sheet", members_sheet(last), ("pdf", "docx")),
        ("supervision-pack", supervision_pack(days[-3:-1]), ("pdf", "docx")),
        ("subject-access-pack", subject_access_pack(days, member), ("pdf",)),
        ("research-data-set", research_set(days, Random(1)), ("pdf", "xlsx")),
        ("supervision-record", supervised, ("pdf", "docx")),
        ("next-supervision", next_meeting(days), ("pdf",)),
        ("lifestyle-plan", plan_of(days[-1], member), ("pdf", "docx")),
        ("operational-audit", audited, ("pdf", "html", "xlsx")),
        ("audit-pack", audit_pack(days[-3:-1], audited, [supervised], ()), ("pdf",)),
        ("wall-plan", plan_for_the_wall(last), ("pdf",)),
    ]
    if concern := next((what.concern for day in days for _, what in day.day.concerns), ""):
        raised = next(day for day in days if any(c.concern == concern for _, c in day.day.concerns))
        found.append(("concern-note", concern_note(raised, concern), ("pdf",)))
    return found


def sources(folder: Path) -> tuple[list[Source], Facts]:
    """The sessions of the first invented group, as documents read them, and the team's facts."""
    home = folder / "home"
    fill_home(home, sessions=SESSIONS, groups=1, today=TODAY)
    opened = open_home(home)
    keyring = opened.unlock(PASSPHRASE)
    now = instant(TODAY, 9 * 60 + 30, ZONE)
    with closing(open_reader(opened, keyring)) as reader:
        days = _sources(Record(reader, keyring, lambda: now), now)
    _beside(opened, days).write()
    with closing(open_reader(opened, keyring)) as reader:
        record = Record(reader, keyring, lambda: now)
        return _sources(record, now), record.team_facts()


def _beside(home: Home, days: list[Source]) -> Beside:
    last = days[-1]
    staff = {one.role: one.staff for one in last.team.staff.values()}
    about = [one.day.about for one in days]
    return Beside(
        home,
        last.bank,
        last.now - 60_000,
        about[-1].group,
        _seated(last),
        tuple((one.session, one.date) for one in about),
        staff["facilitator"],
        staff["supervisor"],
    )


def _seated(source: Source) -> str:
    """The man (id) whom one man's documents are about."""
    return next(man.member for man in source.day.roster.members.values() if man.seat == SEAT)


def _sources(record: Record, now: int) -> list[Source]:
    team, bank = record.team(), load_bank()
    group = next(iter(team.groups))
    days = [record.day(group, one.session) for one in fold_sessions(record.group_facts(group))]
    made_by = next(one.staff for one in team.staff.values() if one.role == "supervisor")
    return [Source(day, team, bank, now, made_by, HEADS) for day in days]


def main() -> None:
    """Make them all, and nothing else stays in the folder; with `--help` only say so."""
    said = "Make every document of an invented group anew in docs/samples; other files there go."
    ArgumentParser("python -m docs.make_samples", description=said).parse_args()
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        documents = made(Path(folder))
    for left in FOLDER.iterdir():
        left.unlink()
    for name, document, kinds in documents:
        for kind in kinds:
            (FOLDER / f"{name}.{kind}").write_bytes(render(with_steady_heads(document), kind))


if __name__ == "__main__":
    main()
