"""Practice: a throwaway home whose group has done the days before, and a clock that runs fast."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from exercise_bank.bank import Bank, load_bank
from models.clock import PracticeClock
from models.entries.group import MemberAdded
from models.entries.team import GroupFormed
from models.ids import named_id
from models.local_time import instant
from session_tui.desk import Desk
from session_tui.sample.groups import (
    ZONE,
    DayOf,
    SampleGroup,
    planned_day,
    practice_men,
)
from session_tui.sample.material import load_material
from session_tui.sample.team import PASSES, SampleTeam

PASSPHRASE = "practice"
SPEED = 60.0
BLOCK, DAY = 2, 3
"""The day that is practised where nobody says which."""
_EARLIER = 2
"""How many earlier days have been run, where the block has so many."""
_BEGINS = 9 * 60 + 50
"""When the practice day's clock starts, in minutes since midnight."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A group of one's own to practise with: its name, its venue and its men."""

    name: str
    venue: str
    men: tuple[MemberAdded, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice home: where, whose passphrase opens it, its group, when its clock starts (ms)."""

    folder: Path
    passphrase: str
    staff: bytes
    group: str
    starts: int


def throwaway_folder() -> TemporaryDirectory[str]:
    """A folder for a practice home, to be cleaned up when the day is over.

    It is removed once more when the program ends: its database may have been filled meanwhile.
    """
    folder = TemporaryDirectory(prefix="session-tui-practice-", ignore_cleanup_errors=True)
    atexit.register(shutil.rmtree, folder.name, ignore_errors=True)
    return folder


def practice_home(
    folder: Path,
    *,
    today: str,
    block: int = BLOCK,
    day: int = DAY,
    bank: Bank | None = None,
    copied: Copied | None = None,
    passphrase: str = PASSPHRASE,
) -> Practice:
    """Make a home in `folder` whose group has that day of that block before it.

    The days just before are done, the last of them with something carried over and work set.
    `today` is the ISO date of the practice day. NoSuchDay, HomeError.
    """
    bank = bank or load_bank()
    planned_day(bank, block, day)
    earlier = list(_earlier(bank, block, day, today))
    first = earlier[0].date if earlier else today
    with SampleTeam(folder, passphrase, instant(first, 9 * 60, ZONE)) as team:
        group = _form(team, copied, first)
        for number, one in enumerate(earlier, start=1):
            carries = number == len(earlier)
            dice = Random(f"practice/{one.block}/{one.number}")
            group.play(bank, one, dice, carries=carries, practice=True)
        lead = bytes.fromhex(team.cast.lead)
    return Practice(folder, passphrase, lead, group.id, instant(today, _BEGINS, ZONE))


def practice_desk(practice: Practice, *, speed: float = SPEED, bank: Path | None = None) -> Desk:
    """The desk on a practice home, unlocked, its clock running from now on."""
    desk = Desk(practice.folder, bank)
    desk.practice = True
    desk.passes = PASSES
    desk.clock = PracticeClock(practice.starts, speed)
    desk.load_parts()
    desk.unlock(practice.passphrase, practice.staff)
    desk.choose_group(practice.group)
    # Again: nobody practises while the keys are derived.
    desk.clock = PracticeClock(practice.starts, speed)
    return desk


def _earlier(bank: Bank, block: int, day: int, today: str) -> Iterator[DayOf]:
    """The days before this one, a week apart; before a first day, the end of the block before."""
    before, last = block, day - 1
    if day == 1:
        before = max((one for one in bank.plans if one < block), default=0)
        if not before:
            return
        last = len(planned_day(bank, before, 1)[0].days)
    run = named_id("practice", "run", before)
    for number in range(max(1, last - _EARLIER + 1), last + 1):
        weeks = last + 1 - number
        then = date.fromisoformat(today) - timedelta(weeks=weeks)
        yield DayOf(before, run, number, then.isoformat())


def _form(team: SampleTeam, copied: Copied | None, joined: str) -> SampleGroup:
    group = named_id("practice", "group")
    name, venue = "Practice group", load_material().invented.venues[0]
    if copied is None:
        men = practice_men(team, group, joined)
    else:
        name, venue = copied.name, copied.venue
        men = tuple(man.model_copy(update={"key": team.lead.new_key()}) for man in copied.men)
    key = team.lead.new_key()
    formed = GroupFormed(group=group, name=name, venue=venue, key=key)
    return SampleGroup(team, formed, men)
