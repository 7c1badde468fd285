"""Reasons of a late start and of overruns, one key away once they show; and the side timer."""

from __future__ import annotations

from textual import work

from models.acts.side_timing import set_side_timer, stop_side_timer
from models.day.day import Day
from models.day.reasons_due import ReasonDue, newly_due, reasons_due
from session_tui.ask import Ask, Choice
from session_tui.reasons import give_reason
from session_tui.screens.live.plan_keys import PlanKeys
from session_tui.typed_timer import HINT, read_timer

QUICK_MINUTES = (1, 2, 3, 5)
EACH_MINUTES = 3


class WhyKeys(PlanKeys):
    """What the clock's keys bring to light is told with what they did; Enter says why.

    No question comes up by itself: its letters would stand in the way of those of the screen.
    """

    def also_said(self, before: Day) -> str:
        """Where something ran notably over or began late: that Enter says why."""
        due = newly_due(before, self.day)
        if due is None:
            return ""
        what = f"{due.minutes} min {'over' if due.item else 'late'}"
        return f" · {what}: {self.key_named('start_chosen')} says why"

    async def action_start_chosen(self) -> None:
        """Start what is chosen; with nothing chosen, say why: what has no reason yet."""
        if not self.chosen and reasons_due(self.day):
            self.action_why()
        else:
            await super().action_start_chosen()

    def action_why(self) -> None:
        """Say why: what has no reason yet, the latest first."""
        if due := reasons_due(self.day):
            self._ask_why(due[0])
        else:
            self.session_app.tell("Everything that asks for a reason has one.")

    @work
    async def _ask_why(self, due: ReasonDue) -> None:
        await give_reason(self.session_app, due)

    @work
    async def action_side_timer(self) -> None:
        """A timer beside the schedule: minutes by one key, or typed; or stop the one that runs."""
        desk = self.session_app.desk
        men, timer = self.day.attendance.in_room(), self.day.side_timer
        choices = [Choice(str(one), f"{one} min", str(one)) for one in QUICK_MINUTES]
        if men > 1:
            each = f"{EACH_MINUTES} min each, {men} men"
            choices.append(Choice("e", each, f"{EACH_MINUTES}x{men}"))
        if timer and timer.until > desk.now():
            choices.append(Choice("s", "stop it", "stop"))
        asked = Ask(
            "A timer beside the schedule:",
            choices,
            words=HINT,
            field="side-timer",
            needed=True,
            check=lambda text: read_timer(text, men).trouble,
        )
        said = await self.app.push_screen_wait(asked)
        now = desk.now()
        if said == "stop":
            await self.act(lambda: stop_side_timer(self.day, now))
        elif said:
            typed = read_timer(said, men)
            await self.act(lambda: set_side_timer(self.day, typed.seconds, typed.rounds, now))
