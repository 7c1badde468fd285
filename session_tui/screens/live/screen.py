"""The live screen: the day runs here, one key at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.events import Key
from textual.widget import Widget

from exercise_bank.component import heading_of
from exercise_bank.exercise import Exercise
from models.acts import running
from models.acts.explaining import name_pause
from models.day.day import Day
from models.day.forecast import Forecast, Warn
from models.day.timeline import ItemState, Timeline
from models.local_time import MINUTE_MS, long_date
from session_tui.ask import Ask, AskInPassing, Choice, words_of
from session_tui.ground import Rule
from session_tui.lines import Line, LinesPane, line, spread
from session_tui.note_keeping import keep_note
from session_tui.note_line import NoteLine
from session_tui.reasons import why
from session_tui.screens.live.chosen_item import ChosenItem
from session_tui.screens.live.day_pane import day_rows
from session_tui.screens.live.end_keys import EndKeys
from session_tui.screens.live.group_pane import group_lines, room_count
from session_tui.screens.live.now_pane import Known, now_lines
from session_tui.screens.live.why_keys import WhyKeys
from session_tui.side_by_side import SideBySide
from session_tui.waiting import waiting_line

WIDE = 110
SKIPPED_MS = 1500
"""A clock that far behind has missed its tick, under another screen."""

LATE_MS = 5 * MINUTE_MS
"""From here on the footer offers what must give."""


class LiveScreen(WhyKeys, EndKeys):
    """Runs the day of `desk.day`."""

    place: ClassVar[str] = "live"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._named = ""
        self._drawn: tuple[Day | None, object] = (None, None)
        self._timed: object = None
        self._framed: object = None
        self._shown_at = 0
        self._items: list[str] = []
        self._foreseen: tuple[Timeline | None, int, Forecast | None] = (None, 0, None)
        self.initials = False

    # --- what it draws --------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """Three columns parted by a rule, and the line for notes."""
        yield SideBySide("day", "now", "group", id="columns")
        yield Rule()
        yield NoteLine(id="line")

    def title_left(self) -> Line:
        """Group, block and day."""
        desk = self.session_app.desk
        about = self.day.about
        group = desk.team.groups.get(about.group)
        practice = (("PRACTICE  ", "accent"),) if desk.practice else ()
        where = f" · {heading_of(about.block, about.day, about.days)}"
        return (*practice, ((group.name if group else "Group") + where, "now"))

    def title_right(self) -> Line:
        """Date and clock, who is in the room, whether all is saved."""
        now = self._shown_at
        short = self.size.width < WIDE
        date = "" if short else f"{long_date(self.day.about.date)}  "
        count = room_count(self.day)
        return (
            (f"{date}{self.day.clock(now)}   ", "now"),
            (f"{count.removesuffix(' in the room') + ' in' if short else count}   ", "normal"),
            *self.hand_sign(),
            *self.saved_sign(),
        )

    def footer_actions(self) -> list[tuple[str, str]]:
        """The usual ones; space says what it does now."""
        keys = super().footer_actions()
        go, rest = self.key_named("go"), self.key_named("break_now")
        if self.day.timeline.ended is not None:
            others = [pair for pair in keys if pair[0] not in (go, rest)]
            return [(self.key_named("finish"), "close the day"), *others]
        keys = [(key, self.next_label() if key == go else said) for key, said in keys]
        if self.chosen or not self._may_break():
            keys = [pair for pair in keys if pair[0] != rest]
        if self.chosen:
            keys.insert(1, (self.key_named("start_chosen"), "start it"))
        late = self._forecast().late_ms
        if late >= LATE_MS and self.day.timeline.started is not None:
            # In place of undo, which every line that was said is undone by anyway.
            give = (self.key_named("must_give"), "what must give")
            keys = [give if pair[0] == self.key_named("undo") else pair for pair in keys]
        return keys

    def _may_break(self) -> bool:
        """Whether a break can be taken: the day began and none is being had."""
        running = self.day.timeline.running
        return self.day.timeline.started is not None and (
            running is None or running.item.set.is_work
        )

    def on_mount(self) -> None:
        """The first drawing."""
        super().on_mount()
        if trouble := self.session_app.desk.trouble:
            self.session_app.tell(trouble)
        self.session_app.moved_clock.come_back()
        self.session_app.away.come_back()
        self.session_app.garbage.set_aside()
        if not self.app.is_headless:
            self.session_app.desk.soon(self.session_app.desk.make_room)

    def on_screen_resume(self) -> None:
        """Back from under the cover: what made one leave the room is named now."""
        super().on_screen_resume()
        paused = self.day.timeline.paused
        if paused and paused.interruption and not paused.reason and self._named != paused.entry:
            self._named = paused.entry
            self._name_interruption(self.day.clock(paused.since))

    @work
    async def _name_interruption(self, since: str) -> None:
        question = f"You left the room at {since}. What was it? (space then goes on)"
        if reason := await self.reason(question, "pause"):
            await self.act(lambda: name_pause(self.day, reason))

    def redraw(self) -> None:
        """Draw all from the day and the time; twice for the same costs nothing."""
        app = self.session_app
        desk = app.desk
        if not self.stands or desk.day is None:
            return
        pane = self.query_one(SideBySide)
        self._move_clock()
        chosen = (self.chosen, self.initials, self.size, pane.size)
        told = (
            app.said,
            desk.not_saved,
            desk.saving,
            desk.local.synced,
            desk.hand,
            desk.acts,
            desk.in_step.step,
        )
        shows = (self._shown_at // 1000, chosen, told)
        day, showed = self._drawn
        if day is not self.day or showed != shows:
            self._drawn = (self.day, shows)
            self._draw_panes(pane, max(1, pane.size.height))
            self.draw_frame()

    def _forecast(self) -> Forecast:
        """The day as it will go: worked out once for each moment shown and each time line."""
        line, at = self.day.timeline, self._shown_at
        known, second, forecast = self._foreseen
        if forecast is None or known is not line or second != at // 1000:
            forecast = self.day.forecast(at, self._warn())
            self._foreseen = (line, at // 1000, forecast)
        return forecast

    def _move_clock(self) -> None:
        """Show the time it is now, once a second and when the time line changed.

        A mark or a note moves no clock: what it doesn't change isn't drawn with it.
        """
        now = self.session_app.desk.now()
        if self._foreseen[0] is not self.day.timeline or abs(now - self._shown_at) > SKIPPED_MS:
            self._shown_at = now

    def tick(self) -> None:
        """A second went by."""
        self._shown_at = self.session_app.desk.now()
        super().tick()

    def _draw_panes(self, pane: SideBySide, rows: int) -> None:
        day, desk = self.day, self.session_app.desk
        cells = self._widths()
        pane.share(cells)
        shows = (self._shown_at // 1000, self.chosen, rows, cells, desk.local.synced)
        of = (day.timeline, day.roster, day.side_timer)
        limits = desk.bank.service.group
        group = group_lines(day, desk.team, cells["group"], rows, limits, initials=self.initials)
        columns = {"group": tuple(group)}
        if self._timed != (shows, of):
            self._timed = (shows, of)
            columns |= self._timed_columns(cells["day"], cells["now"], rows)
        pane.show_columns(**columns)

    def _timed_columns(
        self, day_cells: int, now_cells: int, rows: int
    ) -> dict[str, tuple[Line, ...]]:
        """The two columns that the time moves."""
        now, forecast, state = self._shown_at, self._forecast(), self.day.timeline.running
        day = day_rows(self.day, forecast, now, day_cells, rows, self.chosen)
        self._items = [item for _, item in day]
        chosen = self.day.timeline.state(self.chosen)
        exercise = self._exercise(state.item.exercise) if state else None
        mid = now_lines(
            self.day,
            forecast,
            now,
            now_cells,
            rows,
            Known(exercise, self._usual(state)),
            ChosenItem(chosen, self._usual(chosen)) if chosen else None,
        )
        return {"day": tuple(row for row, _ in day), "now": tuple(mid)}

    def _widths(self) -> dict[str, int]:
        """Cells for the three columns; between two of them a rule takes three."""
        cells = self.size.width - 4
        left = min(66, max(30, cells * 38 // 100))
        right = min(30, max(17, cells * 20 // 100))
        return {"day": left - 1, "now": cells - left - right - 2, "group": right - 1}

    def draw_frame(self) -> None:
        """Title and footer where what they show may have changed, as a mark doesn't; the status."""
        desk, day = self.session_app.desk, self.day
        shows = (
            (self._shown_at // 1000, self.chosen, self.size, self.session_app.keymap_shown),
            (desk.team, desk.hand, desk.refused, desk.not_saved, desk.saving),
            (desk.local.synced,),
            (desk.in_step.step, day.about, day.timeline, day.attendance),
        )
        if self.stands and shows == self._framed:
            self.draw_status()
        else:
            self._framed = shows if self.stands else None
            super().draw_frame()

    def draw_status(self) -> None:
        """The last thing said, and what waits."""
        desk = self.session_app.desk
        said: Line = line(desk.not_saved, "alarm") if desk.not_saved else self.session_app.said
        waiting = waiting_line(self.day)
        cells = max(10, self.size.width - 2)
        self.query_one("#status", LinesPane).show([spread(said, waiting, cells)])

    def _warn(self) -> Warn:
        service = self.session_app.desk.bank.service
        soon, last = service.warn_soon, service.warn_last
        return Warn(
            soon.percent_left / 100,
            soon.least_seconds * 1000,
            last.percent_left / 100,
            last.least_seconds * 1000,
        )

    def _usual(self, state: ItemState | None) -> int:
        """The median minutes of the last runs of its exercise here; 0 where they aren't known."""
        learned = self.session_app.desk.local.learned.get(state.item.exercise) if state else None
        return learned.minutes if learned else 0

    def _exercise(self, exercise: str) -> Exercise | None:
        return self.session_app.desk.bank.exercise(exercise)

    # --- the clock ------------------------------------------------------------

    async def action_pause(self) -> None:
        """Stop the clock at once; the reason comes after."""
        now = self.session_app.desk.now()
        if await self.act(lambda: running.pause(self.day, now)):
            self._ask_pause_reason()

    @work
    async def _ask_pause_reason(self) -> None:
        asked = why(self.session_app, "Paused. Why?", "pause", AskInPassing)
        if reason := await words_of(self.app, asked):
            await self.act(lambda: name_pause(self.day, reason))

    # --- people and words -----------------------------------------------------

    def on_key(self, event: Key) -> None:
        """A digit opens the line with that seat; Esc lets go of the chosen item."""
        if self.focused is None and event.character and event.character in "0123456789*":
            event.stop()
            self.query_one(NoteLine).open(event.character)
        elif event.key == "escape" and self.focused is None:
            event.stop()
            self.chosen = ""
            self.redraw()

    def click_row(self, pane: str, row: int) -> None:
        """A click on an item chooses it; on a man it is his digit."""
        men = list(self.day.attendance.men)
        if pane == "day" and row < len(self._items) and self._items[row]:
            self.chosen = self._items[row]
            self.redraw()
        elif pane == "group" and row < len(men):
            self.query_one(NoteLine).open(self.day.roster.seat_sign(men[row]))

    def action_note(self) -> None:
        """Open the line."""
        self.query_one(NoteLine).open("")

    async def on_note_line_kept(self, message: NoteLine.Kept) -> None:
        """Keep what the line says."""
        await keep_note(self.session_app, message)

    def action_attendance(self) -> None:
        """Who is here."""
        from session_tui.screens.live.attendance import AttendanceSheet

        self.app.push_screen(AttendanceSheet(), lambda _: self.redraw())

    def action_observe(self) -> None:
        """The observe screen."""
        from session_tui.screens.observe.screen import ObserveScreen

        self.app.push_screen(ObserveScreen())

    def action_describe(self) -> None:
        """Put words to the marks."""
        from session_tui.screens.describe.screen import DescribeScreen

        self.app.push_screen(DescribeScreen())

    def action_work(self) -> None:
        """Work between sessions."""
        from session_tui.screens.work.screen import WorkScreen

        self.app.push_screen(WorkScreen())

    def action_concern(self) -> None:
        """A concern or an incident."""
        from session_tui.screens.concern.screen import ConcernScreen

        self.app.push_screen(ConcernScreen())

    @work
    async def action_recording(self) -> None:
        """The recording."""
        from session_tui.recording_marks import ask_recording

        await ask_recording(self.session_app)

    def action_rate(self) -> None:
        """How far a man understood."""
        from session_tui.screens.observe.rating import open_ratings

        open_ratings(self.session_app)

    def action_names(self) -> None:
        """Seats alone, or initials too."""
        self.initials = not self.initials
        self.redraw()

    def action_today(self) -> None:
        """Back to Today, which names the men: while the day runs only after a question."""
        if self.day.timeline.started is not None and self.day.timeline.ended is None:
            self._ask_today()
        else:
            self.dismiss()

    @work
    async def _ask_today(self) -> None:
        choices = [Choice("y", "go to Today; the clock goes on", "yes"), Choice("n", "stay", "")]
        if await self.app.push_screen_wait(Ask("Today names the men and what is open.", choices)):
            self.dismiss()
