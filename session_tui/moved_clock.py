"""A laptop's clock that is wrong: said, and settled by one key, or by the time that it is.

It was moved while the program ran; it is behind what was written here before; another laptop's
entries show that one of the two is off. The program counts for itself from its start, so nothing
moves by itself. Which time is right only a person can say; what was said here since the start is
put right then, and can be undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.clock import RealClock
    from models.day.day import Day
    from session_tui.app import SessionApp
    from session_tui.desk import Desk

MOVED_MS = 2000
"""A wall clock off by more was moved (design.md, Time)."""

WRONG_MS = 60_000
"""What is off by less than a minute changes no time that anybody reads: it is told, not asked."""

DAY_MS = 86_400_000


class MovedClock:
    """Compares the two clocks once a second."""

    def __init__(self, app: SessionApp) -> None:
        self._app = app
        self._known = 0
        self._asking = False

    def tick(self) -> None:
        """A second went by."""
        clock = _real(self._app.desk)
        if clock is None or not self._may_ask:
            return
        if abs(clock.off_by_ms() - self._known) <= MOVED_MS:
            return
        day = self._app.desk.day
        if day is None:
            self._follow(clock)
        else:
            self._asking = True
            self._app.run_worker(self._settle(clock, day), group="moved-clock")

    def come_back(self) -> None:
        """The day is open: ask what time it is where more was written here than there was time."""
        clock, day = _real(self._app.desk), self._app.desk.day
        if clock is None or day is None or not self._may_ask:
            return
        own = {writer.hex() for writer in self._app.desk.home.own_writers()}
        written = [one.written for one in day.facts.entries.values() if one.writer in own]
        newest = max(written, default=0)
        behind = newest - clock.now()
        if behind >= DAY_MS // 2:
            self._app.tell("The laptop's date is wrong: set it right, then start the program anew.")
        elif behind >= WRONG_MS:
            self._asking = True
            self._app.run_worker(self._settle_behind(clock, day, newest), group="moved-clock")

    def heard(self) -> None:
        """Another laptop's clock was seen to be off ours: told; asked where it is a minute."""
        desk = self._app.desk
        says, off, desk.off_clock, desk.off_by = desk.off_clock, desk.off_by, "", 0
        if not says:
            return
        self._app.tell(f"{says}: look which clock is right, set the other.")
        clock, day = _real(desk), desk.day
        if clock is not None and day is not None and abs(off) >= WRONG_MS and self._may_ask:
            self._asking = True
            self._app.run_worker(self._settle_other(clock, day, says, off), group="moved-clock")

    @property
    def _may_ask(self) -> bool:
        desk = self._app.desk
        return desk.unlocked and not desk.open_seat and not self._asking

    def _follow(self, clock: RealClock) -> None:
        """No day is open whose times could be wrong: go by the laptop's."""
        from models.local_time import span

        off, self._known = clock.off_by_ms(), 0
        clock.correct()
        self._app.tell(f"The laptop's clock was moved by {span(off)}, and so is ours.")

    async def _settle(self, clock: RealClock, day: Day) -> None:
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
            if answer == "laptop":
                await self._put_right(clock, day, off)
            else:
                self._known = off
                self._app.tell("The day goes on by its own time. Set the laptop's clock right.")
        finally:
            self._asking = False

    async def _settle_behind(self, clock: RealClock, day: Day, newest: int) -> None:
        """Nothing was said yet since the start, so nothing is to be put right: only the clock."""
        from session_tui.ask import Ask
        from session_tui.moments import when_on

        when = day.clock(newest)
        question = f"This laptop's clock is wrong: it says {day.clock(clock.now())}, and at {when}"
        asked = Ask(
            f"{question} something was written here. What time is it?",
            words="11:52",
            check=lambda text: when_on(text, newest, day.about.zone, newest).trouble,
        )
        try:
            if answer := await self._app.push_screen_wait(asked):
                self._go_by(clock, when_on(answer, newest, day.about.zone, newest).at)
                self._app.tell(
                    f"The day goes on from {day.clock(clock.now())}. Set the laptop's clock right."
                )
        finally:
            self._asking = False

    async def _settle_other(self, clock: RealClock, day: Day, says: str, off: int) -> None:
        """Passing: a colleague's clock is no reason to keep anybody from leading."""
        from session_tui.ask import AskInPassing, Choice
        from session_tui.moments import when_on

        now, zone = clock.now(), day.about.zone
        question = f"{says}. Which time is right?"
        choices = [
            Choice("t", f"{day.clock(now)}, this laptop's", "this"),
            Choice("o", f"{day.clock(now + off)}, the other's: put right what was said", "other"),
        ]
        asked = AskInPassing(
            question,
            choices,
            words="or what it is: 11:52",
            check=lambda text: when_on(text, now, zone).trouble,
        )
        try:
            answer = await self._app.push_screen_wait(asked)
            if answer == "this":
                self._app.tell("Ours stands. The other laptop's clock is to be set right there.")
            elif answer:
                right = off if answer == "other" else when_on(answer, now, zone).at - now
                await self._put_right(clock, day, right)
        finally:
            self._asking = False

    async def _put_right(self, clock: RealClock, day: Day, ms: int) -> None:
        """Go by a clock that is `ms` ahead of ours, and move what was said since the start."""
        from models.acts.running import correct_clock

        began = clock.began
        self._go_by(clock, clock.now() + ms)
        await self._app.do(lambda: correct_clock(day, -ms, began))

    def _go_by(self, clock: RealClock, now: int) -> None:
        clock.set(now)
        self._known = clock.off_by_ms()


def _real(desk: Desk) -> RealClock | None:
    """The desk's clock where it is the laptop's own, not a practice day's."""
    from models.clock import RealClock

    return desk.clock if isinstance(desk.clock, RealClock) else None
