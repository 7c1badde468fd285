"""The program with every screen, question and sheet one key away: for benchmarks.discretion.

    python -m benchmarks.every_screen HOME SESSION

F9 closes what is open and opens the next place; a box that has the focus gets words to hold.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input, TextArea

import session_tui
from benchmarks.busy_day import PASSPHRASE
from session_tui.app import SessionApp
from session_tui.ask import Ask, numbered
from session_tui.desk import Desk
from session_tui.hand_over import HandOver
from session_tui.keys_page import KeysPage
from session_tui.screens.hub.screen import HubScreen
from session_tui.screens.staff.add import AddStaffScreen
from session_tui.screens.staff.screen import StaffScreen
from session_tui.screens.trail.screen import TrailScreen
from tests.session_tui.test_looked_at import MADE

WORDS = "half a sentence about somebody"
PALETTE = "palette"
PLACES: dict[str, Callable[[Desk], Screen[Any]]] = {
    **MADE,
    "staff": lambda _: StaffScreen(),
    "add_staff": lambda _: AddStaffScreen(),
    "hub": lambda _: HubScreen(),
    "trail": lambda _: TrailScreen(),
    "question by one key": lambda _: Ask("Which?", numbered(("one", "two", "three"))),
    "question in words": lambda _: Ask("Which?", (), words="in words", field="bench"),
    "hand over": lambda _: HandOver(),
    "all keys": lambda _: KeysPage("live", {}),
}
"""Where one may be when somebody comes in; and the palette."""
ORDER = (*PLACES, PALETTE)


class EveryScreen(SessionApp):
    """The program, going from place to place."""

    CSS_PATH = Path(session_tui.__file__).with_name("session.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        *SessionApp.BINDINGS,
        Binding("f9", "next_place", priority=True, show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._place = -1

    async def action_next_place(self) -> None:
        """Close what is open, open the next."""
        while len(self.screen_stack) > 2:
            await self.pop_screen()
        self._place += 1
        name = ORDER[self._place % len(ORDER)]
        if name == PALETTE:
            self.action_command_palette()
        else:
            await self.push_screen(await self.desk.run(lambda: PLACES[name](self.desk)))
        self.call_after_refresh(self._type)

    def _type(self) -> None:
        if isinstance(self.focused, Input):
            self.focused.value = WORDS
        elif isinstance(self.focused, TextArea):
            self.focused.text = WORDS


def main(home: str, session: str) -> None:
    """Open the day and run."""
    desk = Desk(Path(home))
    desk.load_parts()
    desk.unlock(PASSPHRASE)
    desk.choose_group(next(iter(desk.team.groups)))
    desk.open_day(session)
    desk.local.fill(desk)
    EveryScreen(desk).run()
    desk.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
