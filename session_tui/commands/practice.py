"""`session-tui practice`: a whole day on an invented group, or on a copy of one's own."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from session_tui.commands.opening import reading
from session_tui.commands.trouble import Stop

if TYPE_CHECKING:
    from session_tui.sample.practice import Copied


def run(arguments: Namespace) -> int:
    """Make the throwaway home, run the day, remove it."""
    from exercise_bank.bank import load_bank
    from models.clock import RealClock
    from models.local_time import date_of
    from session_tui.app import run_app
    from session_tui.sample.groups import ZONE
    from session_tui.sample.practice import practice_desk, practice_home

    copied = _copied(arguments) if arguments.group else None
    with TemporaryDirectory(prefix="session-tui-practice-") as folder:
        made = practice_home(
            Path(folder) / "home",
            today=date_of(RealClock().now(), ZONE),
            block=arguments.block,
            day=arguments.day,
            bank=load_bank(arguments.bank),
            copied=copied,
        )
        desk = practice_desk(made, speed=arguments.speed, bank=arguments.bank)
        return run_app(made.folder, arguments.bank, observe=arguments.observe, desk=desk)


def _copied(arguments: Namespace) -> Copied:
    """The men of one's own group, by its name or id; nothing of what was written of them."""
    from models.people import fold_roster
    from session_tui.sample.practice import Copied

    wanted = arguments.group.casefold()
    with reading(arguments) as record:
        for group in record.team().groups.values():
            if wanted in (group.name.casefold(), group.group):
                men = fold_roster(record.group_facts(group.group)).members
                return Copied(group.name, group.venue, tuple(men.values()))
    raise Stop(f"No group {arguments.group}: Today shows the groups there are.")
