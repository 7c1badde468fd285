"""What tests of screens share: a home with a group whose day is open, and a clock by hand."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from textual.pilot import Pilot
from textual.widget import Widget

from models.acts.opening import (
    add_members,
    form_group,
    found_team,
    members_from_initials,
    open_session,
)
from models.clock import Clock
from models.home import create_home
from models.local_time import instant
from session_tui.app import SessionApp
from session_tui.desk import Desk

PASSPHRASE = "four invented words here"
INITIALS = ("JB", "DK", "RT", "SM", "AP", "LW", "GO", "TN")
CALM_HOPS, LONGEST_S = 4, 30
"""So often in a row it must be calm to count; so long a slow machine may take to come to rest."""
DATE = "2026-11-24"
ZONE = "Europe/London"


@dataclass
class HandClock:
    """A clock that stands until a test moves it. `at` is an instant in ms."""

    at: int

    def now(self) -> int:
        """The instant it is."""
        return self.at

    def to(self, hour: int, minute: int, second: int = 0) -> None:
        """Set it to a time on the wall of the day."""
        self.at = instant(DATE, hour * 60 + minute, ZONE) + second * 1000


def clock_at(hour: int = 9, minute: int = 50) -> HandClock:
    """A clock that stands at this time on the wall."""
    return HandClock(instant(DATE, hour * 60 + minute, ZONE))


def new_desk(folder: Path, clock: Clock, passphrase: str = PASSPHRASE) -> Desk:
    """A desk on a fresh home, founded by Ada Quill; the keys cost as little as may be."""
    shutil.copytree(_fresh_home(passphrase), folder)
    desk = Desk(folder)
    desk.passes = 3
    desk.clock = clock
    desk.load_parts()
    desk.unlock(passphrase)
    keyring = desk.keyring
    act = found_team(keyring.staff.hex(), "Ada Quill", "facilitator", keyring.signer.hex())
    desk.append(act)
    return desk


@cache
def _fresh_home(passphrase: str) -> Path:
    """A home that nobody has written in, made once for all tests: keys are slow to derive."""
    parent = Path(tempfile.mkdtemp(prefix="session-tui-tests-"))
    atexit.register(shutil.rmtree, parent, ignore_errors=True)
    create_home(parent / "home", passphrase, label="AQ", passes=3)
    return parent / "home"


def with_group(desk: Desk, initials: tuple[str, ...] = INITIALS) -> Desk:
    """The desk with a group of these men."""
    group = desk.new_id()
    desk.append(form_group(group, "Core Group", desk.new_key()))
    desk.choose_group(group)
    men = members_from_initials(initials, desk.new_id, desk.new_key)
    desk.append(add_members(men))
    return desk


def with_day(desk: Desk, block: int = 2, number: int = 2, date: str = DATE, run: str = "") -> Desk:
    """The desk with a day of the starter bank's plan open, ready to run; of this run, or a new."""
    plan = desk.bank.block_plan(block)
    assert plan is not None
    day = plan.day(number)
    assert day is not None
    opened, act = open_session(
        group=desk.group,
        block=block,
        block_run=run or desk.new_id(),
        day=number,
        days=len(plan.days),
        date=date,
        plan=day,
        bank=desk.bank,
        roster=desk.roster(),
    )
    desk.append(act, session=opened.session)
    desk.open_day(opened.session)
    return desk


def running_desk(folder: Path, clock: HandClock, block: int = 2, number: int = 2) -> Desk:
    """A desk with a group and a day open."""
    return with_day(with_group(new_desk(folder, clock)), block, number)


def app_on(desk: Desk) -> SessionApp:
    """The program on this desk."""
    return SessionApp(desk)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until what was pressed is on the disk and drawn: until nothing more is under way.

    The record has one thread: what is asked of it last comes back last. A key may go from the app
    to its box, up to the screen, to the record and back; so calm counts once it has lasted.
    """
    app = pilot.app
    assert isinstance(app, SessionApp)
    calm, deadline = 0, time.monotonic() + LONGEST_S
    while time.monotonic() < deadline:
        await pilot.pause(0)
        await app.desk.run(lambda: None)
        calm = calm + 1 if _calm(app) else 0
        if calm == CALM_HOPS:
            return
    raise AssertionError("it never came to rest")


def _calm(app: SessionApp) -> bool:
    """Whether no key is under way and no widget has a message waiting for it."""
    if not app.keys.at_rest:
        return False
    nodes = [app, *(node for screen in app.screen_stack for node in screen.walk_children(Widget))]
    return all(node.message_queue_size == 0 for node in nodes)
