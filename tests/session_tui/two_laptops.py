"""A colleague's laptop, joined over a hub: for the tests of two laptops and one record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.home import open_home
from models.sync.addresses import open_hub
from models.sync.joining import join
from models.sync.kept_hub import keep_hub
from models.sync.meeting import meet
from session_tui.desk import Desk
from tests.session_tui.hands import HandClock
from tests.session_tui.writing_day import day_of

HIS = "a passphrase of his own"


def met(desk: Desk, hub: str) -> None:
    """This laptop and the hub, once."""
    found = open_hub(hub, desk.home.team)
    try:
        meet(desk.home, found, desk.keyring)
    finally:
        found.close()


@contextmanager
def joined(desk: Desk, hub: str, folder: Path, clock: HandClock) -> Iterator[Desk]:
    """Bo Rook, let in by whoever is at the desk, at a laptop of his own, on the same day.

    Both laptops keep to the hub from then on.
    """
    desk.add_staff("Bo Rook", "co-facilitator", HIS)
    met(desk, hub)
    found = open_hub(hub, None)
    try:
        join(folder, found, HIS)
    finally:
        found.close()
    keep_hub(desk.folder, desk.home.team, hub)
    keep_hub(folder, open_home(folder).team, hub)
    other = Desk(folder)
    other.passes, other.clock = 3, clock
    other.load_parts()
    other.unlock(HIS)
    other.choose_group(desk.group)
    if desk.day is not None:
        other.open_day(day_of(desk).session)
    try:
        yield other
    finally:
        other.close()


@contextmanager
def second_terminal(desk: Desk, clock: HandClock) -> Iterator[Desk]:
    """Bo Rook at a second terminal of the same home, on the same day."""
    desk.add_staff("Bo Rook", "co-facilitator", HIS)
    other = Desk(desk.folder)
    other.passes, other.clock = 3, clock
    other.load_parts()
    other.unlock(HIS, next(one.staff for one in other.home.people() if one.label == "BR"))
    other.choose_group(desk.group)
    other.open_day(day_of(desk).session)
    yield other
    other.close()
