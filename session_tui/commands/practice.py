"""`session-tui practice`: a whole day on an invented group, or on a copy of one's own."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from session_tui.commands.open_app import needs_terminal
from session_tui.commands.opening import check_allowed, opened_home, record_of, unlocked
from session_tui.commands.output import complain
from session_tui.commands.trouble import Stop

if TYPE_CHECKING:
    from exercise_bank.bank import Bank
    from models.entries.group import SessionOpened
    from models.entries.team import GroupFormed
    from models.record import Record
    from session_tui.sample.practice import Copied


class _Own(NamedTuple):
    """A copy of one's own group, which day comes next for it, and the passphrase just typed."""

    copied: Copied
    block: int
    day: int
    passphrase: str


def run(arguments: Namespace) -> int:
    """Make the throwaway home, run the day, remove it."""
    needs_terminal()
    from exercise_bank.bank import load_bank
    from models.clock import RealClock
    from models.local_time import date_of
    from session_tui.sample.groups import ZONE
    from session_tui.sample.practice import (
        BLOCK,
        DAY,
        PASSPHRASE,
        practice_desk,
        practice_home,
        throwaway_folder,
    )

    bank = load_bank(arguments.bank)
    own = _own(arguments, bank) if arguments.group else None
    block, day = (own.block, own.day) if own else (BLOCK, DAY)
    if arguments.block is not None:
        block, day = arguments.block, 1
    complain("Preparing the days before…")
    with throwaway_folder() as folder:
        made = practice_home(
            Path(folder) / "home",
            today=date_of(RealClock().now(), ZONE),
            block=block,
            day=arguments.day or day,
            bank=bank,
            copied=own.copied if own else None,
            passphrase=own.passphrase if own else PASSPHRASE,
        )
        from session_tui.app import run_app

        desk = practice_desk(made, speed=arguments.speed, bank=arguments.bank)
        return run_app(
            made.folder,
            arguments.bank,
            observe=arguments.observe,
            plan_file=arguments.plan,
            desk=desk,
        )


def _own(arguments: Namespace, bank: Bank) -> _Own:
    """The men of one's own group, by its name or id; nothing of what was written of them."""
    from models.group.people import fold_roster, fold_sessions
    from session_tui.sample.practice import Copied

    home = opened_home(arguments)
    keyring, passphrase = unlocked(home)
    with record_of(home, keyring) as record:
        check_allowed(record, "practice")
        group = _group_meant(record, arguments.group)
        facts = record.group_facts(group.group)
    men = fold_roster(facts).members
    copied = Copied(group.name, group.venue, tuple(men.values()))
    block, day = _next_day(fold_sessions(facts), bank)
    return _Own(copied, block, day, passphrase)


def _group_meant(record: Record, said: str) -> GroupFormed:
    wanted = said.strip().casefold()
    groups = record.team().groups.values()
    found = [one for one in groups if one.name.strip().casefold() == wanted]
    found = found or [one for one in groups if wanted and one.group.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name for one in groups) or "none"
    problem = "may mean several groups" if found else "is no group here"
    raise Stop(f"{said} {problem}: there are {names}.", 2)


def _next_day(sessions: tuple[SessionOpened, ...], bank: Bank) -> tuple[int, int]:
    """The day after the group's last one."""
    from exercise_bank.component import Component
    from models.group.people import days_of

    own = days_of(sessions, Component.CORE)
    if not own:
        return 1, 1
    last = own[-1]
    if last.day < last.days:
        return last.block, last.day + 1
    return next((block for block in bank.plans if block > last.block), min(bank.plans)), 1
