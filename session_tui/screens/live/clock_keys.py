"""The keys of the day's clock, which the live screen and the room view share."""

from __future__ import annotations

from collections.abc import Callable

from models.acts import Act, Refused, running
from models.day.day import Day
from models.entries import NewEntry
from models.entries.attendance import StaffMoved
from session_tui.frame import FrameScreen


class ClockKeys(FrameScreen):
    """Space, break, pause, a minute more or less, undo and redo, on the running day."""

    @property
    def day(self) -> Day:
        """The day as it stands."""
        day = self.session_app.desk.day
        assert day is not None
        return day

    def next_label(self) -> str:
        """What space does now."""
        try:
            return running.next_step(self.day, self.session_app.desk.now()).label
        except Refused:
            return "next"

    def ask_end(self, now: int) -> None:
        """The end of the day is asked for, never a key's doing alone."""
        raise NotImplementedError

    def clock_item(self) -> str:
        """The item that a minute is given to or taken from; "" where there is none."""
        state = self.day.timeline.running
        return state.item.id if state else ""

    async def act(self, make: Callable[[], Act]) -> bool:
        """Do it; whether it was done. What it changed is drawn with what is said of it."""
        before = self.day
        return await self.session_app.do(make, lambda: self.also_said(before))

    def also_said(self, before: Day) -> str:
        """What is told with an act beyond what it did."""
        del before
        return ""

    async def action_go(self) -> None:
        """The one next thing."""
        now = self.session_app.desk.now()
        if self.day.timeline.ended is not None or self.next_label() == "end the day":
            self.ask_end(now)
        else:
            desk = self.session_app.desk
            me = "" if desk.open_seat else desk.me
            await self.act(lambda: _next(self.day, now, me))

    async def action_break_now(self) -> None:
        """Start the break."""
        now = self.session_app.desk.now()
        minutes = self.session_app.desk.bank.service.breaks.short_minutes
        await self.act(lambda: running.break_now(self.day, now, minutes))

    async def action_pause(self) -> None:
        """Stop the clock."""
        now = self.session_app.desk.now()
        await self.act(lambda: running.pause(self.day, now))

    async def action_more_minutes(self) -> None:
        """A minute more."""
        await self._minutes(1)

    async def action_fewer_minutes(self) -> None:
        """A minute less."""
        await self._minutes(-1)

    async def _minutes(self, minutes: int) -> None:
        item, now = self.clock_item(), self.session_app.desk.now()
        if item:
            await self.act(lambda: running.change_minutes(self.day, item, minutes, now))


def _next(day: Day, now: int, me: str) -> Act:
    step = running.next_step(day, now)
    if step.act is None:
        raise Refused("Nothing is left today: f closes the day.")
    return with_me(day, step.act, now, me)


def with_me(day: Day, act: Act, now: int, me: str) -> Act:
    """Who starts the day is in the room: without him no minute would count as staffed.

    At an open seat (`me` is "") nobody knows who that is.
    """
    known = not me or any(one.staff == me for one in day.attendance.staff)
    if known or day.timeline.started is not None:
        return act
    return Act(act.says, (NewEntry(StaffMoved(staff=me), now), *act.entries))
