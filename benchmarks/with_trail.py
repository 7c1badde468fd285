"""The program keeping each look in the trail, however often, or none: F9 turns it over.

    python -m benchmarks.with_trail HOME

For benchmarks.discretion. The program itself keeps the same look once in ten minutes: each look is
dearer than any use of it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

import session_tui
from session_tui.app import SessionApp
from session_tui.desk import Desk
from session_tui.shown import Looks, Shown


class TurnedLooks(Looks):
    """Keeps each look, or none."""

    keeping = True

    def look(self, shown: Shown) -> None:
        """Keep it, even if the same was just kept."""
        if self.keeping:
            self._kept.clear()
            super().look(shown)


class WithTrail(SessionApp):
    """The program with one key more."""

    CSS_PATH = Path(session_tui.__file__).with_name("session.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        *SessionApp.BINDINGS,
        Binding("f9", "turn", priority=True, show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._looks = desk.looks = TurnedLooks(desk)

    def action_turn(self) -> None:
        """The other way."""
        self._looks.keeping = not self._looks.keeping


def main(home: str) -> None:
    """Run it."""
    desk = Desk(Path(home))
    WithTrail(desk).run()
    desk.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
