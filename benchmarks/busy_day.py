"""A home whose day runs now, with ten members and many notes, for measuring the live screen."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from models.acts import running
from models.acts.attending import rest_in, staff_moved
from models.acts.noting import write_note
from models.acts.opening import (
    add_members,
    form_group,
    found_team,
    members_from_initials,
    open_session,
)
from models.day.day import Day
from models.entries.observation import NoteWritten
from models.home import create_home
from models.local_time import MINUTE_MS, date_of
from session_tui.desk import Desk

PASSPHRASE = "for measuring"
MEN = ("JB", "DK", "RT", "SM", "AP", "LW", "GO", "TN", "HE", "CF")
NOTES = 300
WRITTEN_AT_ONCE = 100
RAN_MS = 100 * MINUTE_MS
ZONE = "Europe/London"
WORDS = "went back to the moment before, and named what he told himself then"


@dataclass
class _Hand:
    """A clock that the day's history is written by. `at` is an instant (ms)."""

    at: int

    def now(self) -> int:
        return self.at


def make_busy_day(folder: Path, notes: int = NOTES, items: int = 0) -> str:
    """A home with the sample of a hard day: it began 100 minutes ago and runs. Gives its session.

    Exercises are added to the plan until it has so many `items`.
    """
    create_home(folder, PASSPHRASE, label="AQ", passes=3)
    clock = _Hand(time.time_ns() // 1_000_000 - RAN_MS)
    desk = Desk(folder)
    desk.clock = clock
    desk.load_parts()
    desk.unlock(PASSPHRASE)
    try:
        _fill(desk, clock, notes, items)
        return _day(desk).session
    finally:
        desk.close()


def _fill(desk: Desk, clock: _Hand, notes: int, items: int) -> None:
    me = desk.keyring
    desk.append(found_team(desk.me, "Ada Quill", "facilitator", me.signer.hex()))
    desk.append(form_group(group := desk.new_id(), "Core Group", desk.new_key()))
    desk.choose_group(group)
    men = members_from_initials(MEN, desk.new_id, desk.new_key)
    desk.append(add_members(men))
    day = _open(desk, clock)
    desk.say(staff_moved(day, desk.me, "Ada Quill", clock.at, present=True))
    desk.say(rest_in(_day(desk), (), clock.at))
    _lengthen(desk, clock, items)
    for number in range(0, notes, WRITTEN_AT_ONCE):
        if number % (notes // 4) < WRITTEN_AT_ONCE:
            following = _day(desk).timeline.following
            assert following is not None
            desk.say(running.start_item(_day(desk), following.item.id, clock.at))
        numbers = range(number, min(number + WRITTEN_AT_ONCE, notes))
        _write_notes(desk, clock, numbers, RAN_MS // (notes + 1))


def _lengthen(desk: Desk, clock: _Hand, items: int) -> None:
    """Add exercises that the plan hasn't got, until it has so many items."""
    planned = {state.item.exercise for state in _day(desk).timeline.states}
    spare = [one for one in desk.bank.exercises if one.id not in planned]
    for exercise in spare[: max(0, items - len(_day(desk).timeline.states))]:
        last = _day(desk).timeline.states[-1].item.id
        desk.say(running.add_exercise(_day(desk), exercise, last, clock.at))


def _write_notes(desk: Desk, clock: _Hand, numbers: range, apart_ms: int) -> None:
    """Write so many notes, each an act of its own, in one transaction."""
    day, record, made = _day(desk), desk.record, []
    assert record is not None
    men = list(day.roster.members)
    for number in numbers:
        clock.at += apart_ms
        note = NoteWritten(
            note=desk.new_id(),
            scope="members",
            members=(men[number % len(men)],),
            text=f"{WORDS} ({number})",
            direction="strength",
            domain="sr",
        )
        said = write_note(day, note, clock.at)
        made += record.made(said.entries, group=desk.group, session=day.session)
    desk.day = day.plus(record.write(made, desk.group))


def _open(desk: Desk, clock: _Hand) -> Day:
    plan = desk.bank.block_plan(2)
    day = plan.day(3) if plan else None
    if plan is None or day is None:
        raise LookupError("the bank has no block 2, day 3")
    opened, act = open_session(
        group=desk.group,
        block=2,
        block_run=desk.new_id(),
        day=3,
        days=len(plan.days),
        date=date_of(clock.at, ZONE),
        plan=day,
        bank=desk.bank,
        roster=desk.roster(),
    )
    desk.append(act, session=opened.session)
    return desk.open_day(opened.session)


def _day(desk: Desk) -> Day:
    assert desk.day is not None
    return desk.day
