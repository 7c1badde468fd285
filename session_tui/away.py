"""Away: a laptop that slept, a terminal that was closed, a program that was killed.

It is noticed, said, and settled by one key. While the day runs, the moment it was last seen alive
is kept beside the drafts; a start that finds it long past asks, as a gap between two ticks does.
A laptop that slept is locked first: who opens the lid needn't be who closed it. A program that
was started for observing leaves the day's clock to who leads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.day.day import Day
    from session_tui.app import SessionApp

TICK_S = 1.0
"""So often the clocks are looked at, and what others wrote at this laptop is taken in."""

AWAY_MS = 60_000
"""A shorter gap is no absence (ours)."""

BEAT_MS = AWAY_MS // 2

HOUR_MS = 3_600_000
"""From so long on the day may as well have ended when it was last seen (ours)."""


class Away:
    """Looks at the clocks once a second."""

    def __init__(self, app: SessionApp) -> None:
        self._app = app
        self._ticked = 0
        self._beaten = 0
        self._since: int | None = None

    @property
    def _running(self) -> Day | None:
        """The day that is open, where its clock runs on the program's own time."""
        desk = self._app.desk
        day = desk.day
        runs = day is not None and day.timeline.running and day.timeline.paused is None
        own = desk.unlocked and not desk.practice and not self._app.observe_first
        return day if runs and own else None

    @property
    def _hidden(self) -> bool:
        """Whether the cover is on, or whoever sits here hasn't shown who he is."""
        from session_tui.screens.room.screen import RoomScreen

        return self._app.desk.open_seat or isinstance(self._app.screen, RoomScreen)

    def tick(self) -> None:
        """A second went by, or more: ask where it was much more while the day ran."""
        from models.platform import steady_ns

        last, self._ticked = self._ticked, steady_ns() // 1_000_000
        gap = self._ticked - last
        desk = self._app.desk
        if last and gap >= AWAY_MS and not desk.practice:
            if self._since is None:
                self._since = desk.now() - gap
            self._app.lock_soon()
        elif self._since is not None and desk.unlocked and not self._hidden:
            since, self._since = self._since, None
            self._ask(since)
        self._beat()

    def come_back(self) -> None:
        """The day is open again: ask where it was last seen running long ago."""
        day = self._running
        held = self._app.drafts.get(_field(day), "") if day else ""
        if held.isdecimal():
            self._ask(int(held))

    def _beat(self) -> None:
        """Keep the moment, now and then, while the day runs; once it has ended, no longer."""
        open_ = self._app.desk.day
        if open_ and open_.timeline.ended is not None and self._app.desk.unlocked:
            if self._app.drafts.pop(_field(open_), ""):
                self._app.keep_draft(_field(open_), "")
            return
        day = self._running
        if day is None:
            return
        if not self._beaten:
            self._beaten = self._ticked
        elif self._ticked - self._beaten >= BEAT_MS:
            self._beaten, now = self._ticked, str(self._app.desk.now())
            self._app.drafts[_field(day)] = now
            self._app.keep_draft(_field(day), now)

    def _ask(self, since: int) -> None:
        """Ask what the stretch was, from what was last written in the day on."""
        day, now = self._running, self._app.desk.now()
        if day is None:
            return
        since = max(since, *(entry.written for entry in day.facts.entries.values()))
        if now - since >= AWAY_MS:
            self._app.run_worker(self._settle(day, since, now), group="away", exclusive=True)

    async def _settle(self, day: Day, since: int, until: int) -> None:
        from models.acts.running import end_day, settle_away
        from session_tui.ask import Ask, Choice

        choices = [Choice("k", "keep: it ran on", "keep"), Choice("p", "make it a pause", "pause")]
        if until - since >= HOUR_MS:
            choices.append(Choice("e", f"the day had ended, {day.clock(since)}", "ended"))
        question = f"Away {_long(until - since)}: counted as running."
        answer = await self._app.push_screen_wait(Ask(question, choices))
        if answer == "ended":
            await self._app.do(lambda: end_day(day, since))
        else:
            await self._app.do(lambda: settle_away(since, until, pause=answer == "pause"))


def _long(ms: int) -> str:
    """How long in words: "4 min 10 s", "20 h 5 min"."""
    if ms >= HOUR_MS:
        return f"{ms // HOUR_MS} h {ms % HOUR_MS // 60_000} min"
    return f"{ms // 60_000} min {ms % 60_000 // 1000} s"


def _field(day: Day | None) -> str:
    return f"seen:{day.session}" if day else ""
