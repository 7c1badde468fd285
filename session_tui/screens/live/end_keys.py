"""The end of the day on the live screen: what ends it asks, and the recording ends with it."""

from __future__ import annotations

from textual import work

from models.acts import running
from session_tui.ask import Ask, Choice
from session_tui.screens.live.clock_keys import ClockKeys


class EndKeys(ClockKeys):
    """Space at the end of the plan, and closing the day."""

    def ask_end(self, now: int) -> None:
        """What ends the day asks; a day that ended is closed."""
        if self.day.timeline.ended is not None:
            self.action_finish()
        else:
            self._ask_end(now)

    @work
    async def _ask_end(self, now: int) -> None:
        answer = await self.app.push_screen_wait(
            Ask("End the day here?", [*self._ends("end the day"), Choice("n", "go on", "")])
        )
        if answer:
            await self._end(now, answer)

    def action_finish(self) -> None:
        """Close the day."""
        from session_tui.screens.close.screen import CloseScreen

        if self.day.timeline.ended is None and self.day.timeline.started is not None:
            self._ask_end_then_close()
        else:
            self.app.push_screen(CloseScreen())

    @work
    async def _ask_end_then_close(self) -> None:
        from session_tui.screens.close.screen import CloseScreen

        now = self.session_app.desk.now()
        choices = [*self._ends("end the day now"), Choice("n", "only look", "look")]
        answer = await self.app.push_screen_wait(Ask("The day still runs.", choices))
        if answer and answer != "look":
            await self._end(now, answer)
        if answer:
            self.app.push_screen(CloseScreen())

    def _ends(self, label: str) -> list[Choice]:
        """The answers that end the day; while a recording runs, with it or without."""
        if self.day.recording is None:
            return [Choice("y", label, "end")]
        return [
            Choice("y", f"{label}, and the recording", "end with recording"),
            Choice("r", f"{label}; the recording goes on", "end"),
        ]

    async def _end(self, now: int, answer: str) -> None:
        stopped = answer == "end with recording"
        await self.act(lambda: running.end_day(self.day, now, recording_stopped=stopped))
