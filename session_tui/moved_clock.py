"""The laptop's clock was moved while the program ran: said, and settled by one key.

The program counts for itself from its start, so nothing moves by itself. Which of the two is right
only a person can say; where it is the laptop's, what was said since the start is put right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.clock import RealClock
    from models.day.day import Day
    from session_tui.app import SessionApp

MOVED_MS = 2000
"""A wall clock off by more was moved (design.md, Time)."""


class MovedClock:
    """Compares the two clocks once a second."""

    def __init__(self, app: SessionApp) -> None:
        self._app = app
        self._known = 0
        self._asking = False

    def tick(self) -> None:
        """A second went by."""
        from models.clock import RealClock

        desk, clock = self._app.desk, self._app.desk.clock
        if not isinstance(clock, RealClock) or not desk.unlocked or desk.open_seat or self._asking:
            return
        if abs(clock.off_by_ms() - self._known) <= MOVED_MS:
            return
        if desk.day is None:
            self._follow(clock)
        else:
            self._asking = True
            self._app.run_worker(self._settle(clock, desk.day), group="moved-clock")

    def _follow(self, clock: RealClock) -> None:
        """No day is open whose times could be wrong: go by the laptop's."""
        from models.local_time import span

        off, self._known = clock.off_by_ms(), 0
        clock.correct()
        self._app.tell(f"The laptop's clock was moved by {span(off)}, and so is ours.")

    async def _settle(self, clock: RealClock, day: Day) -> None:
        from models.acts.running import correct_clock
        from models.local_time import span
        from session_tui.ask import Ask, Choice

        now, off = clock.now(), clock.off_by_ms()
        question = f"The laptop's clock was moved by {span(off)}. Which time is right?"
        choices = [
            Choice("l", f"{day.clock(now + off)}, the laptop's: put right what was said", "laptop"),
            Choice("d", f"{day.clock(now)}, the day's: go on by it", "day"),
        ]
        try:
            answer = await self._app.push_screen_wait(Ask(question, choices))
            off = clock.off_by_ms()
            if answer != "laptop":
                self._known = off
                self._app.tell("The day goes on by its own time. Set the laptop's clock right.")
                return
            began, self._known = clock.began, 0
            clock.correct()
            await self._app.do(lambda: correct_clock(day, -off, began))
        finally:
            self._asking = False
