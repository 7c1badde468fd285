"""A home whose day runs now, with ten members and 300 notes, for measuring the live screen."""

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
from models.day import Day
from models.entries.observation import NoteWritten
from models.home import create_home
from models.local_time import MINUTE_MS, date_of
from session_tui.desk import Desk

PASSPHRASE = "for measuring"
MEN = ("JB", "DK", "RT", "SM", "AP", "LW", "GO", "TN", "HE", "CF")
NOTES = 300
RAN_MS = 100 * MINUTE_MS
ZONE = "Europe/London"
WORDS = "went back to the moment before, and named what he told himself then"


@dataclass
class _Hand:
    """A clock that the day's history is written by. `at` is an instant (ms)."""

    at: int

    def now(self) -> int:
        return self.at


def make_busy_day(folder: Path) -> None:
    """A home with the sample of a hard day: it began 100 minutes ago and runs."""
    create_home(folder, PASSPHRASE, label="AQ", passes=3)
    clock = _Hand(time.time_ns() // 1_000_000 - RAN_MS)
    desk = Desk(folder)
    desk.clock = clock
    desk.load_parts()
    desk.unlock(PASSPHRASE)
    try:
        _fill(desk, clock)
    finally:
        desk.close()


def _fill(desk: Desk, clock: _Hand) -> None:
    me = desk.keyring
    desk.append(found_team(desk.me, "Ada Quill", "facilitator", me.signer.hex()))
    desk.append(form_group(group := desk.new_id(), "Core Group", desk.new_key()))
    desk.choose_group(group)
    men = members_from_initials(MEN, desk.new_id, desk.new_key)
    desk.append(add_members(men))
    day = _open(desk, clock)
    desk.say(staff_moved(day, desk.me, "Ada Quill", clock.at, present=True))
    desk.say(rest_in(_day(desk), (), clock.at))
    for number in range(NOTES):
        if number % (NOTES // 4) == 0:
            following = _day(desk).timeline.following
            assert following is not None
            desk.say(running.start_item(_day(desk), following.item.id, clock.at))
        clock.at += RAN_MS // (NOTES + 1)
        member = men[number % len(men)].member
        note = NoteWritten(
            note=desk.new_id(),
            scope="members",
            members=(member,),
            text=f"{WORDS} ({number})",
            direction="strength",
            domain="sr",
        )
        desk.say(write_note(_day(desk), note, clock.at))


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
